import type { Excerpt } from '../../functions/domain/retag-view.ts';
import { MarkedText } from '../inbox/marked-text.tsx';
import type { Conditions } from '../inbox/use-conditions.ts';

/** Some words of a review with those marked that say a condition. */
export function ExcerptText({
  excerpt,
  conditionId,
  conditions,
}: {
  readonly excerpt: Excerpt;
  readonly conditionId: string;
  readonly conditions: Conditions;
}) {
  const { text, spans, isCutBefore, isCutAfter } = excerpt;
  const marks = spans.map(([start, end]) => ({ conditionId, start, end, isSuggested: false }));
  return (
    <p className="excerpt" dir="auto">
      {isCutBefore && '… '}
      <MarkedText text={text} marks={marks} conditions={conditions} active={undefined} draft={undefined} />
      {isCutAfter && ' …'}
    </p>
  );
}

import { useRef, useState } from 'react';
import type { ReviewWords } from '../../functions/domain/staff-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import type { ScreenReview } from './change.ts';
import { conditionsOf, flagMarksOf, marksOf } from './conditions-of.ts';
import { ConditionsSection } from './conditions-section.tsx';
import { FlagsSection } from './flags-section.tsx';
import { Folded } from './folded.tsx';
import { inboxWords } from './inbox-words.ts';
import { MarkableText } from './markable-text.tsx';
import { sayPlain } from './notices.tsx';
import { useReviewActions } from './review-actions.tsx';
import { useConditions } from './use-conditions.ts';
import { useDraft } from './use-draft.ts';
import { MOST_MARKED, type Span } from './words-of-text.ts';

/** The words of a review, what came with them, and what they speak of. */
export function ReviewWordsSection({
  review,
  words,
}: {
  readonly review: ScreenReview;
  readonly words: ReviewWords;
}) {
  const { role } = useClinicHere();
  const { act } = useReviewActions();
  const conditions = useConditions();
  const found = conditionsOf(review.tags);
  const canChange = role !== 'viewer' && review.queue !== 'removed';
  const [selected, setSelected] = useState<Span>();
  const [active, setActive] = useState<string>();
  const draft = useDraft(review.reviewId, words.text.length);
  const text = useRef<HTMLDivElement>(null);
  const begin = (span: Span) => {
    if (span.end - span.start > MOST_MARKED) {
      sayPlain(inboxWords.conditions.tooLong);
      return;
    }
    if (draft.conditionId === undefined) {
      draft.begin(span);
      return;
    }
    act(review, { kind: 'add', conditionId: draft.conditionId, ...span });
    document.getSelection()?.removeAllRanges();
    draft.end();
  };
  return (
    <>
      <MarkableText
        ref={text}
        text={words.text}
        marks={[...marksOf(found), ...flagMarksOf(review.flags)]}
        conditions={conditions}
        active={active}
        draft={draft.span}
        isMarkable={canChange}
        selected={selected}
        onSelect={setSelected}
        onPick={begin}
        pickLabel={
          draft.conditionId === undefined
            ? inboxWords.conditions.add
            : inboxWords.conditions.addNamed(conditions.label(draft.conditionId))
        }
      />
      <FlagsSection flags={review.flags} text={words.text} />
      {words.isExcerpt && <p className="soft review-aside">{inboxWords.excerpt}</p>}
      {words.translation && <Folded title={inboxWords.translation}>{words.translation}</Folded>}
      {words.reply && (
        <Folded title={inboxWords.reply} note={inboxWords.replyNote}>
          {words.reply.text}
        </Folded>
      )}
      <ConditionsSection
        review={review}
        text={words.text}
        found={found}
        conditions={conditions}
        canChange={canChange}
        draft={{ ...draft, begin: (span) => (span ? begin(span) : draft.begin()) }}
        textElement={text}
        onActive={setActive}
      />
    </>
  );
}

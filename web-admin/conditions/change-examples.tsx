import type { ConditionChangeView } from '../../functions/domain/retag-view.ts';
import type { Conditions } from '../inbox/use-conditions.ts';
import { dayInWords } from '../parts/dates.ts';
import { partWords } from '../parts/part-words.ts';
import { useNow } from '../parts/use-now.ts';
import { conditionWords } from './condition-words.ts';
import { ExcerptText } from './excerpt-text.tsx';

/** A few reviews for which a condition changes, with the words in question. */
export function ChangeExamples({
  change,
  conditions,
}: {
  readonly change: ConditionChangeView;
  readonly conditions: Conditions;
}) {
  const now = useNow();
  const { conditionId, examples } = change;
  if (examples.length === 0) return <p className="soft">{conditionWords.noExamples}</p>;
  return (
    <ul className="change-examples">
      {examples.map(({ reviewId, effect, source, writtenOn, excerpt }) => (
        <li key={`${effect} ${reviewId}`} data-effect={effect}>
          <p className="change-effect">
            <span>{conditionWords.effects[effect]}</span>
            <span className="soft">
              {conditionWords.wroteOn(partWords.sources[source], dayInWords(writtenOn, now))}
            </span>
          </p>
          <ExcerptText excerpt={excerpt} conditionId={conditionId} conditions={conditions} />
        </li>
      ))}
    </ul>
  );
}

import type { ProposalView } from '../../functions/domain/retag-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { toHash } from '../frame/route.ts';
import type { Conditions } from '../inbox/use-conditions.ts';
import { dayInWords } from '../parts/dates.ts';
import { partWords } from '../parts/part-words.ts';
import { Stars } from '../parts/stars.tsx';
import { useNow } from '../parts/use-now.ts';
import { conditionWords } from './condition-words.ts';
import { ExcerptText } from './excerpt-text.tsx';

/** One review with the words that are said to name the condition. */
export function ProposalItem({
  proposal,
  conditionId,
  conditions,
  isChosen,
  onChoose,
}: {
  readonly proposal: ProposalView;
  readonly conditionId: string;
  readonly conditions: Conditions;
  readonly isChosen: boolean;
  /** Absent for somebody who may only read. */
  readonly onChoose?: () => void;
}) {
  const { clinicId } = useClinicHere();
  const now = useNow();
  const { reviewId, author = partWords.anonymous, stars, source, writtenOn, excerpt } = proposal;
  return (
    <li className="proposal" data-chosen={isChosen}>
      {onChoose && (
        <input
          type="checkbox"
          checked={isChosen}
          onChange={onChoose}
          aria-label={conditionWords.proposals.pick(author)}
        />
      )}
      <div>
        <p className="proposal-line">
          <strong>
            <bdi>{author}</bdi>
          </strong>
          <Stars count={stars} />
          <span className="soft">
            {conditionWords.wroteOn(partWords.sources[source], dayInWords(writtenOn, now))}
          </span>
          <a href={toHash(clinicId, { screen: 'queue', queue: 'shown', reviewId })}>
            {conditionWords.proposals.open}
            <span className="aloud-only"> ({author})</span>
          </a>
        </p>
        <ExcerptText excerpt={excerpt} conditionId={conditionId} conditions={conditions} />
      </div>
    </li>
  );
}

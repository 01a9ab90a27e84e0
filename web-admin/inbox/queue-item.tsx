import type { ReviewQueue, ReviewView } from '../../functions/domain/staff-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { toHash } from '../frame/route.ts';
import { writtenInWords } from '../parts/dates.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { partWords } from '../parts/part-words.ts';
import { Stars } from '../parts/stars.tsx';
import { authorOf } from './author-of.ts';
import { ConditionName } from './condition-name.tsx';
import { conditionsOf } from './conditions-of.ts';
import { flagWords } from './flag-words.ts';
import { inboxWords } from './inbox-words.ts';
import type { Conditions } from './use-conditions.ts';

/** More than two lines hold at any width; the rest is cut by the style sheet. */
const EXCERPT_CHARACTERS = 400;

/** One review in the list: who, where, when, how many stars, the beginning, what it speaks of. */
export function QueueItem({
  queue,
  review,
  isSelected,
  now,
  conditions,
}: {
  readonly queue: ReviewQueue;
  readonly review: ReviewView;
  readonly isSelected: boolean;
  readonly now: number;
  readonly conditions: Conditions;
}) {
  const { clinicId } = useClinicHere();
  const { reviewId, source, place, writtenOn, words, tags } = review;
  return (
    <li>
      <a
        className="queue-item"
        href={toHash(clinicId, { screen: 'queue', queue, reviewId })}
        aria-current={isSelected ? 'true' : undefined}
      >
        <span className="queue-item-line">
          <strong>
            <bdi>{authorOf(review)}</bdi>
          </strong>
          <span className="queue-item-when soft">
            {partWords.sources[source]} · {writtenInWords(writtenOn, now)}
          </span>
        </span>
        <span className="queue-item-line queue-item-place">
          <Stars count={words?.stars} />
          <span className="soft" dir="auto">
            {place}
          </span>
          <ItemMarks queue={queue} review={review} />
        </span>
        {words?.exportedOn !== undefined && (
          <span className="soft">{partWords.fromExport(writtenInWords(words.exportedOn, now))}</span>
        )}
        <span className="queue-item-excerpt" dir="auto">
          {words ? words.text.slice(0, EXCERPT_CHARACTERS) : inboxWords.noWords(partWords.sourceActs[source])}
        </span>
        {tags.length > 0 && (
          <span className="queue-item-conditions">
            {conditionsOf(tags).map(({ conditionId, isSuggested }) => (
              <ConditionName
                key={conditionId}
                conditionId={conditionId}
                isSuggested={isSuggested}
                conditions={conditions}
              />
            ))}
          </span>
        )}
      </a>
    </li>
  );
}

/** What must be known of a review before it is opened; as little as possible. */
function ItemMarks({ queue, review }: { readonly queue: ReviewQueue; readonly review: ReviewView }) {
  const { earlier, hold, flags, isShownByPolicy } = review;
  return (
    <span className="queue-item-marks">
      {earlier && <ItemMark icon="pencil" words={inboxWords.editedSince} />}
      {flags.length > 0 && queue === 'waiting' && <ItemMark icon="flag" words={flagWords.mark} isFlag />}
      {hold && queue === 'shown' && <ItemMark icon="pause" words={inboxWords.heldBack} />}
      {!hold && isShownByPolicy && <ItemMark icon="shown" words={inboxWords.unread} />}
    </span>
  );
}

/** A word about the state of a review, beside its stars. */
function ItemMark({
  icon,
  words,
  isFlag = false,
}: {
  readonly icon: IconName;
  readonly words: string;
  readonly isFlag?: boolean;
}) {
  return (
    <span className="queue-item-mark" data-flag={isFlag}>
      <Icon name={icon} size={13} />
      {words}
    </span>
  );
}

import type { SourceName } from '../../functions/domain/review.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { agoInWords, dayInWords } from '../parts/dates.ts';
import { Note } from '../parts/note.tsx';
import { partWords } from '../parts/part-words.ts';
import type { ScreenReview } from './change.ts';
import { changeWords } from './change-words.ts';
import { describeReason } from './describe-reason.ts';
import { inboxWords } from './inbox-words.ts';
import { type Hold, noteWords } from './note-words.ts';

/** What nobody can change by deciding otherwise. */
const BLOCKS: readonly Hold[] = [
  'source-stopped',
  'no-words',
  'retention-over',
  'withdrawn-at-source',
  'unconfirmed-too-long',
  'not-in-sample',
  'taken-down',
  'listing-disconnected',
  'outside-embed',
  'sensitive-on-partner-page',
  'consent-missing',
  'consent-revoked',
  'consent-expired',
  'consent-not-for-partners',
];

/** What must be known before reading: that the words changed, that the source has it no more, that it is held back. */
export function ReviewNotes({ review, now }: { readonly review: ScreenReview; readonly now: number }) {
  const { source, queue, words, hold, earlier } = review;
  const decided = decidedWords(review, useClinicHere().memberName, now);
  return (
    <>
      {queue === 'removed' && <Note icon="removed">{removedWords(source)}</Note>}
      {!words && queue !== 'removed' && (
        <Note icon="removed">{inboxWords.noWords(partWords.sourceActs[source])}</Note>
      )}
      {earlier && (
        <Note icon="pencil">
          {earlierWords(review, now)} {queue !== 'removed' && noteWords.earlierTodo}
        </Note>
      )}
      {hold && queue !== 'removed' && (
        <Note icon="pause" title={BLOCKS.includes(hold) ? noteWords.blockTitle : noteWords.holdTitle}>
          {noteWords.holds[hold]}
        </Note>
      )}
      {decided && <p className="soft review-aside">{decided}</p>}
    </>
  );
}

function removedWords(source: SourceName): string {
  return source === 'direct' ? noteWords.takenBack : noteWords.removed(partWords.sourceActs[source]);
}

function earlierWords({ earlier, source }: ScreenReview, now: number): string {
  if (!earlier) return '';
  const { decidedBy, decidedAt, reason, status } = earlier;
  const day = dayInWords(decidedAt, now);
  const at = partWords.atSource[source];
  return status === 'shown'
    ? noteWords.earlierShown(decidedBy, day, at)
    : noteWords.earlierNotShown(decidedBy, day, at, describeReason({ ...(reason && { reason }) }, decidedAt));
}

function decidedWords(review: ScreenReview, memberName: string, now: number): string | undefined {
  const { status, decidedBy, decidedAt, isShownByPolicy, hold } = review;
  if (isShownByPolicy && decidedAt) {
    return hold ? undefined : noteWords.shownByPolicy(agoInWords(decidedAt, now));
  }
  if (status === 'waiting' || !decidedBy || !decidedAt) return undefined;
  const who = decidedBy === memberName ? changeWords.conflict.you : decidedBy;
  return noteWords.decided[status](who, agoInWords(decidedAt, now), describeReason(review, decidedAt));
}

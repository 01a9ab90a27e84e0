import type { Share } from '../../functions/domain/fair-display.ts';
import type { FairDisplayView } from '../../functions/domain/staff-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { toHash } from '../frame/route.ts';
import { numberInWords } from '../parts/dates.ts';
import { Note } from '../parts/note.tsx';
import { partWords } from '../parts/part-words.ts';
import { fairWords } from './fair-words.ts';

/** What would mislead visitors, why that matters, and where to go; a calm word when nothing does. */
export function FairNotes({ display }: { readonly display: FairDisplayView }) {
  const { clinicId } = useClinicHere();
  const { overdue, heldBack, uncounted } = display;
  if (overdue === 0 && !heldBack && !uncounted) {
    return (
      <Note icon="check" title={fairWords.fine.title}>
        {fairWords.fine.text}
      </Note>
    );
  }
  return (
    <div className="fair-notes">
      {uncounted && (
        <Note icon="clock" title={fairWords.uncounted.title}>
          {fairWords.uncounted.text(
            uncounted
              .map(({ source, place }) => fairWords.tableOf(partWords.sources[source], place))
              .join('; '),
          )}
        </Note>
      )}
      {heldBack && (
        <Note icon="scales" title={fairWords.heldBack.title}>
          {fairWords.heldBack.counts(share(heldBack.high), share(heldBack.low))}
          <p>
            {fairWords.heldBack.text}{' '}
            <a href={toHash(clinicId, { screen: 'queue', queue: 'not-shown' })}>{fairWords.heldBack.todo}</a>
          </p>
        </Note>
      )}
      {overdue > 0 && (
        <Note icon="clock" title={fairWords.overdue.title(overdue)}>
          {fairWords.overdue.text}{' '}
          <a href={toHash(clinicId, { screen: 'queue', queue: 'waiting' })}>{fairWords.overdue.todo}</a>
        </Note>
      )}
    </div>
  );
}

function share({ shown, of }: Share): string {
  return fairWords.heldBack.share(numberInWords(shown), numberInWords(of));
}

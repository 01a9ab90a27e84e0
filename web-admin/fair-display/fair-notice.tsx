import { useClinicHere } from '../frame/clinic-here.tsx';
import { toHash } from '../frame/route.ts';
import { useClinicView } from '../frame/use-clinic-view.ts';
import { Icon } from '../parts/icon.tsx';
import { fairWords } from './fair-words.ts';
import { useFairDisplay } from './use-fair-display.ts';
import './fair-notice.css';

/** One line above a queue while the clinic's pages would mislead, with the way to the counts; nothing otherwise. */
export function FairNotice() {
  const { clinicId } = useClinicHere();
  const { data } = useFairDisplay();
  const waiting = useClinicView().data?.counts.waiting ?? 0;
  if (!data) return null;
  // The counts follow a moment later; whoever has just decided what was left must not be told of it again.
  const overdue = Math.min(data.overdue, waiting);
  if (overdue === 0 && !data.heldBack) return null;
  const title = data.heldBack ? fairWords.heldBack.title : fairWords.overdue.title(overdue);
  return (
    <div className="fair-notice" role="note">
      <Icon name={data.heldBack ? 'scales' : 'clock'} size={18} />
      <p>
        {title}. <a href={toHash(clinicId, { screen: 'fair-display' })}>{fairWords.notice.more}</a>
      </p>
    </div>
  );
}

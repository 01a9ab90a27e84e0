import { useClinicHere } from '../frame/clinic-here.tsx';
import { toHash } from '../frame/route.ts';
import { Icon } from '../parts/icon.tsx';
import { fairWords } from './fair-words.ts';
import { useFairDisplay } from './use-fair-display.ts';
import './fair-notice.css';

/** One line above a queue while the clinic's pages would mislead, with the way to the counts; nothing otherwise. */
export function FairNotice() {
  const { clinicId } = useClinicHere();
  const { data } = useFairDisplay();
  if (!data || (data.overdue === 0 && !data.heldBack)) return null;
  const title = data.heldBack ? fairWords.heldBack.title : fairWords.overdue.title(data.overdue);
  return (
    <div className="fair-notice" role="note">
      <Icon name={data.heldBack ? 'scales' : 'clock'} size={18} />
      <p>
        {title}. <a href={toHash(clinicId, { screen: 'fair-display' })}>{fairWords.notice.more}</a>
      </p>
    </div>
  );
}

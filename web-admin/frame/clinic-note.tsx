import { Icon } from '../parts/icon.tsx';
import { frameWords } from './frame-words.ts';
import { useClinicView } from './use-clinic-view.ts';

/** Says so while nothing at all can appear on the clinic's pages, and what to do about it. */
export function ClinicNote() {
  const { data } = useClinicView();
  if (!data?.hold) return null;
  const { title, text } = frameWords.clinicOnHold;
  return (
    <div className="connection-note" role="note">
      <Icon name="pause" size={18} />
      <p>
        <strong>{title}.</strong> {text}
      </p>
    </div>
  );
}

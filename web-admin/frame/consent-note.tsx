import { Icon } from '../parts/icon.tsx';
import { useConsentCounts } from '../testimonials/use-testimonials.ts';
import { useClinicHere } from './clinic-here.tsx';
import { frameWords } from './frame-words.ts';
import { toHash, usePlace } from './route.ts';

/** Says on every screen when patients' consents are about to end, and leads to where they can be seen. */
export function ConsentNote() {
  const { clinicId } = useClinicHere();
  const { route } = usePlace();
  const { data } = useConsentCounts();
  if (!data?.endingSoon || route.screen === 'testimonials') return null;
  return (
    <div className="connection-note" role="note">
      <Icon name="clock" size={18} />
      <p>
        {frameWords.consentsEnding(data.endingSoon)}{' '}
        <a href={toHash(clinicId, { screen: 'testimonials' })}>{frameWords.consentsEndingMore}</a>
      </p>
    </div>
  );
}

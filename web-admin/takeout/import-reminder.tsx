import { useClinicHere } from '../frame/clinic-here.tsx';
import { toHash } from '../frame/route.ts';
import { useListings } from '../frame/use-clinic-view.ts';
import { Icon } from '../parts/icon.tsx';
import { useNow } from '../parts/use-now.ts';
import { remindOfImport } from './describe-import.ts';
import { takeoutWords } from './takeout-words.ts';

/** Says on top of every screen, from a week before, that reviews from an export will leave the pages. */
export function ImportReminder() {
  const { clinicId } = useClinicHere();
  const { data } = useListings();
  const now = useNow();
  const words = remindOfImport(data?.listings ?? [], now);
  if (words === undefined) return null;
  return (
    <div className="connection-note" role="note">
      <Icon name="clock" size={18} />
      <p>
        {words} <a href={toHash(clinicId, { screen: 'sources' })}>{takeoutWords.state.toSources}</a>
      </p>
    </div>
  );
}

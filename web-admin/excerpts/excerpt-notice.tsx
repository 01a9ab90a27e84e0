import { useClinicHere } from '../frame/clinic-here.tsx';
import { toHash } from '../frame/route.ts';
import { Icon } from '../parts/icon.tsx';
import { excerptWords } from './excerpt-words.ts';
import { useExcerpts, waitingGroups } from './use-excerpts.ts';
import '../fair-display/fair-notice.css';

/** One line above a queue while excerpts wait for their one decision; nothing otherwise. */
export function ExcerptNotice() {
  const { clinicId } = useClinicHere();
  const [group] = waitingGroups(useExcerpts().data);
  if (!group) return null;
  return (
    <div className="fair-notice" role="note">
      <Icon name="inbox" size={18} />
      <p>
        {excerptWords.notice(group.place)}{' '}
        <a href={toHash(clinicId, { screen: 'excerpts' })}>{excerptWords.noticeMore}</a>
      </p>
    </div>
  );
}

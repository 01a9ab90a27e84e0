import type { ReviewQueue } from '../../functions/domain/staff-view.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { frameWords } from '../frame/frame-words.ts';
import { MenuButton } from '../frame/menu-button.tsx';
import { QUEUES, toHash } from '../frame/route.ts';
import { useClinicView } from '../frame/use-clinic-view.ts';

/**
 * Name and length of the queue; where the navigation is out of sight, the other queues too.
 *
 * @param loaded its length when all of it is loaded, which is fresher than the count
 */
export function QueueHead({
  queue,
  loaded,
}: {
  readonly queue: ReviewQueue;
  readonly loaded: number | undefined;
}) {
  const { clinicId } = useClinicHere();
  const { data } = useClinicView();
  const count = loaded ?? data?.counts[queue];
  return (
    <header className="queue-head">
      <div className="queue-head-line">
        <MenuButton />
        <h1 id="queue-title">{frameWords.queues[queue]}</h1>
        {count !== undefined && count > 0 && <span className="soft">{frameWords.reviewCount(count)}</span>}
      </div>
      <nav className="queue-tabs" aria-label={frameWords.reviews}>
        {QUEUES.map((one) => (
          <a
            key={one}
            href={toHash(clinicId, { screen: 'queue', queue: one })}
            aria-current={one === queue ? 'page' : undefined}
          >
            {frameWords.queuesShort[one]}
            {data && data.counts[one] > 0 && (
              <span className="queue-tab-count">{frameWords.many(data.counts[one])}</span>
            )}
          </a>
        ))}
      </nav>
    </header>
  );
}

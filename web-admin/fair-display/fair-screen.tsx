import { useClinicHere } from '../frame/clinic-here.tsx';
import { MenuButton } from '../frame/menu-button.tsx';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { StateMessage } from '../parts/state-message.tsx';
import { CorrectionsCard } from './corrections-card.tsx';
import { FairNotes } from './fair-notes.tsx';
import { fairWords } from './fair-words.ts';
import { ListingTable } from './listing-table.tsx';
import { useFairDisplay } from './use-fair-display.ts';
import '../parts/screen.css';
import './fair-screen.css';

/** Who comes to look at the counts wants them as they are now. */
const EVERY_MS = 5_000;

/** Whether the clinic's pages are a fair picture of its reviews, and the counts that say so. */
export function FairScreen() {
  const { role } = useClinicHere();
  const { data, error, refetch } = useFairDisplay(EVERY_MS);
  const isEmpty = data?.listings.length === 0 && !data.uncounted;
  return (
    <div className="screen">
      <header className="screen-head">
        <MenuButton />
        <div>
          <h1>{fairWords.title}</h1>
          <p className="soft">{fairWords.lead}</p>
        </div>
      </header>
      {!data && !error && <Loading height={190} />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {isEmpty && (
        <StateMessage icon="scales" title={fairWords.empty.title}>
          {fairWords.empty.text}
        </StateMessage>
      )}
      {data && !isEmpty && (
        <>
          <FairNotes display={data} />
          <div className="screen-cards">
            {data.listings.map((listing) => (
              <ListingTable key={listing.listingId} listing={listing} />
            ))}
          </div>
          <p className="soft fair-foot">{fairWords.withoutWords}</p>
          {role !== 'viewer' && <CorrectionsCard />}
        </>
      )}
    </div>
  );
}

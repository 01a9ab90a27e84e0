import { MenuButton } from '../frame/menu-button.tsx';
import { useListings } from '../frame/use-clinic-view.ts';
import { Failure } from '../parts/failure.tsx';
import { Loading } from '../parts/loading.tsx';
import { Note } from '../parts/note.tsx';
import { StateMessage } from '../parts/state-message.tsx';
import { useNow } from '../parts/use-now.ts';
import { wantsExport } from '../takeout/describe-import.ts';
import { TakeoutCard } from '../takeout/takeout-card.tsx';
import { inUse } from './find-twins.ts';
import { GoogleCard } from './google-card.tsx';
import { googleWords } from './google-words.ts';
import { ListingCard } from './listing-card.tsx';
import { sourceWords } from './source-words.ts';
import { type Return, useConnections, useReturn } from './use-google.ts';
import { WaitingCard } from './waiting-card.tsx';
import '../parts/screen.css';
import './sources-screen.css';

/** Where the reviews come from, and how it goes there. */
export function SourcesScreen() {
  const { data, error, refetch } = useListings();
  const listings = inUse(data?.listings ?? []);
  const now = useNow();
  const returned = useReturn();
  return (
    <div className="screen">
      <header className="screen-head">
        <MenuButton />
        <div>
          <h1>{sourceWords.title}</h1>
          <p className="soft">{sourceWords.lead}</p>
        </div>
      </header>
      {returned && <ReturnNote returned={returned} />}
      {!data && !error && <Loading height={150} />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.listings.length === 0 && (
        <StateMessage icon="sources" title={sourceWords.empty.title}>
          {sourceWords.empty.text}
        </StateMessage>
      )}
      <ul className="screen-cards">
        {listings.map((view) => (
          <li key={view.listing.listingId}>
            <ListingCard view={view} all={listings} now={now} />
          </li>
        ))}
      </ul>
      {data && (
        <GoogleCard
          listings={data.listings}
          opened={typeof returned === 'object' ? returned.connectionId : undefined}
        />
      )}
      {data && wantsExport({ ...data, listings }) && <TakeoutCard />}
      {data && <WaitingCard access={data.google} now={now} />}
    </div>
  );
}

/** How coming back from Google goes, said aloud too. */
function ReturnNote({ returned }: { readonly returned: Return | 'connecting' }) {
  const isUnderWay = returned === 'connecting';
  const { data } = useConnections();
  const isOver = data?.connections.some(
    ({ connectionId, state }) =>
      state !== 'connected' && !isUnderWay && connectionId === returned.connectionId,
  );
  if (isOver) return null;
  return (
    <div role="status">
      {isUnderWay ? (
        <Note icon="clock">{googleWords.connecting}</Note>
      ) : (
        <Note icon={returned.connectionId === undefined ? 'info' : 'check'} title={returned.title}>
          {returned.text}
        </Note>
      )}
    </div>
  );
}

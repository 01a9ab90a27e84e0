import { Skeleton } from '@mantine/core';
import { MenuButton } from '../frame/menu-button.tsx';
import { useListings } from '../frame/use-clinic-view.ts';
import { Failure } from '../parts/failure.tsx';
import { StateMessage } from '../parts/state-message.tsx';
import { useNow } from '../parts/use-now.ts';
import { wantsExport } from '../takeout/describe-import.ts';
import { TakeoutCard } from '../takeout/takeout-card.tsx';
import { ListingCard } from './listing-card.tsx';
import { sourceWords } from './source-words.ts';
import { WaitingCard } from './waiting-card.tsx';
import '../parts/screen.css';
import './sources-screen.css';

/** Where the reviews come from, and how it goes there. */
export function SourcesScreen() {
  const { data, error, refetch } = useListings();
  const now = useNow();
  return (
    <div className="screen">
      <header className="screen-head">
        <MenuButton />
        <div>
          <h1>{sourceWords.title}</h1>
          <p className="soft">{sourceWords.lead}</p>
        </div>
      </header>
      {!data && !error && <Skeleton height={150} radius={16} />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.listings.length === 0 && (
        <StateMessage icon="sources" title={sourceWords.empty.title}>
          {sourceWords.empty.text}
        </StateMessage>
      )}
      <ul className="screen-cards">
        {data?.listings.map((view) => (
          <li key={view.listing.listingId}>
            <ListingCard view={view} now={now} />
          </li>
        ))}
      </ul>
      {data && wantsExport(data) && <TakeoutCard />}
      {data && <WaitingCard access={data.google} now={now} />}
    </div>
  );
}

import type { ListingView } from '../../functions/domain/staff-view.ts';
import { agoInWords } from '../parts/dates.ts';
import { Facts } from '../parts/facts.tsx';
import { partWords } from '../parts/part-words.ts';
import { useNow } from '../parts/use-now.ts';
import { comesByExport, describeListing } from '../sources/describe-listing.ts';
import { inUse } from '../sources/find-twins.ts';
import { sourceWords } from '../sources/source-words.ts';
import { useClinicHere } from './clinic-here.tsx';
import { toHash } from './route.ts';
import { useListings } from './use-clinic-view.ts';

const MOST = 4;

/** The state of the first few sources in a word each; the whole card leads to the screen that says more. */
export function SourcesAtAGlance({ onGo }: { readonly onGo: (() => void) | undefined }) {
  const { clinicId } = useClinicHere();
  const { data } = useListings();
  const now = useNow();
  if (!data || data.listings.length === 0) return null;
  return (
    <a className="glance" href={toHash(clinicId, { screen: 'sources' })} onClick={onGo}>
      <strong>{sourceWords.atAGlance}</strong>
      {inUse(data.listings)
        .slice(0, MOST)
        .map((view) => (
          <GlanceLine key={view.listing.listingId} view={view} now={now} />
        ))}
    </a>
  );
}

function GlanceLine({ view, now }: { readonly view: ListingView; readonly now: number }) {
  const { mood } = describeListing(view, now);
  return (
    <span className="glance-line">
      <span className="mood-dot" data-mood={mood} />
      <span>
        <span className="facts">
          <Facts facts={[partWords.sources[view.listing.source], view.place]} />
        </span>
        <small className="soft">{glance(view, mood, now)}</small>
      </span>
    </span>
  );
}

function glance(view: ListingView, mood: 'well' | 'resting' | 'attention', now: number): string {
  const { glance: words } = sourceWords;
  if (view.listing.disconnectedAt !== undefined) return words.disconnected;
  if (view.listing.isPaused) return words.paused;
  if (comesByExport(view)) return words[view.imported ? 'imported' : 'notConnected'];
  if (!view.lastRun) return words.notYet;
  if (mood === 'well') return words.well(agoInWords(view.lastGoodAt ?? view.lastRun.finishedAt, now));
  return words[mood];
}

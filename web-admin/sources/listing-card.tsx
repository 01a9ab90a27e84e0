import type { ListingView } from '../../functions/domain/staff-view.ts';
import { dayInWords, inWords, numberInWords, ratingInWords } from '../parts/dates.ts';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { partWords } from '../parts/part-words.ts';
import { describeListing } from './describe-listing.ts';
import { PlaceLinks } from './place-links.tsx';
import { sourceWords } from './source-words.ts';

/** One place at one source: what the source says of it, and how it goes. */
export function ListingCard({ view, now }: { readonly view: ListingView; readonly now: number }) {
  const { listing, place, summary, dueAt, lastRun } = view;
  const { mood, title, todo } = describeListing(view, now);
  return (
    <article className="card" aria-labelledby={`listing-${listing.listingId}`}>
      <header className="listing-head">
        <div>
          <h2 id={`listing-${listing.listingId}`} dir="auto">
            {place}
          </h2>
          <p className="soft">{partWords.sources[listing.source]}</p>
        </div>
        {summary && (
          <p className="listing-rating">
            {summary.rating !== undefined && <strong>{ratingInWords(summary.rating)}</strong>}
            <span>
              {sourceWords.ratingCount(numberInWords(summary.count), partWords.sources[listing.source])}
              <small className="soft">{sourceWords.ratingAsOf(dayInWords(summary.asOf, now))}</small>
            </span>
          </p>
        )}
      </header>
      <p className="listing-state">
        <span className="mood-dot" data-mood={mood} />
        <strong>{title}</strong>
      </p>
      {todo && <Note icon={mood === 'attention' ? 'info' : 'clock'}>{todo}</Note>}
      {listing.source === 'yelp' && lastRun?.outcome === 'done' && (
        <p className="soft">{sourceWords.yelpPlan}</p>
      )}
      <PlaceLinks view={view} />
      <footer className="listing-foot soft">
        {dueAt && <span>{nextLook(dueAt, now)}</span>}
        {listing.pageUrl.startsWith('https://') && (
          <a href={listing.pageUrl} target="_blank" rel="noopener noreferrer">
            {sourceWords.seeAll[listing.source]}
            <Icon name="outside" size={16} />
            <span className="aloud-only"> ({partWords.opensNewTab})</span>
          </a>
        )}
      </footer>
    </article>
  );
}

function nextLook(dueAt: string, now: number): string {
  return sourceWords.nextLook(Date.parse(dueAt) <= now ? sourceWords.soon : inWords(dueAt, now));
}

import type { ListingView } from '../../functions/domain/staff-view.ts';
import { agoInWords, dayInWords, inWords, numberInWords, ratingInWords } from '../parts/dates.ts';
import { Facts } from '../parts/facts.tsx';
import { Icon } from '../parts/icon.tsx';
import { Note } from '../parts/note.tsx';
import { partWords } from '../parts/part-words.ts';
import { describeListing } from './describe-listing.ts';
import { describeQuota, mostExcerpts } from './describe-look.ts';
import { describeTwins, nameListing } from './describe-twins.ts';
import { FreezeActions } from './freeze-actions.tsx';
import { MoveAction } from './move-action.tsx';
import { PlaceLinks } from './place-links.tsx';
import { PullNow } from './pull-now.tsx';
import { ReconnectAction } from './reconnect-action.tsx';
import { RemoveAction } from './remove-action.tsx';
import { sourceWords } from './source-words.ts';

/** One place at one source: what the source says of it, and how it goes. */
export function ListingCard({
  view,
  all,
  now,
}: {
  readonly view: ListingView;
  /** All listings of the clinic, to tell this one from those that may be the same place. */
  readonly all: readonly ListingView[];
  readonly now: number;
}) {
  const { listing, place, summary, dueAt, lastRun, lastGoodAt, quota } = view;
  const { mood, title, todo } = describeListing(view, now);
  const twins = describeTwins(view, all);
  const id = `listing-${listing.listingId}`;
  const isDisconnected = listing.disconnectedAt !== undefined;
  return (
    <article className="card" aria-labelledby={`${id} ${id}-source`}>
      <header className="listing-head">
        <div>
          <h2 id={id} dir="auto">
            {place}
          </h2>
          <p id={`${id}-source`} className="soft facts">
            <Facts facts={nameListing(view, all)} />
          </p>
        </div>
        {summary && !isDisconnected && (
          <p className="listing-rating">
            {summary.rating !== undefined && <strong>{ratingInWords(summary.rating)}</strong>}
            <span>
              {listing.source === 'direct'
                ? sourceWords.directCount(numberInWords(summary.count))
                : sourceWords.ratingCount(numberInWords(summary.count), partWords.sources[listing.source])}
              <small className="soft">{sourceWords.ratingAsOf(dayInWords(summary.asOf, now))}</small>
            </span>
          </p>
        )}
      </header>
      <p className="listing-state">
        <span className="mood-dot" data-mood={mood} />
        <strong>{title}</strong>
      </p>
      {twins && <Note title={sourceWords.twins.title}>{twins}</Note>}
      {todo && <Note icon={mood === 'attention' ? 'info' : 'clock'}>{todo}</Note>}
      <ListingCounts view={view} />
      <FreezeActions view={view} now={now} />
      <ReconnectAction view={view} />
      <MoveAction view={view} />
      <RemoveAction view={view} hasTwin={twins !== undefined} />
      {listing.source === 'yelp' && lastRun?.outcome === 'done' && (
        <p className="soft">{sourceWords.yelpPlan(mostExcerpts(lastRun.counts.served))}</p>
      )}
      {quota && <p className="soft">{describeQuota(quota, now)}</p>}
      <PullNow view={view} now={now} />
      <PlaceLinks view={view} />
      <footer className="listing-foot soft">
        {mood !== 'well' && lastGoodAt && !isDisconnected && (
          <span>{sourceWords.lastGood(agoInWords(lastGoodAt, now))}</span>
        )}
        {dueAt && !isDisconnected && <span>{nextLook(dueAt, now)}</span>}
        {listing.pageUrl.startsWith('https://') && (
          <a href={listing.pageUrl} target="_blank" rel="noopener noreferrer">
            {sourceWords.seeAll[listing.source]}
            <Icon name="outside" size={16} />
            <span className="aloud-only">
              : {place} ({partWords.opensNewTab})
            </span>
          </a>
        )}
      </footer>
    </article>
  );
}

/** The source's own count beside ours, after a whole reading. */
function ListingCounts({ view }: { readonly view: ListingView }) {
  const { listing, summary, held } = view;
  if (!summary || !held || listing.source === 'direct' || listing.disconnectedAt !== undefined) return null;
  const [told, withWords, withoutWords] = [summary.count, held.withWords, held.withoutWords].map(
    numberInWords,
  );
  return (
    <p className="soft">
      {sourceWords.held(partWords.sources[listing.source], told ?? '', withWords ?? '', withoutWords ?? '')}
    </p>
  );
}

function nextLook(dueAt: string, now: number): string {
  return sourceWords.nextLook(Date.parse(dueAt) <= now ? sourceWords.soon : inWords(dueAt, now));
}

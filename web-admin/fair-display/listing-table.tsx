import type { FairDisplayView } from '../../functions/domain/staff-view.ts';
import { numberInWords } from '../parts/dates.ts';
import { partWords } from '../parts/part-words.ts';
import { Stars } from '../parts/stars.tsx';
import { DISPLAY_ORDER, starsOf, sumOf, widestOf } from './count-ratings.ts';
import { fairWords } from './fair-words.ts';

type Listing = FairDisplayView['listings'][number];

/** Where the reviews of one listing stand: a row per rating, each with its numbers and a bar as long as they are many. */
export function ListingTable({ listing }: { readonly listing: Listing }) {
  const { listingId, source, place, ratings, isDecidedTogether } = listing;
  const total = sumOf(ratings);
  const all = ratings.reduce((sum, rating) => sum + starsOf(rating), 0);
  const id = `fair-${listingId}`;
  return (
    <article className="card" aria-labelledby={id}>
      <header className="fair-head">
        <h2 id={id}>{fairWords.tableOf(partWords.sources[source], place)}</h2>
        <p className="soft">
          {fairWords.shownOf(total.shown, total.shown + total['not-shown'] + total.waiting)}
        </p>
      </header>
      {isDecidedTogether && <p className="soft">{fairWords.together}</p>}
      {all === 0 ? <p className="soft">{fairWords.noneHere}</p> : <Table listing={listing} id={id} />}
    </article>
  );
}

function Table({ listing: { ratings }, id }: { readonly listing: Listing; readonly id: string }) {
  const widest = widestOf(ratings);
  return (
    <div className="fair-scroll">
      <table className="fair-table" aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{fairWords.stars}</th>
            {DISPLAY_ORDER.map((state) => (
              <th key={state} scope="col" className="fair-number">
                <span className="fair-key" data-state={state} />
                {fairWords.states[state]}
              </th>
            ))}
            <td className="fair-picture" />
          </tr>
        </thead>
        <tbody>
          {ratings.map((rating) => (
            <tr key={rating.stars ?? 0}>
              <th scope="row">{rating.stars ? <Stars count={rating.stars} /> : fairWords.noStars}</th>
              {DISPLAY_ORDER.map((state) => (
                <td key={state} className="fair-number" data-none={rating.counts[state] === 0}>
                  {numberInWords(rating.counts[state])}
                </td>
              ))}
              <td className="fair-picture" aria-hidden="true">
                <span className="fair-bar" style={{ width: `${(100 * starsOf(rating)) / widest}%` }}>
                  {DISPLAY_ORDER.filter((state) => rating.counts[state] > 0).map((state) => (
                    <span key={state} data-state={state} style={{ flexGrow: rating.counts[state] }} />
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

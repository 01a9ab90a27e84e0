import type { FeedRating } from '../functions/domain/feed.ts';
import { yearOf } from './clock.ts';
import { make, makeLink, makeText } from './dom.ts';
import { drawSource } from './draw-marks.ts';
import { formatDay, formatRating } from './format.ts';
import { isCurrent } from './is-current.ts';
import { kept, mapped } from './list.ts';
import { listingsOf, type Scene, type SourceLabel } from './scene.ts';

/** Draws each listing's own rating of one source, linked to the listing; `undefined` when none may be shown. */
export function drawRatings(source: SourceLabel, scene: Scene): HTMLElement | undefined {
  const ratings = kept(listingsOf(scene, source), (rating) => isCurrent(rating, scene));
  if (!ratings.length) return undefined;
  const lines = mapped(ratings, (rating) => make('li', '', drawRating(rating, source, scene)));
  return make('ul', 'ratings', lines);
}

function drawRating(rating: FeedRating, source: SourceLabel, { words, now }: Scene): HTMLElement {
  const printed = rating.rating ? make('b', 'average', formatRating(rating.rating, words)) : undefined;
  const line = makeText(
    'span',
    'facts',
    printed ? [printed, ` ${words.on} ${source}`] : source,
    ` · ${rating.count} ${words.reviewCount[rating.count === 1 ? 0 : 1]} · `,
    make('bdi', '', rating.place),
    ` · ${words.toldOn} ${formatDay(rating.asOf, words, yearOf(now))}`,
  );
  return makeLink('rating', source, rating.url, source === 'Google' ? drawSource(source) : undefined, line);
}

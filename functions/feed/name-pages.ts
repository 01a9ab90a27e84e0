import { FEED_FORMAT, type FeedHead, type FeedIndex } from '../domain/feed.ts';
import { contentName } from './content-name.ts';
import type { ReviewList } from './make-lists.ts';

/** Page names a head has room for; the rest of them is kept in one index. */
const MOST_NAMES = 32;

/** How a head leads on to the reviews it does not hold. */
export interface NamedPages extends Pick<FeedHead, 'pages' | 'more'> {
  /** Bodies of the pages, and of the index with its pages, by name. */
  readonly follows: ReadonlyMap<string, string>;
}

/**
 * Names the pages that follow a head: those with a review that the head does not hold. Where the head's names end and
 * the index begins depends on the pages alone, so that heads which hold more or fewer reviews share the index.
 *
 * @param held reviews of the list that the head holds
 */
export function namePages({ pages }: ReviewList, held: number): NamedPages {
  const named = pages.slice(0, MOST_NAMES).filter(({ end }) => end > held);
  const rest = pages.slice(MOST_NAMES);
  const names = named.map(({ name }) => name);
  if (rest.length === 0) return { pages: names, follows: bodiesOf(named) };
  const index = JSON.stringify({
    format: FEED_FORMAT,
    pages: rest.map(({ name }) => name),
  } satisfies FeedIndex);
  const more = contentName(index);
  return { pages: names, more, follows: new Map([...bodiesOf([...named, ...rest]), [more, index]]) };
}

function bodiesOf(pages: ReviewList['pages']): ReadonlyMap<string, string> {
  return new Map(pages.map(({ name, body }) => [name, body]));
}

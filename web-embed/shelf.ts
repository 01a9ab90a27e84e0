import type { FeedHead } from '../functions/domain/feed.ts';
import type { PublishedReview } from '../functions/domain/published-review.ts';
import { emptyRecord, mapped } from './list.ts';
import type { Feed } from './load-feed.ts';

/** Reviews added by one press of the button. */
const STEP = 12;

/** The reviews of one list: those on the page, and those that can still be fetched. */
export interface Shelf {
  /** On the page, in order. Lapsed ones stay here; whoever draws leaves them out. */
  readonly taken: readonly PublishedReview[];
  readonly hasMore: () => boolean;
  /**
   * Takes the next reviews, reading following pages as needed.
   *
   * @returns at most 12; empty when there turned out to be none
   * @throws when nothing could be read; it may be called again
   */
  readonly takeMore: () => Promise<readonly PublishedReview[]>;
}

/** Opens the list that `head`, read from `path`, begins. */
export function openShelf(head: FeedHead, path: string, feed: Feed): Shelf {
  const seen = emptyRecord<true>();
  const waiting: PublishedReview[] = [];
  const taken: PublishedReview[] = [];
  let next = 0;
  let { pages, more } = head;
  let current = head;
  let page = 0;

  const add = (reviews: readonly PublishedReview[] | undefined) => {
    mapped(reviews, (review) => {
      if (seen[review.id] || (head.location && review.location !== head.location)) return;
      seen[review.id] = true;
      waiting[waiting.length] = review;
    });
  };
  const take = (count: number) => {
    const fresh: PublishedReview[] = [];
    while (fresh.length < count && next < waiting.length) {
      const review = waiting[next] as PublishedReview;
      fresh[fresh.length] = review;
      taken[next] = review;
      next += 1;
    }
    return fresh;
  };
  const unread = () => pages[page] ?? more;

  /** Reads the next page, or the index of more of them; says whether it was there. */
  async function readOn(name: string): Promise<boolean> {
    const read = await feed.page(current, name);
    if (!read) return false;
    if (name === more) {
      more = undefined;
      pages = read.pages ?? [];
      page = 0;
    } else page += 1;
    const labels: Record<string, string | undefined> = head.labels;
    for (const slug in read.labels) labels[slug] = read.labels[slug];
    add(read.reviews);
    return true;
  }

  /** A page is gone when the list was published anew: goes on with the new list, below what is on the page. */
  async function startAgain(): Promise<void> {
    const fresh = await feed.head(path, true);
    if (!fresh) throw new Error('gone');
    current = fresh;
    ({ pages, more } = fresh);
    page = 0;
    const last = taken[taken.length - 1]?.date ?? '';
    mapped(fresh.reviews, ({ id, date }) => {
      if (date > last) seen[id] = true;
    });
    add(fresh.reviews);
  }

  async function fetchStep(): Promise<void> {
    let hasRestarted = false;
    for (let name = unread(); name && waiting.length - next < STEP; name = unread()) {
      if (await readOn(name)) continue;
      if (hasRestarted) throw new Error('gone');
      hasRestarted = true;
      await startAgain();
    }
  }

  add(head.reviews);
  take(waiting.length);
  return {
    taken,
    hasMore: () => next < waiting.length || (unread() !== undefined && waiting.length < current.shown),
    async takeMore() {
      try {
        await fetchStep();
      } catch (error) {
        if (next === waiting.length) throw error;
      }
      return take(STEP);
    },
  };
}

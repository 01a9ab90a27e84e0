import type { FeedHead } from '../functions/domain/feed.ts';
import type { PublishedReview } from '../functions/domain/published-review.ts';
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
  const seen = new Set<string>();
  const waiting: PublishedReview[] = [];
  const taken: PublishedReview[] = [];
  let current = head;
  let pages = [...head.pages];
  let more = head.more;

  const add = (reviews: readonly PublishedReview[]) => {
    for (const review of reviews) {
      if (seen.has(review.id) || (head.location && review.location !== head.location)) continue;
      seen.add(review.id);
      waiting.push(review);
    }
  };
  const take = (count: number) => {
    const next = waiting.splice(0, count);
    taken.push(...next);
    return next;
  };
  const unread = () => pages[0] ?? more;

  /** Reads the next page, or the index of more of them; says whether it was there. */
  async function readOn(name: string): Promise<boolean> {
    const page = await feed.page(current, name);
    if (!page) return false;
    if (name === more) more = undefined;
    pages = [...pages.slice(1), ...(page.pages ?? [])];
    Object.assign(head.labels, page.labels);
    add(page.reviews ?? []);
    return true;
  }

  /** A page is gone when the list was published anew: goes on with the new list, below what is on the page. */
  async function startAgain(): Promise<void> {
    const fresh = await feed.head(path, true);
    if (!fresh) throw new Error('gone');
    [current, pages, more] = [fresh, [...fresh.pages], fresh.more];
    const last = taken.at(-1)?.date ?? '';
    for (const { id, date } of fresh.reviews) if (date > last) seen.add(id);
    add(fresh.reviews);
  }

  async function fetchStep(): Promise<void> {
    let hasRestarted = false;
    for (let name = unread(); name && waiting.length < STEP; name = unread()) {
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
    hasMore: () => waiting.length > 0 || (unread() !== undefined && seen.size < current.shown),
    async takeMore() {
      try {
        await fetchStep();
      } catch (error) {
        if (waiting.length === 0) throw error;
      }
      return take(STEP);
    },
  };
}

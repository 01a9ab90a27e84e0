import type { FeedHead, FeedIndex, FeedPage } from '../../functions/domain/feed.ts';
import type { PublishedReview } from '../../functions/domain/published-review.ts';

/** Where a feed is read: bodies by key. */
export type Objects = ReadonlyMap<string, string>;

/** A head, parsed; fails the test when there is none. */
export function headAt(objects: Objects, address: string): FeedHead {
  const body = objects.get(`feed/${address}`);
  if (body === undefined) throw new Error(`There is no head at ${address}.`);
  return JSON.parse(body);
}

/** Addresses of all heads below the feed's root, sorted. */
export function headAddresses(objects: Objects): string[] {
  return [...objects.keys()]
    .filter((key) => !key.startsWith('feed/pages/'))
    .map((key) => key.slice('feed/'.length))
    .sort();
}

/** A whole list as a reader comes to see it: the head's reviews, then the pages', skipping what it has. */
export function readList(objects: Objects, address: string): PublishedReview[] {
  const head = headAt(objects, address);
  const { pages: rest } = head.more ? follow<FeedIndex>(objects, head, head.more) : { pages: [] };
  const reviews = new Map(head.reviews.map((review) => [review.id, review]));
  for (const name of [...head.pages, ...rest]) {
    for (const review of follow<FeedPage>(objects, head, name).reviews) {
      const isHere = head.location === undefined || review.location === head.location;
      if (isHere && !reviews.has(review.id)) reviews.set(review.id, review);
    }
  }
  return [...reviews.values()];
}

/** Every printed review in any object, wherever it stands. */
export function printedReviews(body: string): PublishedReview[] {
  const { reviews = [], excerpts = [], fallback }: Partial<FeedHead> = JSON.parse(body);
  return [...reviews, ...excerpts, ...(fallback?.reviews ?? [])];
}

function follow<Page>(objects: Objects, { pageFolder }: FeedHead, name: string): Page {
  const body = objects.get(`feed/${pageFolder}/${name}.json`);
  if (body === undefined) throw new Error(`The head leads to ${name}, which is not there.`);
  return JSON.parse(body);
}

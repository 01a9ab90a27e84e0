import { describe, expect, it } from 'vitest';
import type { FeedHead, FeedIndex, FeedPage } from '../../functions/domain/feed.ts';
import type { Feed } from '../../web-embed/load-feed.ts';
import { openShelf } from '../../web-embed/shelf.ts';
import { aHead, publishedReviews } from './feed-builders.ts';

const PATH = 'juniper-site/c/sciatica.json';

type Files = Map<string, FeedPage | FeedIndex | Error>;

/** A feed of these following pages; the list's head, read again, is `head`. */
function feedOf(files: Files, head?: FeedHead): Feed {
  return {
    head: async () => head,
    page: async (_, name) => {
      const file = files.get(name);
      if (file instanceof Error) throw file;
      return file;
    },
  };
}

const page = (count: number, from: number): FeedPage => ({
  format: 1,
  labels: {},
  reviews: publishedReviews(count, from),
});
const ids = (reviews: readonly { readonly id: string }[]) => reviews.map(({ id }) => id);

describe('openShelf', () => {
  it('begins with the first page of the head, and ends where the head holds the whole list', () => {
    const head = aHead({ shown: 3, reviews: publishedReviews(3) });

    const shelf = openShelf(head, PATH, feedOf(new Map()));

    expect(ids(shelf.taken)).toEqual(['r000', 'r001', 'r002']);
    expect(shelf.hasMore()).toBe(false);
  });

  it('takes following pages twelve at a time, without the reviews it has', async () => {
    const head = aHead({ shown: 30, reviews: publishedReviews(6), pages: ['a', 'b'] });
    const files: Files = new Map([
      ['a', page(20, 2)],
      ['b', page(8, 22)],
    ]);
    const shelf = openShelf(head, PATH, feedOf(files));

    const taken = [await shelf.takeMore(), await shelf.takeMore()];

    expect(taken.map((reviews) => reviews.length)).toEqual([12, 12]);
    expect(ids(shelf.taken)).toEqual(ids(publishedReviews(30)));
    expect(shelf.hasMore()).toBe(false);
  });

  it('reads on when a page holds nothing new', async () => {
    const head = aHead({ shown: 8, reviews: publishedReviews(6), pages: ['a', 'b'] });
    const files: Files = new Map([
      ['a', page(6, 0)],
      ['b', page(2, 6)],
    ]);
    const shelf = openShelf(head, PATH, feedOf(files));

    expect(ids(await shelf.takeMore())).toEqual(['r006', 'r007']);
  });

  it('finds the pages that the head had no room for', async () => {
    const head = aHead({ shown: 14, reviews: publishedReviews(6), pages: [], more: 'index' });
    const files: Files = new Map<string, FeedPage | FeedIndex>([
      ['index', { format: 1, pages: ['a', 'b'] }],
      ['a', page(4, 6)],
      ['b', page(4, 10)],
    ]);
    const shelf = openShelf(head, PATH, feedOf(files));

    expect(shelf.hasMore()).toBe(true);
    expect(ids(await shelf.takeMore())).toEqual(ids(publishedReviews(8, 6)));
    expect(shelf.hasMore()).toBe(false);
  });

  it('takes only the reviews of the location that the list is of', async () => {
    const head = aHead({ shown: 4, location: 'mill-lane', reviews: publishedReviews(2), pages: ['a'] });
    const [first, second, third] = publishedReviews(3, 2);
    if (!first || !second || !third) throw new Error('three were made');
    const mixed = [first, { ...second, location: 'harbor-street' }, third];
    const shelf = openShelf(head, PATH, feedOf(new Map([['a', { format: 1, labels: {}, reviews: mixed }]])));

    expect(ids(await shelf.takeMore())).toEqual(['r002', 'r004']);
  });

  it('reads the head again when a page is gone, and goes on below what is on the page', async () => {
    const head = aHead({ shown: 20, reviews: publishedReviews(6, 2), pages: ['gone'] });
    const anew = aHead({ shown: 22, reviews: publishedReviews(10), pages: ['new'] });
    const shelf = openShelf(head, PATH, feedOf(new Map([['new', page(12, 8)]]), anew));

    const taken = await shelf.takeMore();

    expect(ids(taken)).toEqual(ids(publishedReviews(12, 8)));
  });

  it('throws when the list is gone, and when a page of the new head is gone too', async () => {
    const head = aHead({ shown: 20, reviews: publishedReviews(6), pages: ['gone'] });

    await expect(openShelf(head, PATH, feedOf(new Map())).takeMore()).rejects.toThrow('gone');
    await expect(openShelf(head, PATH, feedOf(new Map(), head)).takeMore()).rejects.toThrow('gone');
  });

  it('gives what it could read before a page failed, and can be asked again', async () => {
    const head = aHead({ shown: 20, reviews: publishedReviews(6), pages: ['a', 'b'] });
    const files: Files = new Map<string, FeedPage | Error>([
      ['a', page(4, 6)],
      ['b', new Error('answer 500')],
    ]);
    const shelf = openShelf(head, PATH, feedOf(files));

    expect(ids(await shelf.takeMore())).toEqual(ids(publishedReviews(4, 6)));
    await expect(shelf.takeMore()).rejects.toThrow('answer 500');
    files.set('b', page(4, 10));
    expect(ids(await shelf.takeMore())).toEqual(ids(publishedReviews(4, 10)));
  });
});

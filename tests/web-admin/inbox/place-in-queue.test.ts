import { describe, expect, it } from 'vitest';
import type { ReviewView } from '../../../functions/domain/staff-view.ts';
import { listed, neighbour, placeInQueue, type QueueData } from '../../../web-admin/inbox/place-in-queue.ts';
import { aReviewView } from './a-review-view.ts';

const written = (reviewId: string, writtenOn: string, differs: Partial<ReviewView> = {}) =>
  aReviewView({ reviewId, writtenOn, ...differs });

const NEW = written('new', '2026-11-20');
const MIDDLE = written('middle', '2026-11-10');
const OLD = written('old', '2026-11-01');

function pages(...reviews: readonly (readonly ReviewView[])[]): QueueData {
  return {
    pages: reviews.map((page, at) => ({
      reviews: page,
      ...(at < reviews.length - 1 && { cursor: `page-${at + 1}` }),
    })),
    pageParams: [],
  };
}

const ids = (data: QueueData) => data.pages.map(({ reviews }) => reviews.map(({ reviewId }) => reviewId));

describe('placeInQueue', () => {
  it('takes out a review that has left', () => {
    const shown = { ...MIDDLE, queue: 'shown' } as const;

    expect(ids(placeInQueue(pages([NEW, MIDDLE], [OLD]), 'waiting', shown))).toEqual([['new'], ['old']]);
  });

  it('puts a review that comes back where its day belongs', () => {
    expect(ids(placeInQueue(pages([NEW], [OLD]), 'waiting', MIDDLE))).toEqual([['new'], ['middle', 'old']]);
    expect(ids(placeInQueue(pages([MIDDLE, OLD]), 'waiting', NEW))).toEqual([['new', 'middle', 'old']]);
    expect(ids(placeInQueue(pages([NEW, MIDDLE]), 'waiting', OLD))).toEqual([['new', 'middle', 'old']]);
  });

  it('leaves one that is older than everything loaded to the pages that follow', () => {
    const first = { pages: [{ reviews: [NEW], cursor: 'more' }], pageParams: [] };

    expect(ids(placeInQueue(first, 'waiting', OLD))).toEqual([['new']]);
  });

  it('replaces a review in its place', () => {
    const changed = { ...MIDDLE, version: 2 };

    expect(placeInQueue(pages([NEW, MIDDLE]), 'waiting', changed).pages[0]?.reviews[1]).toBe(changed);
  });
});

describe('listed', () => {
  it('names a review once that slid from one page to the next', () => {
    expect(listed(pages([NEW, MIDDLE], [MIDDLE, OLD]).pages)).toEqual([NEW, MIDDLE, OLD]);
  });
});

describe('neighbour', () => {
  it('is the one below, else the one above', () => {
    expect(neighbour([NEW, MIDDLE, OLD], 'middle')).toBe(OLD);
    expect(neighbour([NEW, MIDDLE, OLD], 'old')).toBe(MIDDLE);
    expect(neighbour([NEW], 'new')).toBeUndefined();
  });
});

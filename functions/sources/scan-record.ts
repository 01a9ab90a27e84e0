import { AppError } from '../domain/error.ts';
import type { HeldReviews, PullCheckpoint } from '../domain/pull.ts';
import type { SourcePage } from './source.ts';

/** What one reading of a listing has seen so far. */
export interface ScanRecord {
  /** Notes that a row was served, by our id; `false` when the same reading had it before. */
  readonly note: (id: string) => boolean;
  /** Tells whether the reading had this id. Wrong once in a hundred million, and then it says yes. */
  readonly has: (id: string) => boolean;
  /** Notes that a row was served that nobody can tell which review it is. */
  readonly noteNameless: (rowHash: string) => boolean;
  /** Counts rows that were noted for the first time and are stored now, by whether they have words. */
  readonly count: (stored: readonly { readonly text?: string }[]) => void;
  /** What {@link count} was told so far. */
  readonly held: () => HeldReviews;
  /**
   * Closes a page.
   *
   * @throws AppError `source-failed` with `bad-response` when the pages go round in circles or never end
   */
  readonly closePage: (page: Pick<SourcePage, 'stated' | 'next'>) => void;
  /** Whether a reading that ends here was whole: all pages state one total, and as many distinct rows were served. */
  readonly isWhole: () => boolean;
  /** Whether it knows every row since the reading began, so that what it has not was not served. */
  readonly isComplete: () => boolean;
  /** How many rows were served and how many the source counts, where those disagree and nothing else is amiss. */
  readonly gap: () => { readonly listed: number; readonly total: number } | undefined;
  /** No row at all, though the source states that there are some. */
  readonly isEmptied: () => boolean;
  /** What the next run needs to go on with the page at `cursor`. */
  readonly toCheckpoint: (cursor: string) => PullCheckpoint;
}

/** 48 bits of an id are enough to tell a listing's reviews apart, and few enough to keep. */
const MARK_CHARACTERS = 8;
/** Characters of the marks that a checkpoint holds: 25,000 reviews, half of what an item can hold. */
const MOST_KEPT = 200_000;
/** Pages in a row that bring nothing new before a reading is given up; reviews that come meanwhile can repeat some. */
const MOST_FRUITLESS = 3;
/** 100,000 reviews of Google's. */
const MOST_PAGES = 2000;

/**
 * Begins the record of a reading, or goes on with one.
 *
 * @param since when the reading begins, ISO 8601 UTC
 */
export function openScanRecord(since: string, from?: PullCheckpoint): ScanRecord {
  const seen = new Set(from?.seen ? cut(from.seen) : []);
  let total = from?.total;
  let canBeWhole = !from || (from.total !== undefined && from.seen !== undefined);
  let pages = from?.pages ?? 0;
  let { withWords, withoutWords } = from?.held ?? { withWords: 0, withoutWords: 0 };
  let fruitless = 0;
  let sizeBefore = seen.size;
  const note = (id: string): boolean => {
    const before = seen.size;
    seen.add(mark(id));
    return seen.size > before;
  };
  return {
    note,
    has: (id) => seen.has(mark(id)),
    noteNameless(rowHash) {
      canBeWhole = false;
      return note(rowHash);
    },
    count(stored) {
      const worded = stored.filter(({ text }) => text).length;
      withWords += worded;
      withoutWords += stored.length - worded;
    },
    held: () => ({ withWords, withoutWords }),
    closePage({ stated, next }) {
      total ??= stated?.count;
      canBeWhole &&= stated !== undefined && stated.count === total;
      pages += 1;
      fruitless = seen.size > sizeBefore ? 0 : fruitless + 1;
      sizeBefore = seen.size;
      if (next !== undefined && (fruitless >= MOST_FRUITLESS || pages >= MOST_PAGES)) throw circling();
    },
    isWhole: () => canBeWhole && seen.size === total,
    isComplete: () => !from || from.seen !== undefined,
    gap: () =>
      canBeWhole && total !== undefined && seen.size !== total ? { listed: seen.size, total } : undefined,
    isEmptied: () => seen.size === 0 && (total ?? 0) > 0,
    toCheckpoint(cursor) {
      const kept = [...seen].join('');
      const place = { cursor, since: from?.since ?? since, pages, held: { withWords, withoutWords } };
      const isKept = kept.length <= MOST_KEPT && (!from || from.seen !== undefined);
      return {
        ...place,
        ...(canBeWhole && total !== undefined && isKept && { total }),
        ...(isKept && { seen: kept }),
      };
    },
  };
}

function mark(id: string): string {
  return id.slice(0, MARK_CHARACTERS);
}

function cut(marks: string): readonly string[] {
  return marks.match(/.{8}/gu) ?? [];
}

function circling(): AppError {
  const message = 'The source’s pages repeat or never end; the reading was given up.';
  return new AppError('source-failed', message, { reason: 'bad-response' });
}

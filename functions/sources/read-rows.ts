import type * as z from 'zod';
import { shortHash } from '../platform/short-hash.ts';
import type { RefusedRow, ReviewDraft } from './source.ts';

/** How the rows of one source are read. */
export interface RowReader {
  /** Gives a draft, or says which fields are wrong. */
  readonly schema: z.ZodType<ReviewDraft>;
  /** The source's id of a row that may be anything; `undefined` when it has none. */
  readonly idOf: (row: unknown) => string | undefined;
}

const MOST_CHARACTERS = 300;

/** Reads rows one by one: those that are not understood are refused, and the rest is kept. */
export function readRows(
  rows: readonly unknown[],
  reader: RowReader,
): { readonly reviews: readonly ReviewDraft[]; readonly refused: readonly RefusedRow[] } {
  const reviews: ReviewDraft[] = [];
  const refused: RefusedRow[] = [];
  for (const row of rows) {
    const read = readRow(row, reader);
    if ('review' in read) reviews.push(read.review);
    else refused.push(read.refused);
  }
  return { reviews, refused };
}

/** Reads one row, which may be anything. */
export function readRow(
  row: unknown,
  { schema, idOf }: RowReader,
): { readonly review: ReviewDraft } | { readonly refused: RefusedRow } {
  const read = schema.safeParse(row);
  if (read.success) return { review: read.data };
  return { refused: toRefused(row, read.error.issues, idOf(row)) };
}

function toRefused(row: unknown, issues: readonly z.core.$ZodIssue[], sourceReviewId?: string): RefusedRow {
  const reason = issues.map(({ path, message }) => `${path.join('.') || 'row'}: ${message}`).join('; ');
  return {
    rowHash: hashOfRow(row),
    reason: reason.slice(0, MOST_CHARACTERS),
    ...(sourceReviewId !== undefined && { sourceReviewId }),
  };
}

/** A row may be nested deeper than it can be printed; then what can be told of it is that, and its size at the top. */
function hashOfRow(row: unknown): string {
  try {
    return shortHash(row);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return shortHash(['too deep', Object.keys(row as object)]);
  }
}

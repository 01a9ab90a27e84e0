import * as z from 'zod';
import { googleRows } from './google-row.ts';
import type { RowReader } from './read-rows.ts';

const NAME = /^accounts\/[^/]+\/locations\/([^/]+)\/reviews\/([^/]+)$/u;

/**
 * Reads the rows of a Google Takeout export: v4's, but for the id, which stands only at the end of `name`. They become
 * the same reviews as the API's, with the same ids.
 *
 * @param sourceListingId the only location whose rows are taken
 * @param exportedAt when Google made the export, ISO 8601 UTC; nothing in it can be newer
 */
export function takeoutRows(sourceListingId: string, exportedAt: string): RowReader {
  const google = googleRows(() => exportedAt);
  const schema = z
    .looseObject({ name: z.string() })
    .transform((row, context): unknown => {
      const [, location, reviewId] = NAME.exec(row.name) ?? [];
      if (location === sourceListingId && reviewId !== undefined) {
        return { ...row, reviewId };
      }
      const message = reviewId === undefined ? 'no review of Google’s' : 'a review of another location';
      context.addIssue({ code: 'custom', path: ['name'], message });
      return z.NEVER;
    })
    .pipe(google.schema);
  return { schema, idOf };
}

function idOf(row: unknown): string | undefined {
  const { name } = z.object({ name: z.string() }).safeParse(row).data ?? {};
  return name === undefined ? undefined : NAME.exec(name)?.[2];
}

import * as z from 'zod';
import type { Stars } from '../domain/review.ts';
import { sourcePage } from '../domain/source-page.ts';
import { instantSchema } from './instant.ts';
import { pacificToUtc } from './pacific-time.ts';
import type { RowReader } from './read-rows.ts';
import type { ReviewDraft } from './source.ts';
import { ifHttps, ifReadable, ifWritten, MOST_TEXT, sourceId, sourceText } from './source-text.ts';

const LONGEST_NAME = 500;

/** Where Yelp is, and where its times are told. */
const ZONE = 'America/Los_Angeles';

/**
 * Reads Yelp's v3 excerpts. Yelp's address is kept exactly, with all that hangs on it, as Yelp asks. `now` gives an
 * ISO 8601 UTC instant.
 */
export function yelpRows(now: () => string): RowReader {
  const schema = z
    .object({
      id: sourceId,
      url: z.string().refine(isYelpPage, 'no address of a page at Yelp'),
      text: sourceText.pipe(z.string().max(MOST_TEXT)).nullish(),
      rating: z.literal([1, 2, 3, 4, 5]),
      time_created: instantSchema(pacificToUtc, now),
      user: ifReadable(
        z.object({
          name: ifReadable(sourceText.pipe(z.string().max(LONGEST_NAME))),
          image_url: ifReadable(z.string()),
        }),
      ),
    })
    .transform(toDraft);
  return { schema, idOf: (row) => z.object({ id: sourceId }).safeParse(row).data?.id };
}

/** Excerpts link there, for staff and visitors: nothing but Yelp's own pages of businesses may stand in it. */
function isYelpPage(url: string): boolean {
  return ifHttps(url) !== undefined && sourcePage(url, 'yelp') !== undefined;
}

interface YelpRow {
  readonly id: string;
  readonly url: string;
  readonly text?: string | null | undefined;
  readonly rating: Stars;
  readonly time_created: string;
  readonly user?:
    | { readonly name?: string | null | undefined; readonly image_url?: string | null | undefined }
    | null
    | undefined;
}

function toDraft({ id, url, text, rating, time_created: writtenAt, user }: YelpRow): ReviewDraft {
  const words = ifWritten(text);
  const name = ifWritten(user?.name);
  const photoUrl = ifHttps(user?.image_url);
  return {
    sourceReviewId: id,
    stars: rating,
    ...(words !== undefined && { text: words }),
    isExcerpt: true,
    author: { ...(name !== undefined && { name }), isAnonymous: false, ...(photoUrl && { photoUrl }) },
    writtenAt,
    writtenOn: new Date(writtenAt).toLocaleDateString('sv-SE', { timeZone: ZONE }),
    url,
  };
}

import * as z from 'zod';
import type { Stars } from '../domain/review.ts';
import { instantSchema, toUtc } from './instant.ts';
import type { RowReader } from './read-rows.ts';
import type { ReviewDraft } from './source.ts';
import { ifHttps, ifReadable, ifWritten, MOST_TEXT, sourceId, sourceText } from './source-text.ts';
import { splitTranslation } from './split-translation.ts';

const STARS: ReadonlyMap<string, Stars> = new Map<string, Stars>([
  ['ONE', 1],
  ['TWO', 2],
  ['THREE', 3],
  ['FOUR', 4],
  ['FIVE', 5],
]);

/** How Google names a reviewer who does not want to be named. */
const NOBODY = /^a google user$/iu;

const LONGEST_NAME = 500;
const LONGEST_REPLY = 10_000;

/** Reads Google's v4 reviews. `now` gives an ISO 8601 UTC instant. */
export function googleRows(now: () => string): RowReader {
  const instant = instantSchema(toUtc, now);
  const schema = z
    .object({
      reviewId: sourceId,
      reviewer: ifReadable(
        z.object({
          displayName: ifReadable(sourceText.pipe(z.string().max(LONGEST_NAME))),
          profilePhotoUrl: ifReadable(z.string()),
          // Whoever may have asked not to be named is not named.
          isAnonymous: z.boolean().nullish().catch(true),
        }),
      ),
      starRating: ifReadable(z.string()),
      comment: sourceText.pipe(z.string().max(MOST_TEXT)).nullish(),
      createTime: instant,
      updateTime: ifReadable(instant),
      reviewReply: ifReadable(
        z.object({
          comment: sourceText.pipe(z.string().max(LONGEST_REPLY)).nullish(),
          updateTime: ifReadable(instant),
          // A state in another form is none of those that Google shows.
          reviewReplyState: z.string().nullish(),
        }),
      ),
    })
    .transform(toDraft);
  return { schema, idOf };
}

type GoogleRow = {
  readonly reviewId: string;
  readonly reviewer?:
    | {
        readonly displayName?: string | null | undefined;
        readonly profilePhotoUrl?: string | null | undefined;
        readonly isAnonymous?: boolean | null | undefined;
      }
    | null
    | undefined;
  readonly starRating?: string | null | undefined;
  readonly comment?: string | null | undefined;
  readonly createTime: string;
  readonly updateTime?: string | null | undefined;
  readonly reviewReply?:
    | {
        readonly comment?: string | null | undefined;
        readonly updateTime?: string | null | undefined;
        readonly reviewReplyState?: string | null | undefined;
      }
    | null
    | undefined;
};

function toDraft({
  reviewId,
  reviewer,
  starRating,
  comment,
  createTime,
  updateTime,
  reviewReply,
}: GoogleRow): ReviewDraft {
  const stars = STARS.get(starRating ?? '');
  const words = ifWritten(comment);
  const { original, translation } = words === undefined ? {} : splitTranslation(words);
  const [text, spoken] = [ifWritten(original), ifWritten(translation)];
  const reply = toReply(reviewReply);
  return {
    sourceReviewId: reviewId,
    ...(stars && { stars }),
    ...(text !== undefined && { text }),
    ...(spoken !== undefined && { translation: spoken }),
    isExcerpt: false,
    author: toAuthor(reviewer),
    ...(reply && { reply }),
    writtenAt: createTime,
    writtenOn: createTime.slice(0, 10),
    ...(updateTime && { updatedAt: updateTime }),
  };
}

function toAuthor(reviewer: GoogleRow['reviewer']): ReviewDraft['author'] {
  const name = ifWritten(reviewer?.displayName);
  if (reviewer?.isAnonymous || (name !== undefined && NOBODY.test(name.trim()))) return { isAnonymous: true };
  const photoUrl = ifHttps(reviewer?.profilePhotoUrl);
  return { ...(name !== undefined && { name }), isAnonymous: false, ...(photoUrl && { photoUrl }) };
}

/** Only what Google itself shows: answers from before it looked at them, and those it approved. */
function toReply(reply: GoogleRow['reviewReply']): ReviewDraft['reply'] {
  const text = ifWritten(reply?.comment);
  if (!reply || text === undefined || (reply.reviewReplyState ?? 'APPROVED') !== 'APPROVED') return undefined;
  return { text, ...(reply.updateTime && { updatedAt: reply.updateTime }) };
}

function idOf(row: unknown): string | undefined {
  return z.object({ reviewId: sourceId }).safeParse(row).data?.reviewId;
}

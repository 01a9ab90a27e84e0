import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { hasLapsed } from '../domain/retention.ts';
import { type Review, SOURCE_NAMES } from '../domain/review.ts';
import { entity, type Item, part } from './entity.ts';
import { erasureCheck } from './erasures.ts';
import { expiryKeys } from './expiries.ts';
import { clinicPartition, PREFIX, type ReviewRef, reviewKey } from './keys.ts';
import { ignoreRefused } from './refused-condition.ts';
import {
  getItem,
  getItems,
  listItems,
  listParts,
  queryAll,
  queryPage,
  readAll,
  type Table,
  type Write,
  writeAll,
} from './table.ts';

const unconfirmed = z.object({ exportedOn: z.iso.date(), until: z.iso.datetime() });

const markPart = part(
  'review',
  z.object({
    reviewId: z.string(),
    rowHash: z.string(),
    fetchedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    withdrawnAt: z.iso.datetime().exactOptional(),
    missedAt: z.iso.datetime().exactOptional(),
    deniedAt: z.iso.datetime().exactOptional(),
    unconfirmed: unconfirmed.exactOptional(),
  }),
);

const schema = z.object({
  clinicId: z.string(),
  listingId: z.string(),
  reviewId: z.string(),
  source: z.enum(SOURCE_NAMES),
  sourceReviewId: z.string(),
  stars: z.literal([1, 2, 3, 4, 5]).exactOptional(),
  text: z.string().exactOptional(),
  translation: z.string().exactOptional(),
  isExcerpt: z.boolean(),
  author: z.object({
    name: z.string().exactOptional(),
    isAnonymous: z.boolean(),
    photoUrl: z.string().exactOptional(),
  }),
  reply: z.object({ text: z.string(), updatedAt: z.iso.datetime().exactOptional() }).exactOptional(),
  writtenAt: z.iso.datetime(),
  writtenOn: z.iso.date(),
  updatedAt: z.iso.datetime().exactOptional(),
  url: z.string().exactOptional(),
  position: z.int().exactOptional(),
  contentHash: z.string(),
  rowHash: z.string(),
  fetchedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  withdrawnAt: z.iso.datetime().exactOptional(),
  missedAt: z.iso.datetime().exactOptional(),
  deniedAt: z.iso.datetime().exactOptional(),
  unconfirmed: unconfirmed.exactOptional(),
}) satisfies z.ZodType<Review>;

const reviewEntity = entity<Review>('review', schema, (review) => ({
  ...reviewKey(review),
  ...expiryKeys(review.reviewId, review.expiresAt),
}));

/** What a pull must know of a stored review to tell whether it must be written: nothing of its words. */
export type ReviewMark = Pick<
  Review,
  'reviewId' | 'rowHash' | 'fetchedAt' | 'expiresAt' | 'withdrawnAt' | 'missedAt' | 'deniedAt' | 'unconfirmed'
>;

/** Some of a clinic's reviews. */
export interface ReviewPage {
  readonly reviews: readonly Review[];
  /** Place of the last one read, `{listingId}#{reviewId}`, to go on from; absent on the last page. */
  readonly last?: string;
}

/** What became of reviews that were to be written. */
export interface Written {
  readonly stored: number;
  /** Ids that a person asked to erase; never written again. */
  readonly erasedIds: readonly string[];
}

/** Reviews as the sources lend them. Whatever has lapsed, or cannot be read, is absent from every read. */
export interface Reviews {
  readonly find: (ref: ReviewRef) => Promise<Review | undefined>;
  /** Those that exist, in no order. */
  readonly findMany: (refs: readonly ReviewRef[]) => Promise<Review[]>;
  readonly listOfClinic: (clinicId: string) => Promise<Review[]>;
  /** All of a listing; `undefined` when more than `most` are stored, so that nobody takes some for all. */
  readonly listOfListing: (
    clinicId: string,
    listingId: string,
    most: number,
  ) => Promise<Review[] | undefined>;
  /** Some of a clinic's reviews in the order of their places; may hold fewer than `limit` although more follow. */
  readonly listPage: (
    clinicId: string,
    page: { readonly limit: number; readonly after?: string },
  ) => Promise<ReviewPage>;
  /** The marks of a listing's reviews: little to carry even for ten thousand. */
  readonly listMarks: (clinicId: string, listingId: string) => Promise<ReviewMark[]>;
  /** Writes reviews unless they were erased, or a later pull has written them. */
  readonly write: (reviews: readonly Review[]) => Promise<Written>;
  /** Deletes a review unless a later pull has written it again. */
  readonly remove: (review: ReviewRef & Pick<Review, 'fetchedAt'>) => Promise<void>;
}

/** Deletes a review whose erasure is written: whatever wrote it before, nothing can write it again. */
export async function eraseReview({ name, client }: Table, ref: ReviewRef): Promise<void> {
  await client.send(new DeleteCommand({ TableName: name, Key: reviewKey(ref) }));
}

/** Transactions hold 100 actions; each review takes two. */
const WRITE_BATCH = 40;

/** Opens the reviews of ContentTable; erasures are looked up in LedgerTable with every write. */
export function openReviews(content: Table, ledger: Table, now: () => string): Reviews {
  const fresh = (reviews: readonly Review[]) => reviews.filter((review) => !hasLapsed(review, now()));
  return {
    async find(ref) {
      const review = await getItem(content, reviewEntity, reviewKey(ref));
      return review && fresh([review])[0];
    },
    findMany: async (refs) => fresh(await getItems(content, reviewEntity, refs.map(reviewKey))),
    async listOfClinic(clinicId) {
      const range = { pk: clinicPartition(clinicId), prefix: PREFIX.review };
      return fresh(await listItems(content, reviewEntity, range));
    },
    async listOfListing(clinicId, listingId, most) {
      const items: Item[] = [];
      const range = { pk: clinicPartition(clinicId), prefix: `${PREFIX.review}${listingId}#` };
      for await (const item of queryAll(content, range)) {
        items.push(item);
        if (items.length > most) return undefined;
      }
      return fresh(readAll(reviewEntity.read, items));
    },
    async listPage(clinicId, { limit, after }) {
      const pk = clinicPartition(clinicId);
      const from = after === undefined ? {} : { after: { pk, sk: `${PREFIX.review}${after}` } };
      const { items, last } = await queryPage(content, { pk, prefix: PREFIX.review, limit, ...from });
      const place = last && String(last.sk).slice(PREFIX.review.length);
      return {
        reviews: fresh(readAll(reviewEntity.read, items)),
        ...(place !== undefined && { last: place }),
      };
    },
    async listMarks(clinicId, listingId) {
      const range = { pk: clinicPartition(clinicId), prefix: `${PREFIX.review}${listingId}#` };
      const marks = await listParts(content, markPart, range);
      return marks.filter((mark) => !hasLapsed(mark, now()));
    },
    async write(reviews) {
      const written = { stored: 0, erasedIds: [] as string[] };
      for (let from = 0; from < reviews.length; from += WRITE_BATCH) {
        const batch = await writeBatch(content, ledger, reviews.slice(from, from + WRITE_BATCH));
        written.stored += batch.stored;
        written.erasedIds.push(...batch.erasedIds);
      }
      return written;
    },
    remove: (review) => ignoreRefused(removeUnchanged(content, review)),
  };
}

async function writeBatch(content: Table, ledger: Table, reviews: readonly Review[]): Promise<Written> {
  const erasedIds: string[] = [];
  let pending = reviews;
  while (pending.length > 0) {
    const writes = pending.flatMap((review) => [
      erasureCheck(ledger, review),
      putUnlessNewer(content, review),
    ]);
    const refusals = await writeAll(content, writes);
    if (!refusals) break;
    const isRefused = (at: number) => refusals[at] === 'ConditionalCheckFailed';
    erasedIds.push(...pending.filter((_, at) => isRefused(2 * at)).map(({ reviewId }) => reviewId));
    pending = pending.filter((_, at) => !isRefused(2 * at) && !isRefused(2 * at + 1));
  }
  return { stored: pending.length, erasedIds };
}

function putUnlessNewer({ name }: Table, review: Review): Write {
  return {
    Put: {
      TableName: name,
      Item: reviewEntity.toItem(review),
      // One whose age cannot be read is older than anything.
      ConditionExpression:
        'attribute_not_exists(pk) OR fetchedAt <= :fetchedAt OR NOT attribute_type(fetchedAt, :string)',
      ExpressionAttributeValues: { ':fetchedAt': review.fetchedAt, ':string': 'S' },
    },
  };
}

async function removeUnchanged(
  { name, client }: Table,
  review: ReviewRef & Pick<Review, 'fetchedAt'>,
): Promise<void> {
  await client.send(
    new DeleteCommand({
      TableName: name,
      Key: reviewKey(review),
      ConditionExpression: 'fetchedAt = :fetchedAt',
      ExpressionAttributeValues: { ':fetchedAt': review.fetchedAt },
    }),
  );
}

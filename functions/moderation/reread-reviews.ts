import { isDeepStrictEqual } from 'node:util';
import { covers } from '../domain/content-hash.ts';
import type { Moderation } from '../domain/moderation.ts';
import type { Review } from '../domain/review.ts';
import type { Tagging } from '../domain/tagging.ts';
import { inParallel } from '../platform/batch.ts';
import { log } from '../platform/log.ts';
import type { ReviewRef } from '../store/keys.ts';
import type { Moderations } from '../store/moderations.ts';
import type { Retaggings } from '../store/retaggings.ts';
import type { Reviews } from '../store/reviews.ts';
import type { Taggings } from '../store/taggings.ts';
import type { ReviewChange } from './add-to-counts.ts';
import type { Lookup } from './lexicon.ts';
import { readText } from './read-text.ts';
import { retagTags } from './retag-tags.ts';

/** What reading reviews anew works with. */
export interface RereadNeeds {
  readonly reviews: Pick<Reviews, 'findMany'>;
  readonly taggings: Pick<Taggings, 'findMany'>;
  readonly moderations: Pick<Moderations, 'findMany'>;
  readonly retaggings: Retaggings;
  readonly lexicon: Lookup;
}

/** A review that was read anew. */
export interface Reread extends ReviewChange {
  readonly ref: ReviewRef;
  /** `{listingId}#{reviewId}`: the order in which reviews are read. */
  readonly place: string;
  /** Absent when its tags stay as they are. */
  readonly retagging?: Parameters<Retaggings['save']>[0];
}

const WRITES_AT_ONCE = 5;
const TRIES = 4;

/**
 * Reads reviews with the present lexicon, in the order given. Those without a tagging of their present words are left
 * to `moderate`, which reads them with this lexicon by itself.
 */
export async function rereadReviews(
  reviews: readonly Review[],
  { taggings, moderations, lexicon }: RereadNeeds,
): Promise<readonly Reread[]> {
  const [tagged, moderated] = await Promise.all([taggings.findMany(reviews), moderations.findMany(reviews)]);
  const taggingOf = new Map(tagged.map((tagging) => [tagging.reviewId, tagging]));
  const moderationOf = new Map(moderated.map((moderation) => [moderation.reviewId, moderation]));
  return reviews.map((review) => {
    const { reviewId } = review;
    return reread(review, taggingOf.get(reviewId), moderationOf.get(reviewId), lexicon);
  });
}

function reread(
  review: Review,
  tagging: Tagging | undefined,
  moderation: Moderation | undefined,
  lexicon: Lookup,
): Reread {
  const { clinicId, listingId, reviewId, contentHash, text, author } = review;
  const ref = { clinicId, listingId, reviewId };
  const known = { ref, place: `${listingId}#${reviewId}`, listingId, reviewId, contentHash };
  const isSettled = tagging?.lexiconVersion === lexicon.version;
  if (!text || !tagging || isSettled || !covers(tagging.contentHash, contentHash)) {
    return { ...known, isRewritten: false, effects: [] };
  }
  const { lexiconVersion, tags: found, flags } = readText(text, author, lexicon);
  const { tags, effects } = retagTags({ tagging, found, lexiconVersion, moderation });
  const after = { ...tagging, lexiconVersion, tags, flags };
  if (isDeepStrictEqual({ ...after, lexiconVersion: tagging.lexiconVersion }, tagging)) {
    return { ...known, isRewritten: false, effects };
  }
  return { ...known, isRewritten: true, effects, retagging: { before: tagging, after, moderation } };
}

/**
 * Writes what was read anew where it differs. A review that changed meanwhile, or about which a person decided, is read
 * once more. One whose decision cannot be read keeps its tags.
 *
 * @throws Error when one changed again and again
 */
export async function writeReread(rereads: readonly Reread[], needs: RereadNeeds): Promise<void> {
  const differing = rereads.filter(({ retagging }) => retagging !== undefined);
  await inParallel(differing, WRITES_AT_ONCE, (one) => writeOne(one, needs));
}

async function writeOne(first: Reread, needs: RereadNeeds): Promise<void> {
  let current: Reread | undefined = first;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (!current?.retagging || (await needs.retaggings.save(current.retagging))) return;
    const [review] = await needs.reviews.findMany([first.ref]);
    [current] = review ? await rereadReviews([review], needs) : [];
  }
  const { moderation } = current?.retagging ?? {};
  if (!moderation) return log.warn('review.left', { reviewId: first.reviewId });
  throw new Error(`Review ${first.reviewId} changed ${TRIES} times while it was to be written.`);
}

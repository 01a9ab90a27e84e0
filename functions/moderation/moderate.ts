import type { Audit } from '../domain/audit.ts';
import { covers } from '../domain/content-hash.ts';
import { AppError } from '../domain/error.ts';
import { followReview, type Moderation, openModeration } from '../domain/moderation.ts';
import type { Review } from '../domain/review.ts';
import type { Tagging } from '../domain/tagging.ts';
import { type BatchReply, groupBy, inParallel } from '../platform/batch.ts';
import { log } from '../platform/log.ts';
import type { Change } from '../platform/stream.ts';
import { parseReviewKey, type ReviewRef, reviewKey } from '../store/keys.ts';
import type { Moderations } from '../store/moderations.ts';
import type { Reviews } from '../store/reviews.ts';
import type { Taggings } from '../store/taggings.ts';
import type { Lookup } from './lexicon.ts';
import { readText } from './read-text.ts';

/** What moderating needs. */
export interface ModerateNeeds {
  readonly reviews: Pick<Reviews, 'findMany'>;
  readonly taggings: Pick<Taggings, 'findMany' | 'save' | 'renew' | 'remove'>;
  readonly moderations: Pick<Moderations, 'findMany' | 'save'>;
  readonly lexicon: Lookup;
  readonly now: () => string;
}

/** One review with all that is known of it now; each is absent when there is none. */
interface Present {
  readonly ref: ReviewRef;
  readonly review?: Review;
  readonly tagging?: Tagging;
  readonly moderation?: Moderation;
}

const AT_ONCE = 10;

/**
 * Brings tagging and moderation of changed reviews in line with what the reviews are now. What changed, how often and
 * in which order it is told does not matter: the end is the same. Changes of other things are passed over.
 *
 * @returns the changes whose review could not be brought in line; they are to be told again
 */
export async function moderateChanges(changes: readonly Change[], needs: ModerateNeeds): Promise<BatchReply> {
  const byReview = groupBy(changes, ({ key }) => `${key.pk}/${key.sk}`);
  const batchItemFailures: { itemIdentifier: string }[] = [];
  await inParallel(await readPresent([...byReview.values()], needs), AT_ONCE, async (present) => {
    try {
      await tag(present, needs);
      await openOrFollow(present, needs);
    } catch (error) {
      const told = byReview.get(`${reviewKey(present.ref).pk}/${reviewKey(present.ref).sk}`) ?? [];
      batchItemFailures.push(...told.map(({ sequenceNumber }) => ({ itemIdentifier: sequenceNumber })));
      log.error('review.failed', error, { reviewId: present.ref.reviewId });
    }
  });
  return { batchItemFailures };
}

async function readPresent(
  told: readonly (readonly Change[])[],
  { reviews, taggings, moderations }: ModerateNeeds,
): Promise<readonly Present[]> {
  const refs = told.flatMap(([change]) => (change && parseReviewKey(change.key)) ?? []);
  const [found, tagged, moderated] = await Promise.all([
    reviews.findMany(refs),
    taggings.findMany(refs),
    moderations.findMany(refs),
  ]);
  const byId = <Value extends ReviewRef>(values: readonly Value[]) =>
    new Map(values.map((value) => [`${value.clinicId}/${value.reviewId}`, value]));
  const [reviewOf, taggingOf, moderationOf] = [byId(found), byId(tagged), byId(moderated)];
  return refs.map((ref) => {
    const id = `${ref.clinicId}/${ref.reviewId}`;
    const [review, tagging, moderation] = [reviewOf.get(id), taggingOf.get(id), moderationOf.get(id)];
    return { ref, ...(review && { review }), ...(tagging && { tagging }), ...(moderation && { moderation }) };
  });
}

/** Words that were read once keep their tags: reading them with a newer lexicon is a job that staff preview. */
async function tag({ ref, review, tagging }: Present, { taggings, lexicon }: ModerateNeeds): Promise<void> {
  if (!review?.text) {
    if (tagging) await taggings.remove(ref);
    return;
  }
  const { clinicId, listingId, reviewId, contentHash, expiresAt, text } = review;
  if (tagging && covers(tagging.contentHash, contentHash)) {
    const isRenewed = tagging.contentHash === contentHash && tagging.expiresAt === expiresAt;
    if (!isRenewed) await taggings.renew(tagging, { contentHash, expiresAt });
    return;
  }
  const { tags, flags } = readText(text, lexicon);
  const lexiconVersion = lexicon.version;
  await taggings.save({ clinicId, listingId, reviewId, contentHash, lexiconVersion, tags, flags, expiresAt });
}

/** A conflict means that a person or another delivery was faster; the next change brings this review here again. */
async function openOrFollow({ review, moderation }: Present, needs: ModerateNeeds): Promise<void> {
  const change = review && nextModeration(review, moderation, needs.now());
  if (!change) return;
  try {
    await needs.moderations.save(change);
    log.info(`review.${change.audit.action}`, { reviewId: change.after.reviewId });
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'conflict') throw error;
    await followAgain(review, needs);
  }
}

interface NextModeration {
  readonly before?: Moderation;
  readonly after: Moderation;
  readonly audit: Omit<Audit, 'clinicId' | 'version'>;
}

function nextModeration(
  review: Review,
  before: Moderation | undefined,
  at: string,
): NextModeration | undefined {
  const subject = `moderation/${review.reviewId}`;
  if (!before) {
    if (!review.text || review.withdrawnAt !== undefined) return undefined;
    return { after: openModeration(review, at), audit: { subject, action: 'opened', by: 'source', at } };
  }
  const followed = followReview(before, review, at);
  if (!followed) return undefined;
  return {
    before,
    after: followed.moderation,
    audit: { subject, action: followed.action, by: 'source', at },
  };
}

/** Reads anew and tries once more; if that conflicts too, the delivery is repeated. */
async function followAgain(review: Review, { reviews, moderations, now }: ModerateNeeds): Promise<void> {
  const [[current], [moderation]] = await Promise.all([
    reviews.findMany([review]),
    moderations.findMany([review]),
  ]);
  if (!current) return;
  const change = nextModeration(current, moderation, now());
  if (change) await moderations.save(change);
}

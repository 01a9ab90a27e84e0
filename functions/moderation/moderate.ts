import type { Audit } from '../domain/audit.ts';
import { type Clinic, openingPolicyOf } from '../domain/clinic.ts';
import { covers } from '../domain/content-hash.ts';
import { AppError } from '../domain/error.ts';
import { followReview, openModeration } from '../domain/follow-review.ts';
import { isDecidedTogether } from '../domain/listing-decision.ts';
import { BY_POLICY, type Moderation, type OpeningStatus } from '../domain/moderation.ts';
import type { Review } from '../domain/review.ts';
import type { Tagging } from '../domain/tagging.ts';
import { type BatchReply, groupBy, inParallel } from '../platform/batch.ts';
import { log } from '../platform/log.ts';
import type { Change } from '../platform/stream.ts';
import type { Clinics } from '../store/clinics.ts';
import type { Erasures } from '../store/erasures.ts';
import { parseModerationKey, parseReviewKey, type ReviewRef, reviewKey } from '../store/keys.ts';
import type { Moderations } from '../store/moderations.ts';
import type { Reviews } from '../store/reviews.ts';
import type { Standings } from '../store/standings.ts';
import type { Taggings } from '../store/taggings.ts';
import type { Lookup } from './lexicon.ts';
import { openingStatus } from './opening-status.ts';
import { readText } from './read-text.ts';
import { settleStandings } from './settle-standings.ts';

/** What moderating needs. */
export interface ModerateNeeds {
  readonly reviews: Pick<Reviews, 'findMany'>;
  readonly taggings: Pick<Taggings, 'findMany' | 'save' | 'renew' | 'remove'>;
  readonly moderations: Pick<Moderations, 'findMany' | 'save'>;
  readonly clinics: Pick<Clinics, 'find' | 'findListing'>;
  readonly erasures: Erasures;
  readonly standings: Pick<Standings, 'settle'>;
  readonly lexicon: Lookup;
  readonly now: () => string;
}

/** One review with all that is known of it now; each is absent when there is none. */
interface Present {
  readonly ref: ReviewRef;
  readonly review?: Review;
  readonly tagging?: Tagging;
  readonly moderation?: Moderation;
  readonly clinic?: Clinic;
}

const AT_ONCE = 10;

/**
 * Brings tagging and moderation of changed reviews in line with what the reviews are now, and then what is kept of where
 * they stand; the latter for changed moderations too. What changed, how often and in which order it is told does not
 * matter: the end is the same. Changes of other things are passed over.
 *
 * @returns the changes whose review could not be brought in line; they are to be told again
 */
export async function moderateChanges(changes: readonly Change[], needs: ModerateNeeds): Promise<BatchReply> {
  const moderated = await followReviews(changes, needs);
  const unsettled = new Set(await settleStandings(await changedReviews(changes, needs), needs));
  const unkept = changes.filter(({ key }) => {
    const { reviewId } = parseReviewKey(key) ?? parseModerationKey(key) ?? {};
    return reviewId !== undefined && unsettled.has(reviewId);
  });
  const failed = new Set([...moderated, ...unkept.map(({ sequenceNumber }) => sequenceNumber)]);
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
}

/** The reviews that changes are about, of themselves or of their moderation. */
async function changedReviews(
  changes: readonly Change[],
  { moderations }: Pick<ModerateNeeds, 'moderations'>,
): Promise<readonly ReviewRef[]> {
  const refs = changes.flatMap(({ key }) => parseReviewKey(key) ?? []);
  const decided = changes.flatMap(({ key }) => parseModerationKey(key) ?? []);
  const found = decided.length > 0 ? await moderations.findMany(unique(decided)) : [];
  return unique([
    ...refs,
    ...found.map(({ clinicId, listingId, reviewId }) => ({ clinicId, listingId, reviewId })),
  ]);
}

function unique<Ref extends Pick<ReviewRef, 'clinicId' | 'reviewId'>>(refs: readonly Ref[]): readonly Ref[] {
  return [...new Map(refs.map((ref) => [`${ref.clinicId}/${ref.reviewId}`, ref])).values()];
}

/** @returns sequence numbers of the changes that failed */
async function followReviews(changes: readonly Change[], needs: ModerateNeeds): Promise<readonly string[]> {
  const byReview = groupBy(
    changes.filter(({ key }) => parseReviewKey(key)),
    ({ key }) => `${key.pk}/${key.sk}`,
  );
  const failed: string[] = [];
  await inParallel(await readPresent([...byReview.values()], needs), AT_ONCE, async (present) => {
    try {
      const tagging = await tag(present, needs);
      await openOrFollow({ ...present, ...(tagging && { tagging }) }, needs);
    } catch (error) {
      const told = byReview.get(`${reviewKey(present.ref).pk}/${reviewKey(present.ref).sk}`) ?? [];
      failed.push(...told.map(({ sequenceNumber }) => sequenceNumber));
      log.error('review.failed', error, { reviewId: present.ref.reviewId });
    }
  });
  return failed;
}

async function readPresent(
  told: readonly (readonly Change[])[],
  { reviews, taggings, moderations, clinics }: ModerateNeeds,
): Promise<readonly Present[]> {
  const refs = told.flatMap(([change]) => (change && parseReviewKey(change.key)) ?? []);
  const clinicIds = [...new Set(refs.map(({ clinicId }) => clinicId))];
  const [found, tagged, moderated, known] = await Promise.all([
    reviews.findMany(refs),
    taggings.findMany(refs),
    moderations.findMany(refs),
    Promise.all(clinicIds.map((clinicId) => clinics.find(clinicId))),
  ]);
  const byId = <Value extends ReviewRef>(values: readonly Value[]) =>
    new Map(values.map((value) => [`${value.clinicId}/${value.reviewId}`, value]));
  const [reviewOf, taggingOf, moderationOf] = [byId(found), byId(tagged), byId(moderated)];
  return refs.map((ref) => {
    const id = `${ref.clinicId}/${ref.reviewId}`;
    const [review, tagging, moderation] = [reviewOf.get(id), taggingOf.get(id), moderationOf.get(id)];
    const clinic = known.find((one) => one?.clinicId === ref.clinicId);
    return {
      ref,
      ...(review && { review }),
      ...(tagging && { tagging }),
      ...(moderation && { moderation }),
      ...(clinic && { clinic }),
    };
  });
}

/**
 * Brings the tagging in line. Words that were read once keep their tags: reading them with a newer lexicon is a job that
 * staff preview.
 *
 * @returns the tagging of these very words; `undefined` without words
 */
async function tag(
  { ref, review, tagging }: Present,
  { taggings, lexicon }: ModerateNeeds,
): Promise<Tagging | undefined> {
  if (!review?.text) {
    if (tagging) await taggings.remove(ref);
    return undefined;
  }
  const { clinicId, listingId, reviewId, contentHash, expiresAt, text, author } = review;
  if (tagging?.flags && covers(tagging.contentHash, contentHash)) {
    const isRenewed = tagging.contentHash === contentHash && tagging.expiresAt === expiresAt;
    if (!isRenewed) await taggings.renew(tagging, { contentHash, expiresAt });
    return { ...tagging, contentHash, expiresAt };
  }
  const fresh = { clinicId, listingId, reviewId, contentHash, ...readText(text, author, lexicon), expiresAt };
  await taggings.save(fresh);
  return fresh;
}

/** A conflict means that a person or another delivery was faster; the next change brings this review here again. */
async function openOrFollow(present: Present, needs: ModerateNeeds): Promise<void> {
  const { review } = present;
  if (!review) return await endIfErased(present, needs);
  const change = nextModeration({ ...present, review }, needs.now());
  if (!change || (!change.before && (await isOneOfAll(review, needs)))) return;
  try {
    await needs.moderations.save(change);
    log.info(`review.${change.audit.action}`, { reviewId: change.after.reviewId });
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'conflict') throw error;
    await followAgain(present, review, needs);
  }
}

/** A review that only lapsed comes back with the next pull; one that was erased never does. */
async function endIfErased({ ref, moderation: before }: Present, needs: ModerateNeeds): Promise<void> {
  if (!before || before.removedAt !== undefined || !(await needs.erasures.has(ref))) return;
  const at = needs.now();
  const after = { ...before, removedAt: at, version: before.version + 1 };
  const subject = `moderation/${ref.reviewId}`;
  await needs.moderations.save({
    before,
    after,
    audit: { subject, action: 'removed-at-source', by: 'source', at },
  });
  log.info('review.erased', { reviewId: ref.reviewId });
}

/** Nobody is asked about one of excerpts that are shown all or none: they would fill the queue with every new sample. */
async function isOneOfAll(
  { source, clinicId, listingId }: Review,
  { clinics }: Pick<ModerateNeeds, 'clinics'>,
): Promise<boolean> {
  if (!isDecidedTogether({ source })) return false;
  const listing = await clinics.findListing(clinicId, listingId);
  return listing !== undefined && isDecidedTogether(listing);
}

interface NextModeration {
  readonly before?: Moderation;
  readonly after: Moderation;
  readonly audit: Omit<Audit, 'clinicId' | 'version'>;
}

function nextModeration(
  present: Present & { readonly review: Review },
  at: string,
): NextModeration | undefined {
  const { review, moderation: before } = present;
  const subject = `moderation/${review.reviewId}`;
  const opening = openingOf(present);
  if (!before) {
    if (!review.text || review.withdrawnAt !== undefined) return undefined;
    const after = openModeration(review, at, opening);
    if (opening === 'shown') return { after, audit: { subject, action: 'shown', by: BY_POLICY, at } };
    return { after, audit: { subject, action: 'opened', by: 'source', at } };
  }
  const followed = followReview(before, { review, opening }, at);
  if (!followed) return undefined;
  const { action, by, moderation: after } = followed;
  return { before, after, audit: { subject, action, by, at } };
}

/** What the clinic's policy makes of the review; a tagging of other words says nothing of these. */
function openingOf({ review, tagging, clinic }: Present & { readonly review: Review }): OpeningStatus {
  const isOfTheseWords = tagging !== undefined && covers(tagging.contentHash, review.contentHash);
  // Nothing shows itself on the word of a file.
  const isJudged = clinic !== undefined && review.unconfirmed === undefined;
  const policy = isJudged ? openingPolicyOf(clinic, review.source) : 'manual';
  return openingStatus(policy, isOfTheseWords ? tagging : undefined);
}

/** Reads anew and tries once more; if that conflicts too, the delivery is repeated. */
async function followAgain(present: Present, ref: ReviewRef, needs: ModerateNeeds): Promise<void> {
  const [[review], [moderation]] = await Promise.all([
    needs.reviews.findMany([ref]),
    needs.moderations.findMany([ref]),
  ]);
  // A decision that is there and cannot be read stays as it is, until somebody has put it right.
  if (!review || (!present.moderation && !moderation)) return;
  const { moderation: _, ...rest } = present;
  const change = nextModeration({ ...rest, review, ...(moderation && { moderation }) }, needs.now());
  if (change) await needs.moderations.save(change);
}

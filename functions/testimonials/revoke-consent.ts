import type { Consent } from '../domain/consent.ts';
import { directListingId } from '../domain/direct-listing.ts';
import { AppError } from '../domain/error.ts';
import { log } from '../platform/log.ts';
import type { TestimonialNeeds } from './needs.ts';

/**
 * Takes a consent back: the testimonial is deleted, the review it became as well, and neither can come again. Whoever
 * asks twice is answered alike, and what a first attempt left undone is done.
 *
 * @param by staff id, or `patient`
 * @throws AppError `not-found`
 */
export async function revokeConsent(
  { clinicId, testimonialId, by }: Pick<Consent, 'clinicId' | 'testimonialId'> & { readonly by: string },
  needs: Pick<TestimonialNeeds, 'consents' | 'records' | 'eraseReview' | 'now'>,
): Promise<Consent> {
  const consent = await findConsent(clinicId, testimonialId, needs);
  const revoked = consent.revokedAt === undefined ? await revokeOnce(consent, by, needs) : consent;
  const { locationId, reviewId } = revoked;
  await needs.eraseReview({ clinicId, listingId: directListingId(locationId), reviewId });
  return revoked;
}

async function revokeOnce(
  before: Consent,
  by: string,
  { consents, records, now }: Pick<TestimonialNeeds, 'consents' | 'records' | 'now'>,
): Promise<Consent> {
  const { clinicId, testimonialId } = before;
  const after = { ...before, revokedAt: now(), revokedBy: by, version: before.version + 1 };
  try {
    await records.revoke(before, after);
  } catch (error) {
    if (!(error instanceof AppError && error.kind === 'conflict')) throw error;
    const now = await findConsent(clinicId, testimonialId, { consents });
    if (now.revokedAt === undefined) throw error;
    return now;
  }
  log.info('consent.revoked', { clinicId, testimonialId });
  return after;
}

async function findConsent(
  clinicId: string,
  testimonialId: string,
  { consents }: Pick<TestimonialNeeds, 'consents'>,
): Promise<Consent> {
  const consent = await consents.find(clinicId, testimonialId);
  if (!consent) throw new AppError('not-found', 'This clinic has no such testimonial.');
  return consent;
}

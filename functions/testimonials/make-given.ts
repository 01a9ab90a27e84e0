import type { ConsentAudience, Signature } from '../domain/consent.ts';
import { endOfDay } from '../domain/consent.ts';
import type { Testimonial } from '../domain/testimonial.ts';
import { toReviewId } from '../platform/review-id.ts';
import type { GivenTestimonial } from '../store/testimonial-records.ts';

/** The consent as it was given, less what follows from the testimonial. */
export interface ConsentGiven {
  readonly statementId: string;
  readonly audiences: readonly ConsentAudience[];
  readonly signature: Signature;
  /** Instant, ISO 8601 UTC. */
  readonly signedAt: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** Staff id, or `patient`. */
  readonly recordedBy: string;
  readonly revokeHash?: string;
}

/** Puts a testimonial and its consent together as they are stored. @param now instant, ISO 8601 UTC */
export function makeGiven(
  testimonial: Testimonial,
  { lastDay, ...given }: ConsentGiven,
  now: string,
): GivenTestimonial {
  const { clinicId, testimonialId, locationId, origin } = testimonial;
  return {
    testimonial,
    consent: {
      clinicId,
      testimonialId,
      reviewId: toReviewId('direct', locationId, testimonialId),
      locationId,
      origin,
      ...given,
      expiresAt: endOfDay(lastDay),
      recordedAt: now,
      version: 1,
    },
  };
}

import * as z from 'zod';
import { type Consent, isEndingSoon, lastDayOf, refusalOf } from '../domain/consent.ts';
import { isReviewId } from '../domain/id.ts';
import type { Testimonial } from '../domain/testimonial.ts';
import type { ConsentCountsView, TestimonialsView, TestimonialView } from '../domain/testimonial-view.ts';
import type { StaffNeeds } from './needs.ts';
import { readNames } from './staff-names.ts';

/** Query of a list that goes on: where, from the beginning if absent. */
export const AfterQuery = z.strictObject({
  after: z.string().refine(isReviewId, { error: 'Send it as it was given.' }).exactOptional(),
});

const AT_ONCE = 200;

/** One page of what patients gave the clinic, each with how its consent stands; words only while they are kept. */
export async function listTestimonials(
  clinicId: string,
  { after }: z.infer<typeof AfterQuery>,
  needs: StaffNeeds,
): Promise<TestimonialsView> {
  const page = await needs.consents.listPage(clinicId, {
    limit: AT_ONCE,
    ...(after !== undefined && { after }),
  });
  const [testimonials, locations, nameOf] = await Promise.all([
    needs.testimonials.findMany(page.consents.filter(({ revokedAt }) => revokedAt === undefined)),
    needs.clinics.listLocations(clinicId),
    readNames(
      clinicId,
      page.consents.map(({ recordedBy }) => recordedBy),
      needs,
    ),
  ]);
  const wordsOf = new Map(testimonials.map((testimonial) => [testimonial.testimonialId, testimonial]));
  const places = new Map(locations.map(({ locationId, name }) => [locationId, name]));
  const at = needs.now();
  return {
    testimonials: page.consents.map((consent) => ({
      ...toView(consent, wordsOf.get(consent.testimonialId)),
      place: places.get(consent.locationId) ?? consent.locationId,
      consent: { ...consentView(consent, at), recordedBy: nameOf(consent.recordedBy) },
    })),
    ...(page.next !== undefined && { after: page.next }),
  };
}

/** How the consents of a clinic stand, counted. About 0.15 capacity units each. */
export async function countConsents(
  clinicId: string,
  { consents, now }: Pick<StaffNeeds, 'consents' | 'now'>,
): Promise<ConsentCountsView> {
  const at = now();
  const counts = { inForce: 0, endingSoon: 0, expired: 0, revoked: 0 };
  for (const consent of await consents.listForGate(clinicId)) {
    const refusal = refusalOf(consent, at);
    if (refusal === undefined) counts.inForce += 1;
    if (refusal === 'consent-expired') counts.expired += 1;
    if (refusal === 'consent-revoked') counts.revoked += 1;
    if (isEndingSoon(consent, at)) counts.endingSoon += 1;
  }
  return counts;
}

function toView(
  { testimonialId, reviewId, locationId, origin }: Consent,
  testimonial: Testimonial | undefined,
): Omit<TestimonialView, 'place' | 'consent'> {
  return {
    testimonialId,
    reviewId,
    locationId,
    origin,
    ...(testimonial && { words: wordsOfView(testimonial) }),
  };
}

function wordsOfView({
  text,
  stars,
  author,
  language,
  writtenOn,
}: Testimonial): NonNullable<TestimonialView['words']> {
  return { text, ...(stars && { stars }), ...(author !== undefined && { author }), language, writtenOn };
}

function consentView(consent: Consent, at: string): Omit<TestimonialView['consent'], 'recordedBy'> {
  const { statementId, audiences, signature, signedAt, recordedAt, revokedAt, version } = consent;
  const refusal = refusalOf(consent, at);
  return {
    statementId,
    audiences,
    signature,
    signedAt,
    recordedAt,
    ...(revokedAt !== undefined && { revokedAt }),
    version,
    lastDay: lastDayOf(consent),
    ...(refusal && { refusal }),
    isEndingSoon: isEndingSoon(consent, at),
  };
}

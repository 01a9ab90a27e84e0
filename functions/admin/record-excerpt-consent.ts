import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Listing, Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import type { ExcerptConsentRequest, ExcerptGroupView } from '../domain/excerpts-view.ts';
import { findExcerptListing } from './list-excerpts.ts';
import type { AdminNeeds } from './needs.ts';
import { isDay, isLine } from './text-forms.ts';
import { viewExcerpts } from './view-excerpts.ts';

/** Body of the request; a field it does not know is refused. */
export const ExcerptConsentBody = z.strictObject({
  seenVersion: z.int().min(1),
  consent: z
    .strictObject({
      recordedOn: z.string().refine(isDay, { error: 'Give the day of the document, YYYY-MM-DD.' }),
      document: z.string().refine(isLine, { error: 'Say where the document lies, in 1 to 80 characters.' }),
    })
    .nullable(),
}) satisfies z.ZodType<ExcerptConsentRequest>;

/** The zone that is first to begin a day is 14 hours ahead of UTC. */
const FIRST_ZONE_MS = 14 * 3_600_000;

/**
 * Records Yelp's written consent that a listing's excerpts are chosen one by one, or takes the record off: then they are
 * shown all or none again. What the clinic decided either way is kept for the next time.
 *
 * @throws AppError `not-found` for a listing this clinic has not, `invalid` for a day to come, `conflict` when the
 *   listing was changed meanwhile
 */
export async function recordExcerptConsent(
  { clinicId, staffId }: Member,
  listingId: string,
  { seenVersion, consent }: ExcerptConsentRequest,
  needs: AdminNeeds,
): Promise<ExcerptGroupView> {
  const found = await findExcerptListing(clinicId, listingId, needs);
  const { excerptConsent, ...listing } = found.listing;
  const isDone = isDeepStrictEqual(excerptConsent ?? null, consent);
  if (isDone && seenVersion >= listing.version - 1) return await viewExcerpts(found, needs);
  if (seenVersion !== listing.version) {
    throw new AppError('conflict', 'This listing was changed meanwhile. Look again.');
  }
  const at = needs.now();
  if (consent) refuseFutureDay(consent.recordedOn, at);
  const after: Listing = {
    ...listing,
    ...(consent && { excerptConsent: consent }),
    version: listing.version + 1,
  };
  const audit = { subject: `listing/${listingId}`, action: 'changed', by: staffId, at } as const;
  await needs.clinics.saveListing({ before: found.listing, after, audit });
  return await viewExcerpts({ ...found, listing: after }, needs);
}

function refuseFutureDay(day: string, now: string): void {
  const latest = new Date(Date.parse(now) + FIRST_ZONE_MS).toISOString().slice(0, 10);
  if (day <= latest) return;
  throw new AppError('invalid', 'The day of the document is still to come.', {
    issues: [{ path: 'consent.recordedOn', message: 'Give the day of the document, today at the latest.' }],
  });
}

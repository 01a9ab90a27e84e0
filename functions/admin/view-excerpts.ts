import type { Clinic, Listing } from '../domain/clinic.ts';
import { covers } from '../domain/content-hash.ts';
import type { ExcerptGroupView, ExcerptView } from '../domain/excerpts-view.ts';
import { isDecidedTogether, type ListingDecision, openDecision } from '../domain/listing-decision.ts';
import { mayShow } from '../domain/may-show.ts';
import type { Review } from '../domain/review.ts';
import { sourcePage } from '../domain/source-page.ts';
import { closedBecause } from '../domain/source-switch.ts';
import type { Tagging } from '../domain/tagging.ts';
import type { AdminNeeds } from './needs.ts';
import { readStaffNames, type StaffNames } from './staff-names.ts';
import { toWords } from './to-review-view.ts';

/** What one listing's excerpts are read with. */
type ViewNeeds = Pick<
  AdminNeeds,
  'listingDecisions' | 'sourceSwitches' | 'reviews' | 'taggings' | 'members' | 'now'
>;

/** A listing, and what it belongs to. */
export interface ExcerptListing {
  readonly clinic: Clinic;
  readonly listing: Listing;
  /** Name of the location. */
  readonly place: string;
}

/** What a listing of a source that gives excerpts has now, and what the clinic has decided about them. */
export async function viewExcerpts(
  { clinic, listing, place }: ExcerptListing,
  needs: ViewNeeds,
): Promise<ExcerptGroupView> {
  const { clinicId, listingId, source, pageUrl, excerptConsent, version } = listing;
  const [stored, set] = await Promise.all([
    needs.listingDecisions.find(listing),
    needs.sourceSwitches.find(source),
  ]);
  const decision = stored ?? openDecision(listing);
  const closed = closedBecause(source, set);
  const isShownHere = isDecidedTogether(listing) && closed === undefined;
  const excerpts = isShownHere ? await readSample(listing, needs) : [];
  const people = [decision.decidedBy, ...decision.takenDown.map(({ by }) => by)];
  const names = await readStaffNames(clinicId, people, needs);
  return {
    listingId,
    source,
    place,
    pageUrl: sourcePage(pageUrl, source) ?? '',
    listingVersion: version,
    ...(excerptConsent && { consent: excerptConsent }),
    ...(closed && { closed }),
    status: decision.status,
    version: decision.version,
    ...(decision.decidedBy !== undefined && { decidedBy: names.of(decision.decidedBy) }),
    ...(decision.decidedAt !== undefined && { decidedAt: decision.decidedAt }),
    excerpts: excerpts.flatMap((excerpt) =>
      toExcerpt(excerpt, { clinic, listing, decision, names }, needs.now()),
    ),
  };
}

interface Sampled {
  readonly review: Review;
  readonly tagging?: Tagging;
}

/** What the source gives now, in its order. */
async function readSample({ clinicId, listingId }: Listing, needs: ViewNeeds): Promise<readonly Sampled[]> {
  const marks = await needs.reviews.listMarks(clinicId, listingId);
  const refs = marks.map(({ reviewId }) => ({ clinicId, listingId, reviewId }));
  const [reviews, taggings] = await Promise.all([
    needs.reviews.findMany(refs),
    needs.taggings.findMany(refs),
  ]);
  return reviews
    .filter(({ position }) => position !== undefined)
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map((review) => {
      const tagging = taggings.find(({ reviewId }) => reviewId === review.reviewId);
      return { review, ...(tagging && { tagging }) };
    });
}

interface Decided {
  readonly clinic: Clinic;
  readonly listing: Listing;
  readonly decision: ListingDecision;
  readonly names: StaffNames;
}

function toExcerpt(
  { review, tagging }: Sampled,
  { clinic, listing, decision, names }: Decided,
  now: string,
): readonly ExcerptView[] {
  const { reviewId, writtenOn, contentHash } = review;
  const words = toWords(review, listing);
  if (!words) return [];
  const down = decision.takenDown.find((one) => one.reviewId === reviewId);
  const isCurrent = tagging && covers(tagging.contentHash, contentHash);
  // What the gate would say of it if it stood: whether it is private does not depend on the decision.
  const shown: ListingDecision = { ...decision, status: 'shown', takenDown: [] };
  const candidate = { review, clinic, listing, listingDecision: shown, closedSources: new Set<never>() };
  const verdict = mayShow({ ...candidate, ...(tagging && { tagging }) }, now);
  return [
    {
      reviewId,
      writtenOn,
      words,
      flags: ((isCurrent && tagging.flags) || []).map(({ kind, start, end }) => ({ kind, start, end })),
      isPrivate: verdict.outcome !== 'allow' || verdict.allowed.isSensitive,
      ...(down && { takenDown: { by: names.of(down.by), at: down.at } }),
    },
  ];
}

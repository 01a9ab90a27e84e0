import * as z from 'zod';
import type { Audit } from '../domain/audit.ts';
import type { Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import type { ExcerptGroupView, ExcerptsRequest } from '../domain/excerpts-view.ts';
import { isReviewId } from '../domain/id.ts';
import {
  decideListing,
  isDecidedTogether,
  isTakenDown,
  type ListingChange,
  type ListingDecision,
  openDecision,
} from '../domain/listing-decision.ts';
import { MODERATION_STATUSES, type ModerationStatus } from '../domain/moderation.ts';
import { findExcerptListing } from './list-excerpts.ts';
import type { AdminNeeds } from './needs.ts';
import { viewExcerpts } from './view-excerpts.ts';

const seenVersion = z.int().min(0);
const reviewId = z.string().refine(isReviewId, { error: 'Give the id of an excerpt.' });

/** Body of the request; a field it does not know is refused. A single excerpt is taken down for a legal reason only. */
export const ExcerptsBody = z.union([
  z.strictObject({ seenVersion, status: z.enum(MODERATION_STATUSES) }),
  z.strictObject({ seenVersion, takeDown: reviewId, reason: z.literal('legal') }),
  z.strictObject({ seenVersion, putUp: reviewId }),
]) satisfies z.ZodType<ExcerptsRequest>;

const ACTIONS = {
  shown: 'excerpts-shown',
  'not-shown': 'excerpts-not-shown',
  waiting: 'excerpts-put-back',
} as const satisfies Record<ModerationStatus, Audit['action']>;

/**
 * Records one decision about all excerpts of a listing, those of today and those to come, or takes a single one down
 * for a legal reason, or puts it up again. What is so already is not written again.
 *
 * @throws AppError `not-found` for a listing or an excerpt this clinic has not, `invalid` while excerpts are chosen one
 *   by one, `conflict` when somebody was faster
 */
export async function decideExcerpts(
  member: Member,
  listingId: string,
  request: ExcerptsRequest,
  needs: AdminNeeds,
): Promise<ExcerptGroupView> {
  const found = await findExcerptListing(member.clinicId, listingId, needs);
  const { listing } = found;
  if (!isDecidedTogether(listing)) {
    throw new AppError(
      'invalid',
      'These excerpts are chosen one by one: decide about each of them in the queues.',
    );
  }
  const before = await needs.listingDecisions.find(listing);
  const current = before ?? openDecision(listing);
  const change = toChange(request, member.staffId);
  if ('reviewId' in change) await refuseUnknown(change.reviewId, current, needs);
  if (!isRepetition(current, change)) {
    const at = needs.now();
    const after = decideListing(current, change, at);
    const audit = { ...describe(change), subject: `listing-decision/${listingId}`, by: member.staffId, at };
    await needs.listingDecisions.save({ ...(before && { before }), after, audit });
  }
  return await viewExcerpts(found, needs);
}

function toChange(request: ExcerptsRequest, staffId: string): ListingChange {
  const { seenVersion } = request;
  if ('status' in request) return { staffId, seenVersion, status: request.status };
  if ('takeDown' in request) return { staffId, seenVersion, reviewId: request.takeDown, isTakenDown: true };
  return { staffId, seenVersion, reviewId: request.putUp, isTakenDown: false };
}

async function refuseUnknown(
  reviewId: string,
  current: ListingDecision,
  { reviews }: Pick<AdminNeeds, 'reviews'>,
): Promise<void> {
  const { clinicId, listingId } = current;
  if (isTakenDown(current, reviewId) || (await reviews.find({ clinicId, listingId, reviewId }))) return;
  throw new AppError('not-found', 'The source does not give this excerpt at the moment.');
}

/** The same person's same wish once more, after a reply that was lost: it is so already, one version on. */
function isRepetition(current: ListingDecision, change: ListingChange): boolean {
  if (change.seenVersion < current.version - 1) return false;
  if ('reviewId' in change) return isTakenDown(current, change.reviewId) === change.isTakenDown;
  if (current.status !== change.status) return false;
  return change.status === 'waiting' || current.decidedBy === change.staffId;
}

function describe(change: ListingChange): Pick<Audit, 'action' | 'reason' | 'reviewId'> {
  if ('status' in change) return { action: ACTIONS[change.status] };
  const { reviewId, isTakenDown: isDown } = change;
  return isDown
    ? { action: 'excerpt-taken-down', reason: 'legal', reviewId }
    : { action: 'excerpt-put-up', reviewId };
}

import type { Listing } from './clinic.ts';
import type { Pull } from './pull.ts';

/** What Google looks at before it approves access to its reviews API, in the order in which it is done. */
export const APPLICATION_STEPS = [
  'profile-old-enough',
  'role-old-enough',
  'business-website',
  'project-number',
  'form-sent',
  'consent-in-production',
] as const;
export type ApplicationStep = (typeof APPLICATION_STEPS)[number];

/** How far a clinic has come with Google's approval. */
export interface GoogleApplication {
  readonly clinicId: string;
  /** Day on which somebody applied, `YYYY-MM-DD`; absent before. */
  readonly appliedOn?: string;
  /** In no order; empty at first. */
  readonly done: readonly ApplicationStep[];
  /** Grows by one with every change. */
  readonly version: number;
}

/** Body of `POST …/google/application`. */
export interface ApplicationRequest {
  /** 0 when nothing was recorded yet. */
  readonly seenVersion: number;
  /** `null`: nobody has applied. */
  readonly appliedOn: string | null;
  readonly done: readonly ApplicationStep[];
}

/** Where a clinic stands with Google: nobody has applied, it waits for an answer, or the way is open. */
export interface GoogleAccess {
  readonly state: 'apply' | 'waiting' | 'open';
  readonly application: Omit<GoogleApplication, 'clinicId'>;
}

/**
 * Says where a clinic stands with Google. The way is open as soon as Google has answered one of its listings, and for
 * one that is connected and was not refused for want of approval: nobody has to say that the waiting is over.
 *
 * @param application as recorded; absent when nothing was
 */
export function googleAccess(
  application: GoogleApplication | undefined,
  listings: readonly Pick<Listing, 'listingId' | 'source' | 'connectionId' | 'disconnectedAt'>[],
  pulls: readonly Pick<Pull, 'listingId' | 'lastGoodAt' | 'runs'>[],
): GoogleAccess {
  const isOpen = listings.some((listing) => {
    const pull = pulls.find(({ listingId }) => listingId === listing.listingId);
    if (listing.source !== 'google-business') return false;
    // What was disconnected has lost the one, but not the other.
    if (pull?.lastGoodAt !== undefined || pull?.runs.some(({ outcome }) => outcome === 'done')) return true;
    const isReached = listing.connectionId !== undefined && listing.disconnectedAt === undefined;
    return isReached && pull?.runs[0]?.outcome !== 'not-approved';
  });
  const { done = [], version = 0, appliedOn } = application ?? {};
  return {
    state: isOpen ? 'open' : appliedOn === undefined ? 'apply' : 'waiting',
    application: { ...(appliedOn !== undefined && { appliedOn }), done, version },
  };
}

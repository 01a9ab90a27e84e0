import type { ExcerptConsent } from './clinic.ts';
import type { ModerationStatus } from './moderation.ts';
import type { SourceName } from './review.ts';
import type { ClosedReason } from './source-switch.ts';
import type { FlagView, ReviewWords } from './staff-view.ts';

/** One excerpt that a listing gives now. */
export interface ExcerptView {
  readonly reviewId: string;
  /** Day it was written, `YYYY-MM-DD`. */
  readonly writtenOn: string;
  readonly words: ReviewWords;
  /** Words that ask for a careful look, in text order; empty when there are none, or nobody has looked yet. */
  readonly flags: readonly FlagView[];
  /** Speaks of something private, or nobody has looked through it yet: with it the block stays off partners' pages. */
  readonly isPrivate: boolean;
  /** Only of one that was taken down by itself, for a legal reason. */
  readonly takenDown?: { readonly by: string; readonly at: string };
}

/** A listing whose excerpts are shown all or none, or are chosen one by one with consent. */
export interface ExcerptGroupView {
  readonly listingId: string;
  readonly source: SourceName;
  /** Name of the location. */
  readonly place: string;
  /** Page of the listing at the source, https. */
  readonly pageUrl: string;
  /** Send it back with a change of the consent. */
  readonly listingVersion: number;
  /** Set while excerpts are chosen one by one, in the queues; the decision below has no effect then. */
  readonly consent?: ExcerptConsent;
  /** Set while the operator has closed the source: nothing of it is pulled or shown. */
  readonly closed?: ClosedReason;
  readonly status: ModerationStatus;
  /** Send it back with a decision; 0 before the first. */
  readonly version: number;
  /** Name of the person who decided; absent while it waits. */
  readonly decidedBy?: string;
  /** Instant, ISO 8601 UTC; absent while it waits. */
  readonly decidedAt?: string;
  /** In the source's order; empty when it gives none, or they are chosen one by one. */
  readonly excerpts: readonly ExcerptView[];
}

/** Answer of `GET /api/clinics/{clinicId}/excerpts`: listings of sources that give excerpts, in order of their ids. */
export interface ExcerptsView {
  readonly groups: readonly ExcerptGroupView[];
}

/** Body of `POST …/listings/{listingId}/excerpts`: all or none, or one of them down or up for a legal reason. */
export type ExcerptsRequest = { readonly seenVersion: number } & (
  | { readonly status: ModerationStatus }
  | { readonly takeDown: string; readonly reason: 'legal' }
  | { readonly putUp: string }
);

/** Body of `POST …/listings/{listingId}/excerpt-consent`: the record of Yelp's consent; `null` takes it off. */
export interface ExcerptConsentRequest {
  readonly seenVersion: number;
  readonly consent: ExcerptConsent | null;
}

import type { ReviewAction } from './audit.ts';
import type { Clinic, Embed, Listing, Location, Role } from './clinic.ts';
import type { Condition } from './condition.ts';
import type { Connection } from './connection.ts';
import type { ConsentWithdrawal } from './consent-withdrawal.ts';
import type { FairDisplay } from './fair-display.ts';
import type { GoogleAccess } from './google-application.ts';
import type { ImportView } from './import.ts';
import type { BlockRule, HoldReason } from './may-show.ts';
import type { Correction, Moderation, ModerationStatus, NotShown, NotShownReason } from './moderation.ts';
import type { Freeze, HeldReviews, ListGap, PullRun } from './pull.ts';
import type { PullAsk } from './pull-ask.ts';
import type { QuotaShare } from './quota-day.ts';
import type { Reply, SourceName, SourceSummary, Stars } from './review.ts';
import type { ClosedReason } from './source-switch.ts';
import type { Flag, Tag } from './tagging.ts';

/** The queues staff work through: the three statuses, and what the source no longer has, whatever was decided. */
export const REVIEW_QUEUES = ['waiting', 'shown', 'not-shown', 'removed'] as const;
export type ReviewQueue = (typeof REVIEW_QUEUES)[number];

/** Says in which queue a review lies. */
export function queueOf({ status, removedAt }: Pick<Moderation, 'status' | 'removedAt'>): ReviewQueue {
  return removedAt === undefined ? status : 'removed';
}

/** Answer of `GET /api/me`: the signed-in person's clinics; empty for somebody nobody has admitted. */
export interface MeView {
  readonly staffId: string;
  readonly clinics: readonly {
    readonly clinicId: string;
    /** The clinic's name. */
    readonly name: string;
    readonly role: Role;
    /** The person's own name, as colleagues read it. */
    readonly memberName: string;
  }[];
}

/** Answer of `GET /api/clinics/{clinicId}`. */
export interface ClinicView {
  readonly clinic: Clinic;
  readonly locations: readonly Location[];
  /** Length of each queue, counted up to 1,000. */
  readonly counts: Readonly<Record<ReviewQueue, number>>;
  /** Set while nothing at all can be published. */
  readonly hold?: Extract<HoldReason, 'clinic-profile-incomplete'>;
}

/** A listing with what its source says of it and how pulling goes. */
export interface ListingView {
  readonly listing: Listing;
  /** Name of the location. */
  readonly place: string;
  /** Absent until the source has told. */
  readonly summary?: SourceSummary;
  /** Last run that went well, ISO 8601 UTC; absent when none did. */
  readonly lastGoodAt?: string;
  /** Next run, ISO 8601 UTC; absent while paused, without consent, and after everything of it was deleted. */
  readonly dueAt?: string;
  /** Newest run; absent before the first. */
  readonly lastRun?: PullRun;
  readonly failuresInARow: number;
  /** When somebody last asked for a look, and from when on it may be asked for again; ISO 8601 UTC. */
  readonly asked?: Pick<PullAsk, 'askedAt' | 'againAt'>;
  /** The clinic's part of the source's day; only for sources that count the calls of a day and have told how many. */
  readonly quota?: QuotaShare;
  readonly freeze?: Freeze;
  /** Set while the source's list and its own total disagree. */
  readonly gap?: ListGap;
  /** The id that the source has given the listing instead; only while nobody has agreed to follow it there. */
  readonly movedTo?: string;
  /** Set while the operator has closed the source: nothing of it is pulled or shown. */
  readonly closed?: ClosedReason;
  /** The last export that was brought in; absent as soon as the source itself was read after it. */
  readonly imported?: ImportView;
  /** Where anybody can write a review, https; only with a place id. */
  readonly writeUrl?: string;
  /** After the last whole reading; absent before the first. */
  readonly held?: HeldReviews;
  /** The clinic's own connection that it is read by; absent for a grant of the operator's, and where none is needed. */
  readonly connection?: Pick<Connection, 'connectionId' | 'state'> & {
    /** True when consent ended so soon after it was given that Google's consent screen must still be in testing. */
    readonly isEndedAsInTesting: boolean;
  };
}

/** Answer of `GET /api/clinics/{clinicId}/listings`. */
export interface ListingsView {
  readonly listings: readonly ListingView[];
  readonly google: GoogleAccess;
}

/** Answer of `GET /api/clinics/{clinicId}/embeds`. */
export interface EmbedsView {
  readonly embeds: readonly Embed[];
}

/** Answer of `GET /api/clinics/{clinicId}/fair-display`. */
export interface FairDisplayView extends Omit<FairDisplay, 'listings'> {
  readonly listings: readonly (FairDisplay['listings'][number] & {
    readonly source: SourceName;
    /** Name of the location. */
    readonly place: string;
    /** True of excerpts that are shown all or none: no single one of them was chosen. */
    readonly isDecidedTogether: boolean;
  })[];
  /**
   * Large listings that are still being counted and in none of the numbers; absent when there are none. Never together
   * with `heldBack`.
   */
  readonly uncounted?: readonly {
    readonly source: SourceName;
    /** Name of the location. */
    readonly place: string;
  }[];
}

/** A person's correction of what the machine read, without a word of the review. */
export type CorrectionLine = Correction & {
  readonly reviewId: string;
  readonly source: SourceName;
  /** Of the words in which spans count. */
  readonly contentHash: string;
  /** Lexicon that the machine reads these words with now; absent when they are not here any more. */
  readonly lexiconVersion?: string;
};

/** Answer of `GET /api/clinics/{clinicId}/corrections?after=…`. */
export interface CorrectionsView {
  /** In order of review ids; may be empty although `after` is there. */
  readonly corrections: readonly CorrectionLine[];
  /** Send it back for the next page; absent on the last. */
  readonly after?: string;
}

/** A condition found in the words, by the machine or by a person. */
export interface TagView extends Pick<Tag, 'conditionId' | 'start' | 'end' | 'confidence'> {
  /** The machine's rule; absent when a person marked the words. */
  readonly rule?: string;
}

/** Words that ask for a careful look. */
export type FlagView = Pick<Flag, 'kind' | 'start' | 'end'>;

/** What the source lends of a review, as staff read it. */
export interface ReviewWords {
  /** Whole name; absent when anonymous. */
  readonly author?: string;
  readonly stars?: Stars;
  /** The patient's own words; tags count their characters. */
  readonly text: string;
  readonly translation?: string;
  readonly isExcerpt: boolean;
  readonly reply?: Reply;
  /** Where it can be read at the source, https: its own page, or else the listing's; absent where there is none. */
  readonly url?: string;
  /** Day of the export that alone says so, `YYYY-MM-DD`; absent once Google itself has confirmed it. */
  readonly exportedOn?: string;
  /** When the source's retention ends, ISO 8601 UTC. */
  readonly expiresAt: string;
}

/** One review in a queue. */
export interface ReviewView {
  readonly reviewId: string;
  readonly listingId: string;
  readonly source: SourceName;
  /** Name of the location. */
  readonly place: string;
  readonly queue: ReviewQueue;
  readonly status: ModerationStatus;
  /** Send both back with a decision: what the person saw. */
  readonly version: number;
  readonly contentHash: string;
  /** Day it was written, `YYYY-MM-DD`. */
  readonly writtenOn: string;
  /** Absent when the source no longer lends it to us. */
  readonly words?: ReviewWords;
  /** Conditions with their words, in text order; empty without words. */
  readonly tags: readonly TagView[];
  /** Conditions the machine found and a person removed. */
  readonly removedConditions: readonly string[];
  /** Every correction of these words, whether the machine's reading differs from it or not. */
  readonly corrections: readonly Correction[];
  /** Words that ask for a careful look, in text order; empty when there are none, or nobody has looked yet. */
  readonly flags: readonly FlagView[];
  readonly reason?: NotShownReason;
  /** Who withdrew consent and when; only with that reason. */
  readonly withdrawal?: ConsentWithdrawal;
  /** True when the clinic's policy shows it and no person has looked at it. */
  readonly isShownByPolicy: boolean;
  /** Name of the person who decided; absent while it waits. */
  readonly decidedBy?: string;
  /** Instant, ISO 8601 UTC. */
  readonly decidedAt?: string;
  /** The decision before the words changed; only while the changed words wait. */
  readonly earlier?: {
    readonly status: Exclude<ModerationStatus, 'waiting'>;
    readonly reason?: NotShownReason;
    readonly decidedBy: string;
    readonly decidedAt: string;
  };
  /** Why visitors do not read it although staff show it. */
  readonly hold?: Exclude<HoldReason, 'not-approved'> | BlockRule;
}

/** Answer of `GET /api/clinics/{clinicId}/reviews?queue=waiting&cursor=…&limit=25`. */
export interface ReviewPageView {
  /** Newest review first. May be shorter than asked although `cursor` is there. */
  readonly reviews: readonly ReviewView[];
  /** Send it back for the next page; absent on the last. Opaque. */
  readonly cursor?: string;
}

/** One line of a review's history. */
export interface HistoryLine {
  readonly action: ReviewAction;
  /** Name of the person; absent when the machine acted. */
  readonly by?: string;
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  readonly reason?: NotShownReason;
  readonly withdrawal?: ConsentWithdrawal;
  readonly conditionId?: string;
}

/** Answer of `GET …/reviews/{reviewId}`, and of every change of it. */
export interface ReviewDetailView extends ReviewView {
  /** Newest first; never empty. */
  readonly history: readonly HistoryLine[];
}

/** Answer of `GET /api/conditions`. */
export interface ConditionsView {
  /** The whole lexicon, parents before their children. Never empty. */
  readonly conditions: readonly Condition[];
}

/** Body of `POST …/reviews/{reviewId}/decision`. `waiting` takes a decision back. */
export type DecisionRequest = {
  readonly seenVersion: number;
  readonly seenContentHash: string;
} & ({ readonly status: 'shown' | 'waiting' } | NotShown);

/**
 * Body of `POST …/reviews/{reviewId}/conditions`: mark the words that say a condition, remove one, or take back
 * whichever of the two was done before (`cleared`).
 */
export type CorrectionRequest = {
  readonly seenVersion: number;
  readonly seenContentHash: string;
  readonly conditionId: string;
} & (
  | { readonly action: 'added'; readonly start: number; readonly end: number }
  | { readonly action: 'removed' | 'cleared' }
);

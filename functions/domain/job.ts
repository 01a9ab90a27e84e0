/** What a new lexicon does to a review and a condition, as visitors and staff see it. */
export const RETAG_EFFECTS = ['added', 'proposed', 'removed'] as const;

/**
 * `added`: it says the condition from now on, as nobody reads it yet. `proposed`: visitors read it already, so a person
 * is asked first. `removed`: it says the condition no longer.
 */
export type RetagEffect = (typeof RETAG_EFFECTS)[number];

/** Where a review says a condition, or said it; no words. */
export interface RetagExample {
  readonly effect: RetagEffect;
  readonly listingId: string;
  readonly reviewId: string;
  /** Of the content that was read; of other content the span says nothing. */
  readonly contentHash: string;
  /** Span of the words in `Review.text`, UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** What changes for one condition. */
export interface ConditionChange {
  readonly conditionId: string;
  /** Reviews by effect. */
  readonly counts: Readonly<Record<RetagEffect, number>>;
  /** The first few of each effect. */
  readonly examples: readonly RetagExample[];
}

/** What reading a clinic's reviews anew changes. */
export interface RetagCounts {
  /** Reviews read so far. */
  readonly read: number;
  /** Of these, reviews for which a condition is added, proposed or removed. */
  readonly changed: number;
  /** Of these, reviews with any difference at all, such as the words marked or flagged; `changed` ones included. */
  readonly rewritten: number;
  /** In the order in which they were met; empty when nothing changes. */
  readonly conditions: readonly ConditionChange[];
}

/**
 * Where the work stands: reading only, read and waiting for a person's word, at work on the taggings, all done. A
 * preview that finds nothing to write is `done` at once.
 */
export const RETAG_PHASES = ['previewing', 'ready', 'applying', 'done'] as const;
export type RetagPhase = (typeof RETAG_PHASES)[number];

/** The reading anew of a clinic's reviews with a new lexicon; one per clinic, the latest. Holds no words. */
export interface RetagJob {
  readonly clinicId: string;
  /** The lexicon it reads with. A function that has another one begins again with a preview. */
  readonly lexiconVersion: string;
  readonly phase: RetagPhase;
  /** Who asked for the preview, and when, ISO 8601 UTC: an earlier request is a repetition. */
  readonly askedBy: string;
  readonly askedAt: string;
  /** Who applied it; absent before. */
  readonly appliedBy?: string;
  /** What the preview found, or while applying and after it what was done. */
  readonly counts: RetagCounts;
  /** Reviews that the preview read, to measure the applying by; absent before. */
  readonly total?: number;
  /** The work is done up to this place, `{listingId}#{reviewId}`; absent at the beginning. */
  readonly cursor?: string;
  /** Counted up to this place, at or after `cursor`: written before the work, so nothing is counted twice. */
  readonly countedTo?: string;
  /** When this phase began, ISO 8601 UTC. */
  readonly startedAt: string;
  /** Last progress, ISO 8601 UTC. */
  readonly updatedAt: string;
  /** From 1; grows with every step. */
  readonly version: number;
}

/** A request to the queue of jobs; ids only, all of it text. */
export type RetagRequest =
  | {
      readonly action: 'preview';
      readonly clinicId: string;
      readonly by: string;
      /** Instant, ISO 8601 UTC. */
      readonly at: string;
    }
  | {
      readonly action: 'apply';
      readonly clinicId: string;
      readonly by: string;
      readonly at: string;
      /** Version of the job with the preview that the person saw, in digits. */
      readonly seenVersion: string;
    }
  | { readonly action: 'go-on'; readonly clinicId: string };

/** Tells whether a job has work to do without anybody's word. */
export function isRunning({ phase }: Pick<RetagJob, 'phase'>): boolean {
  return phase === 'previewing' || phase === 'applying';
}

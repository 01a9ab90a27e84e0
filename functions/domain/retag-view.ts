import type { ConditionChange, RetagEffect, RetagPhase } from './job.ts';
import type { SourceName, Stars } from './review.ts';

/** Some words of a review around those that say a condition. */
export interface Excerpt {
  /** As the patient wrote it; the whole text where it is short. */
  readonly text: string;
  /** The words that say it, UTF-16 units of `text`; in text order, never empty. */
  readonly spans: readonly (readonly [start: number, end: number])[];
  /** Whether words before or after were left out. */
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
}

/** A review as an example of what changes. */
export interface RetagExampleView {
  readonly effect: RetagEffect;
  readonly reviewId: string;
  readonly source: SourceName;
  /** Day, `YYYY-MM-DD`. */
  readonly writtenOn: string;
  readonly excerpt: Excerpt;
}

/** What changes for one condition. */
export interface ConditionChangeView extends Omit<ConditionChange, 'examples'> {
  /** The first few of each effect whose words are still here. */
  readonly examples: readonly RetagExampleView[];
}

/** How reading the clinic's reviews anew stands. */
export interface RetagJobView {
  readonly phase: RetagPhase;
  /** Version of the lexicon it reads with; opaque. */
  readonly lexiconVersion: string;
  /** Send it back to apply what this says. */
  readonly version: number;
  /** Names of the people who asked for the preview and applied it. */
  readonly askedBy: string;
  readonly appliedBy?: string;
  /** Instants, ISO 8601 UTC: the request it follows, the beginning of its phase, its last progress. */
  readonly askedAt: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  /** True when it should have gone on by now and has not: a request lets it. */
  readonly isStalled: boolean;
  /** Reviews read in this phase. */
  readonly read: number;
  /** Reviews there are to read; absent during a preview. */
  readonly total?: number;
  /** Reviews for which a condition is added, proposed or removed. */
  readonly changed: number;
  /** Reviews whose tags differ in any way. */
  readonly rewritten: number;
  /** Most reviews first; empty while it runs. */
  readonly conditions: readonly ConditionChangeView[];
}

/** Answer of `GET /api/clinics/{clinicId}/retag`. */
export interface RetagView {
  /** Absent before anybody asked for a first preview. */
  readonly job?: RetagJobView;
}

/** Body of `POST …/retag-preview` and `POST …/retag`: the job that the person saw. */
export interface RetagAsk {
  /** `none` where there was no job yet. */
  readonly seenVersion: number | 'none';
}

/** Answer of `POST …/retag-preview` and `POST …/retag`: the work begins in the background. */
export interface RetagAskedView {
  /** Instant of the request, ISO 8601 UTC. */
  readonly askedAt: string;
}

/** A condition that was found anew in a review which visitors read; a person confirms or refuses it. */
export interface ProposalView {
  readonly reviewId: string;
  /** Send both back: what the person saw. */
  readonly version: number;
  readonly contentHash: string;
  readonly source: SourceName;
  /** Whole name; absent when anonymous. */
  readonly author?: string;
  readonly stars?: Stars;
  /** Day, `YYYY-MM-DD`. */
  readonly writtenOn: string;
  /** First words that say it, UTF-16 units of the whole text: what confirming records. */
  readonly start: number;
  readonly end: number;
  readonly excerpt: Excerpt;
}

/** Answer of `GET /api/clinics/{clinicId}/proposals?condition=…`. */
export interface ProposalsView {
  /** Conditions with proposals in the lexicon's order, and for how many reviews. Empty when nothing waits. */
  readonly groups: readonly { readonly conditionId: string; readonly count: number }[];
  /** Of `condition`, or of the first group; newest review first, at most 25. */
  readonly proposals: readonly ProposalView[];
  /** Whose proposals they are; absent when nothing waits. */
  readonly conditionId?: string;
}

/** Body of `POST /api/clinics/{clinicId}/proposals`: what a person makes of some proposals of a condition. */
export interface SettlementRequest {
  readonly conditionId: string;
  readonly action: 'confirmed' | 'refused';
  /** 1 to 25. */
  readonly reviews: readonly {
    readonly reviewId: string;
    readonly seenVersion: number;
    readonly seenContentHash: string;
    readonly start: number;
    readonly end: number;
  }[];
}

/** Answer to a settlement: the ids of the reviews, each in one of the lists. */
export interface SettledView {
  readonly settled: readonly string[];
  /** Changed since the person saw them; nothing was done. */
  readonly changed: readonly string[];
}

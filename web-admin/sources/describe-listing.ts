import type { SourceFailure } from '../../functions/domain/pull.ts';
import type { ListingView } from '../../functions/domain/staff-view.ts';
import { agoInWords, dayInWords, numberInWords } from '../parts/dates.ts';
import { partWords } from '../parts/part-words.ts';
import { describeImport } from '../takeout/describe-import.ts';
import { isRemovedImport } from './find-twins.ts';
import { type SourceParts, type SourceWords, sourceWords } from './source-words.ts';

/** How a listing is doing, for somebody who does not want to know more than that. */
export interface ListingState {
  /** `well`; `resting` when nothing has to be done by anybody; `attention` when somebody has to do something. */
  readonly mood: 'well' | 'resting' | 'attention';
  /** What is so, one sentence without a full stop where it is a heading. */
  readonly title: string;
  /** What it means and what to do; absent when there is nothing to say. */
  readonly todo?: string;
}

/** What a source can say that is no fault; nobody has to do anything about it. */
const NO_FAULTS: readonly SourceFailure[] = ['no-reviews', 'plan-lacks-reviews'];
/** Failures that pass by themselves. */
const PASSING: readonly SourceFailure[] = ['throttled', 'quota-day', 'bad-response', 'unreachable'];
/** A source says at random that it does not know a place; so often in a row is no accident. */
const SAID_OFTEN = 3;
/** A passing failure that has lasted this many runs needs a person after all. */
const TOO_OFTEN = 6;
/** A list and a total that disagree for so long will not agree by themselves. */
const GAP_TOLD_AFTER_MS = 7 * 86_400_000;

/**
 * Says how a listing is doing.
 *
 * @param now milliseconds since 1970
 */
export function describeListing(view: ListingView, now: number): ListingState {
  const { listing, lastRun, freeze } = view;
  const parts = partsOf(view, now);
  if (listing.disconnectedAt !== undefined) {
    return describeDisconnected(view, parts);
  }
  if (view.closed) return said(sourceWords.closed[view.closed], parts, view.closed === 'stopped');
  if (freeze) {
    if (freeze.confirmedAt !== undefined) {
      const todo = sourceWords.freezeConfirmed(numberInWords(freeze.vanished));
      return { mood: 'resting', title: sourceWords.freezeTitle(parts.source), todo };
    }
    const since = dayInWords(freeze.since, now);
    return {
      mood: 'attention',
      title: sourceWords.freezeTitle(parts.source),
      todo: sourceWords.freeze(freeze.vanished, parts.source, since),
    };
  }
  if (listing.isPaused) {
    return {
      mood: 'resting',
      title: sourceWords.paused(parts.source),
      todo: sourceWords.pausedTodo(parts.keptUntil),
    };
  }
  if (comesByExport(view)) return describeImport(view, now);
  if (!lastRun) return { mood: 'resting', title: sourceWords.notYet(parts.source) };
  if (view.summary?.isClosed) return said(sourceWords.closedPlace, parts, false);
  if (lastRun.outcome === 'done') return describeWell(view, lastRun.finishedAt, parts, now);
  return describeFailure(view, lastRun.outcome, parts);
}

function describeDisconnected({ listing, dueAt }: ListingView, { source }: SourceParts): ListingState {
  const { disconnected, disconnecting, disconnectedTodo, removed, removedTodo } = sourceWords;
  const isRemoved = isRemovedImport(listing);
  const isOver = isRemoved ? removedTodo : disconnectedTodo(source);
  return {
    mood: 'resting',
    title: isRemoved ? removed(source) : disconnected(source),
    todo: dueAt === undefined ? isOver : disconnecting,
  };
}

function describeWell(view: ListingView, finishedAt: string, parts: SourceParts, now: number): ListingState {
  const title = sourceWords.well(parts.source, agoInWords(view.lastGoodAt ?? finishedAt, now));
  const todo = view.gap ? describeGap(view, parts, now) : describePart(view);
  return { mood: 'well', title, ...(todo !== undefined && { todo }) };
}

/** Yelp gives a sample: there is no end to reach, and nothing is ever taken off for missing in it. */
function describePart({ listing, lastRun }: ListingView): string | undefined {
  return listing.source !== 'yelp' && !lastRun?.isCoherent ? sourceWords.partial : undefined;
}

/** What to say of a list and a total that have disagreed for a week; before that it may pass. */
function describeGap({ gap }: ListingView, { source }: SourceParts, now: number): string | undefined {
  if (!gap || now - Date.parse(gap.since) < GAP_TOLD_AFTER_MS) return undefined;
  const [total, listed] = [numberInWords(gap.total), numberInWords(gap.listed)];
  return sourceWords.gap(source, total, listed, dayInWords(gap.since, now));
}

/** Whether a listing cannot be read at its source yet, or is not while an export is newer than its last reading. */
export function comesByExport({ listing, imported, lastRun }: ListingView): boolean {
  const isUnconnected = listing.source === 'google-business' && listing.connectionId === undefined;
  return isUnconnected || (imported !== undefined && lastRun?.outcome === 'not-approved');
}

function describeFailure(
  { failuresInARow }: ListingView,
  outcome: SourceFailure,
  parts: SourceParts,
): ListingState {
  const failure = outcome === 'not-found' && failuresInARow < SAID_OFTEN ? 'bad-response' : outcome;
  const { title, todo } = sourceWords.failures[failure];
  const isPassing = NO_FAULTS.includes(failure) || (PASSING.includes(failure) && failuresInARow < TOO_OFTEN);
  return {
    mood: isPassing ? 'resting' : 'attention',
    title: title(parts),
    todo: todo(parts),
  };
}

function said({ title, todo }: SourceWords, parts: SourceParts, isResting: boolean): ListingState {
  return { mood: isResting ? 'resting' : 'attention', title: title(parts), todo: todo(parts) };
}

function partsOf(view: ListingView, now: number): SourceParts {
  const { listing, place, lastGoodAt, summary, connection } = view;
  const isKept = summary !== undefined && listing.source !== 'direct' && Date.parse(summary.expiresAt) > now;
  return {
    source: partWords.sources[listing.source],
    place,
    lastGood: lastGoodAt && dayInWords(lastGoodAt, now),
    keptUntil: isKept ? dayInWords(summary.expiresAt, now) : undefined,
    isEndedAsInTesting: connection?.isEndedAsInTesting ?? false,
  };
}

import type { Listing } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import type { PullCheckpoint, PullRun, SourceFailure } from '../domain/pull.ts';
import type { ReviewMark } from '../store/reviews.ts';
import type { HttpPass } from './http.ts';
import { openScanRecord, type ScanRecord } from './scan-record.ts';
import type { Source, StatedRating } from './source.ts';
import { type Tally, type WriteNeeds, writePage } from './write-page.ts';

/** What came of reading a listing; what was read by then is written. */
export interface Reading {
  readonly outcome: PullRun['outcome'];
  /** One sentence about a failure, without words of the source. */
  readonly message?: string;
  /** When the source wants to be asked again, ISO 8601 UTC. */
  readonly retryAt?: string;
  /** The id that the source names instead of the one we ask for. */
  readonly movedTo?: string;
  /** Only then does a review's absence mean anything. */
  readonly isCoherent: boolean;
  /** It came to the end, and knows what it had: what it missed can be asked about. */
  readonly hasEnd: boolean;
  /** The list was empty, though the source states that there are reviews. */
  readonly isEmptied: boolean;
  /** At least one page was read. */
  readonly hasRead: boolean;
  /** The source's rating and count, where a page told them. */
  readonly stated?: StatedRating;
  /** Where the next run goes on; absent when it begins anew. */
  readonly checkpoint?: PullCheckpoint;
  readonly record: ScanRecord;
}

/** What is read, and from where. */
export interface ReadingTask {
  readonly listing: Listing;
  /** What is stored of it, by review id; kept up to date by what is written. */
  readonly marks: Map<string, ReviewMark>;
  readonly from?: PullCheckpoint;
  readonly tally: Tally;
}

/** What a listing is read with. */
export interface ReadNeeds extends WriteNeeds {
  readonly source: Source;
  /** Keeps the source's rate; absent where nobody does. */
  readonly pass?: HttpPass | undefined;
  /** Milliseconds until the run must be over. */
  readonly remainingMs: () => number;
}

/** Left for what follows the reading: absences, the summary, the run's record. */
const FINISH_MS = 15_000;
/** Left for one more page at least; otherwise the reading goes on in the next run. */
const PAGE_MS = 15_000;

/** These pass by themselves, so that it pays to go on where the reading stopped. */
const GOES_ON_LATER: readonly SourceFailure[] = ['throttled', 'quota-day'];

/** What a reading knows while it is under way. */
interface State {
  record: ScanRecord;
  /** Ids that were taken from the source since the reading began, or began anew, in this run. */
  taken: Set<string>;
  /** Ids that were taken in this run before the reading began anew. */
  readonly takenBefore: Set<string>;
  /** Ids that this run has counted. */
  readonly counted: Set<string>;
  stated?: StatedRating;
  /** Cursor of the page that is read next; absent before the first and after the last. */
  next: string | undefined;
  hasRead: boolean;
}

/**
 * Reads a listing page by page and writes each page before the next one is asked for.
 *
 * @returns also for a source that failed
 * @throws whatever is not the source's fault
 */
export async function readListing(task: ReadingTask, needs: ReadNeeds): Promise<Reading> {
  const { listing, from } = task;
  const { source, remainingMs, now, pass } = needs;
  const state: State = {
    record: openScanRecord(now(), from),
    taken: new Set(),
    takenBefore: new Set(),
    counted: new Set(),
    next: from?.cursor,
    hasRead: false,
  };
  const limits = {
    ...(from && { from: from.cursor }),
    ...(pass && { pass }),
    remainingMs: () => remainingMs() - FINISH_MS,
  };
  try {
    for await (const page of source.scan(listing, limits)) {
      if (page.isRestart) beginAnew(state, now());
      await writePage(page, { ...task, ...state }, needs);
      if (page.stated) state.stated = page.stated;
      state.next = page.next;
      state.hasRead = true;
      state.record.closePage(page);
      if (remainingMs() < FINISH_MS + PAGE_MS) break;
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.reason === undefined) throw error;
    return failedReading(error, error.reason, state);
  }
  return endedReading(state, source.listsAll);
}

function beginAnew(state: State, now: string): void {
  for (const id of state.taken) state.takenBefore.add(id);
  state.taken = new Set();
  state.record = openScanRecord(now);
}

function failedReading(
  { message, retryAt, movedTo }: AppError,
  outcome: SourceFailure,
  { record, next, stated, hasRead }: State,
): Reading {
  const goesOn = next !== undefined && GOES_ON_LATER.includes(outcome);
  return {
    outcome,
    message,
    ...(retryAt !== undefined && { retryAt }),
    ...(movedTo !== undefined && { movedTo }),
    isCoherent: false,
    hasEnd: false,
    isEmptied: false,
    hasRead,
    ...(stated && { stated }),
    ...(goesOn && { checkpoint: record.toCheckpoint(next) }),
    record,
  };
}

function endedReading({ record, next, stated, takenBefore }: State, listsAll: boolean): Reading {
  const hasEnd = listsAll && next === undefined && record.isComplete();
  if (listsAll && next === undefined && record.isEmptied()) {
    const message = 'The source’s list is empty, though it states that there are reviews.';
    return {
      outcome: 'bad-response',
      message,
      isCoherent: false,
      hasEnd,
      isEmptied: true,
      hasRead: true,
      record,
    };
  }
  // A source that served a review and, asked anew, no longer has it contradicts itself: the next reading tells.
  const isAgreed = takenBefore.values().every(record.has);
  return {
    outcome: 'done',
    isCoherent: listsAll && next === undefined && record.isWhole() && isAgreed,
    hasEnd,
    isEmptied: false,
    hasRead: true,
    ...(stated && { stated }),
    ...(next !== undefined && { checkpoint: record.toCheckpoint(next) }),
    record,
  };
}

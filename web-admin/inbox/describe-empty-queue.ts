import type { ClinicView, ListingView, ReviewQueue } from '../../functions/domain/staff-view.ts';
import { describeListing } from '../sources/describe-listing.ts';
import { inboxWords } from './inbox-words.ts';

/** What a queue says that has nothing in it. */
export interface EmptyQueue {
  readonly title: string;
  readonly text: string;
  /** Whether the way on leads over the sources. */
  readonly leadsToSources: boolean;
}

/**
 * Says why a queue is empty and what comes next: a clinic without a source, one whose reviews are on their way, one
 * whose source cannot be read, and one that has decided everything are not the same.
 *
 * @param counts lengths of all queues; absent while they are not known
 * @param listings absent while they are not known
 * @param now milliseconds since 1970
 */
export function describeEmptyQueue(
  queue: ReviewQueue,
  {
    counts,
    listings,
  }: {
    readonly counts?: ClinicView['counts'] | undefined;
    readonly listings?: readonly ListingView[] | undefined;
  },
  now: number,
): EmptyQueue {
  const { empty, nothingYet } = inboxWords;
  const usual = { ...empty[queue], leadsToSources: false };
  if (!counts || !listings) return usual;
  const sources = listings.filter(({ listing }) => listing.source !== 'direct');
  const states = sources.map((view) => describeListing(view, now));
  const trouble = states.find(({ mood }) => mood === 'attention');
  if (Object.values(counts).every((count) => count === 0)) {
    const { title } = nothingYet;
    if (sources.length === 0) return { title, text: nothingYet.noSource, leadsToSources: true };
    if (trouble) return { title, text: sentences(trouble.title, trouble.todo), leadsToSources: true };
    if (sources.some(isRead)) return { title, text: nothingYet.checked, leadsToSources: false };
    return { title, text: sentences(states[0]?.title, states[0]?.todo), leadsToSources: true };
  }
  if (queue === 'waiting' && trouble) {
    return { title: usual.title, text: inboxWords.nothingNew(trouble.title), leadsToSources: true };
  }
  if (queue === 'shown' && counts.waiting === 0) {
    const text = counts['not-shown'] > 0 ? inboxWords.noneChosen : inboxWords.noneLeft;
    return { ...usual, text };
  }
  return usual;
}

function isRead({ listing, lastRun }: ListingView): boolean {
  return lastRun?.outcome === 'done' && listing.disconnectedAt === undefined && !listing.isPaused;
}

function sentences(...said: readonly (string | undefined)[]): string {
  return said
    .filter((one) => one !== undefined)
    .map((one) => (/[.?!]$/u.test(one) ? one : `${one}.`))
    .join(' ');
}

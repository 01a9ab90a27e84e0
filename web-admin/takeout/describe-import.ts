import type { ListingsView, ListingView } from '../../functions/domain/staff-view.ts';
import { dayInWords } from '../parts/dates.ts';
import type { ListingState } from '../sources/describe-listing.ts';
import { takeoutWords } from './takeout-words.ts';

const SOON_MS = 7 * 86_400_000;

/** How long what an export brought still stays. */
export type ImportAge = 'fresh' | 'leaving' | 'left';

/**
 * Says how long what an export brought still stays: `leaving` in its last seven days, `left` after them; `undefined`
 * where there was no export, or the source itself was read after it.
 *
 * @param now milliseconds since 1970
 */
export function ageOfImport({ imported }: ListingView, now: number): ImportAge | undefined {
  if (!imported) return undefined;
  const left = Date.parse(imported.leavesAt) - now;
  if (left <= 0) return 'left';
  return left <= SOON_MS ? 'leaving' : 'fresh';
}

/**
 * Says how a listing is doing whose reviews come from exports.
 *
 * @param now milliseconds since 1970
 */
export function describeImport(view: ListingView, now: number): ListingState {
  const { state } = takeoutWords;
  const age = ageOfImport(view, now);
  if (!view.imported || age === undefined) {
    return { mood: 'resting', title: state.notConnected, todo: state.notConnectedTodo };
  }
  const { exportedAt, leavesAt, finishedAt } = view.imported;
  const words = wordsOf(view.imported);
  const title = state.title(dayInWords(exportedAt, now));
  if (age === 'left') return { mood: 'attention', title, todo: words.left(dayInWords(leavesAt, now)) };
  if (finishedAt === undefined) return { mood: 'attention', title, todo: state.unfinished };
  const todo = words.leaves(dayInWords(leavesAt, now));
  return { mood: age === 'fresh' ? 'well' : 'attention', title, todo };
}

/** Whether another export would help depends on what ends first: Google's 29 days, or the sixty of an unconfirmed place. */
function wordsOf({ leavesAt, confirmBy }: NonNullable<ListingView['imported']>) {
  return leavesAt === confirmBy ? takeoutWords.state.last : takeoutWords.state;
}

/** The words on top of the page for the listing whose export ends first; `undefined` while none has to be renewed. */
export function remindOfImport(listings: readonly ListingView[], now: number): string | undefined {
  const ending = listings.filter((view) => ['leaving', 'left'].includes(ageOfImport(view, now) ?? ''));
  const [first] = ending.toSorted((a, b) =>
    (a.imported?.leavesAt ?? '') < (b.imported?.leavesAt ?? '') ? -1 : 1,
  );
  if (!first?.imported) return undefined;
  const words = wordsOf(first.imported);
  const say = ageOfImport(first, now) === 'left' ? words.leftNote : words.reminder;
  return say(first.place, dayInWords(first.imported.leavesAt, now));
}

/** Whether bringing in an export helps: a Google listing is not connected, or Google does not share it at present. */
export function wantsExport({ listings, google }: ListingsView): boolean {
  const isCutOff = ({ listing, lastRun }: ListingView) =>
    listing.connectionId === undefined ||
    listing.disconnectedAt !== undefined ||
    lastRun?.outcome === 'grant-expired';
  return google.state !== 'open' || listings.some((view) => isGoogle(view) && isCutOff(view));
}

function isGoogle({ listing }: ListingView): boolean {
  return listing.source === 'google-business';
}

import type { ListingView } from '../../functions/domain/staff-view.ts';
import { partWords } from '../parts/part-words.ts';
import { findTwins, hasNamesake } from './find-twins.ts';
import { sourceWords } from './source-words.ts';

const { twins: words } = sourceWords;

/**
 * Says which listing it is: its source, and where another one of that source has the same place's name, how it comes in
 * and its number at the source.
 */
export function nameListing(view: ListingView, all: readonly ListingView[]): readonly string[] {
  const { listing } = view;
  const source = partWords.sources[listing.source];
  if (!hasNamesake(view, all)) return [source];
  return [source, words.ways[wayOf(view)], words.number(listing.sourceListingId)];
}

/** Says what to do where one place may stand twice; `undefined` where none does. */
export function describeTwins(view: ListingView, all: readonly ListingView[]): string | undefined {
  const twins = findTwins(view, all);
  const [twin] = twins;
  if (!twin) return undefined;
  const isFile = wayOf(view) === 'file';
  const others = new Set(twins.map(wayOf));
  if (isFile && others.has('read')) return words.removeThis;
  if (isFile) return words.removeOne(partWords.sources[view.listing.source]);
  return others.has('file') ? words.keepThis : words.askOperator;
}

/** How its reviews come in: `read` at the source, or from `file` alone. */
function wayOf({ listing }: ListingView): 'read' | 'file' {
  const isUnconnected = listing.source === 'google-business' && listing.connectionId === undefined;
  return isUnconnected ? 'file' : 'read';
}

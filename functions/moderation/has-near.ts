import type { Item } from './read-items.ts';
import { GAP } from './words.ts';

/**
 * Whether an item of the same sentence, at most so many places away, is of the kind asked for.
 *
 * @param at place among the items; itself not asked
 */
export function hasNear(
  items: readonly Item[],
  at: number,
  { within, isWanted }: { within: number; isWanted: (item: Item) => boolean },
): boolean {
  for (let other = at + 1; other <= at + within; other += 1) {
    const item = items[other];
    if (!item || item.gap === GAP.sentence) break;
    if (isWanted(item)) return true;
  }
  for (let other = at - 1; other >= at - within; other -= 1) {
    const item = items[other];
    if (!item || items[other + 1]?.gap === GAP.sentence) break;
    if (isWanted(item)) return true;
  }
  return false;
}

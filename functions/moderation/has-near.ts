import { GAP } from './characters.ts';
import type { Reading } from './reading.ts';

/**
 * Whether an item of the same sentence, at most so many places away, is of the kind asked for.
 *
 * @param at place among the items; itself not asked
 */
export function hasNear(
  reading: Reading,
  at: number,
  { within, isWanted }: { within: number; isWanted: (reading: Reading, at: number) => boolean },
): boolean {
  for (let other = at + 1; other <= at + within; other += 1) {
    if (reading.gapOf(other) === GAP.sentence) break;
    if (isWanted(reading, other)) return true;
  }
  for (let other = at - 1; other >= at - within; other -= 1) {
    if (reading.gapOf(other + 1) === GAP.sentence) break;
    if (isWanted(reading, other)) return true;
  }
  return false;
}

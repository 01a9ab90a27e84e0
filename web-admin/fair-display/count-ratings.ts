import type { DisplayState, StarCount } from '../../functions/domain/fair-display.ts';

/** The states in the order of the columns and of a bar's parts. */
export const DISPLAY_ORDER: readonly DisplayState[] = ['shown', 'not-shown', 'waiting', 'without-words'];

/** Reviews of all ratings, by where they stand. */
export function sumOf(ratings: readonly StarCount[]): Readonly<Record<DisplayState, number>> {
  const sum = { shown: 0, 'not-shown': 0, waiting: 0, 'without-words': 0 };
  for (const { counts } of ratings) for (const state of DISPLAY_ORDER) sum[state] += counts[state];
  return sum;
}

/** Reviews of one rating, wherever they stand. */
export function starsOf({ counts }: StarCount): number {
  return DISPLAY_ORDER.reduce((sum, state) => sum + counts[state], 0);
}

/** Reviews of the rating that has most; at least 1. */
export function widestOf(ratings: readonly StarCount[]): number {
  return Math.max(1, ...ratings.map(starsOf));
}

import { cut, mapped } from './list.ts';
import type { Words } from './words.ts';

/**
 * Prints a day as people write it, without `Intl`: its first use costs a phone more than the rest of the embed.
 *
 * @param day `YYYY-MM-DD`; anything else is printed as it is
 * @param thisYear a day of this year is printed without its year; absent, the year is always there
 */
export function formatDay(day: string, words: Words, thisYear?: number): string {
  const { 0: year, 1: month = 0, 2: date } = mapped(cut(day, '-'), (digits) => +digits);
  const name = cut(words.months, ' ')[month - 1];
  if (!(name && date)) return day;
  return `${date} ${name}${year === thisYear ? '' : ` ${year}`}`;
}

/** Prints an average with one decimal, as the sources do. */
export function formatRating(rating: number, words: Words): string {
  const tenths = (rating * 10 + 0.5) | 0;
  return `${(tenths / 10) | 0}${words.decimalPoint}${tenths % 10}`;
}

import type { Words } from './words.ts';

/**
 * Prints a day as people write it, without `Intl`: its first use costs a phone more than the rest of the embed.
 *
 * @param day `YYYY-MM-DD`; anything else is printed as it is
 * @param thisYear a day of this year is printed without its year; absent, the year is always there
 */
export function formatDay(day: string, words: Words, thisYear?: number): string {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  const name = words.months.split(' ')[Number(month) - 1];
  if (!name) return day;
  return [Number(date), name, ...(Number(year) === thisYear ? [] : [year])].join(' ');
}

/** Prints an average with one decimal, as the sources do. */
export function formatRating(rating: number, words: Words): string {
  return rating.toFixed(1).replace('.', words.decimalPoint);
}

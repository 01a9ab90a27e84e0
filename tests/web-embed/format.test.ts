import { describe, expect, it } from 'vitest';
import { formatDay, formatRating } from '../../web-embed/format.ts';
import { words } from '../../web-embed/words.ts';

describe('formatDay', () => {
  it.each([
    ['en', '3 May 2026'],
    ['es', '3 may 2026'],
    ['fr', '3 mai 2026'],
  ] as const)('prints a day in %s', (language, printed) => {
    expect(formatDay('2026-05-03', words[language])).toBe(printed);
  });

  it('has a name for every month', () => {
    for (const { months } of Object.values(words)) expect(new Set(months.split(' ')).size).toBe(12);
  });

  it('leaves out the year that a reader knows', () => {
    expect(formatDay('2026-05-03', words.en, 2026)).toBe('3 May');
    expect(formatDay('2025-05-03', words.en, 2026)).toBe('3 May 2025');
  });

  it('prints what is no day as it is', () => {
    expect(formatDay('soon', words.en)).toBe('soon');
    expect(formatDay('2026-13-03', words.en)).toBe('2026-13-03');
  });
});

describe('formatRating', () => {
  it('always has one decimal, after the sign of the language', () => {
    expect(formatRating(5, words.en)).toBe('5.0');
    expect(formatRating(4.93, words.es)).toBe('4,9');
  });
});

import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../../functions/sources/retry-after.ts';
import { NOW } from '../support/builders.ts';

describe('parseRetryAfter', () => {
  it.each([
    ['seconds', '2', 2000],
    ['no time', '0', 0],
    ['a day', '86400', 86_400_000],
    ['an HTTP date', 'Sun, 22 Nov 2026 10:00:03 GMT', 3000],
  ])('reads %s', (_, value, wait) => {
    expect(parseRetryAfter(value, Date.parse(NOW))).toBe(wait);
  });

  it.each([
    null,
    '',
    '-5',
    'soon',
    '1e3',
    '0x10',
    '1.5',
    '99999999999999',
    'Sun, 22 Nov 2026 09:59:59 GMT',
    'Sun, no date',
    'Monday',
  ])('hears nothing in %j', (value) => {
    expect(parseRetryAfter(value, Date.parse(NOW))).toBeUndefined();
  });
});

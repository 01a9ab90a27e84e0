import { describe, expect, it } from 'vitest';
import { pacificToUtc } from '../../functions/sources/pacific-time.ts';

describe('pacificToUtc', () => {
  it.each([
    ['in winter', '2026-01-15 12:00:00', '2026-01-15T20:00:00.000Z'],
    ['in summer', '2026-07-15 12:00:00', '2026-07-15T19:00:00.000Z'],
    ['at midnight', '2026-07-15 00:00:00', '2026-07-15T07:00:00.000Z'],
    ['before the clocks go forward', '2026-03-08 01:59:59', '2026-03-08T09:59:59.000Z'],
    ['in the hour that never happens, moved forward', '2026-03-08 02:30:00', '2026-03-08T10:30:00.000Z'],
    ['after the clocks went forward', '2026-03-08 03:00:00', '2026-03-08T10:00:00.000Z'],
    ['in the hour that happens twice, the earlier', '2025-11-02 01:30:00', '2025-11-02T08:30:00.000Z'],
    ['after the clocks went back', '2025-11-02 02:00:00', '2025-11-02T10:00:00.000Z'],
    ['by the rules of 2006', '2006-04-02 02:30:00', '2006-04-02T10:30:00.000Z'],
  ])('reads a time %s', (_, text, instant) => {
    expect(pacificToUtc(text)).toBe(instant);
  });

  it.each([
    '2026-02-30 10:00:00',
    '2026-13-01 10:00:00',
    '2026-01-01 24:00:00',
    '0001-01-01 00:00:00',
    '2026-01-01',
    'soon',
    '',
  ])('knows that %j is no time', (text) => {
    expect(pacificToUtc(text)).toBeUndefined();
  });
});

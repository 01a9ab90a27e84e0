import { describe, expect, it } from 'vitest';
import { instantSchema, toUtc } from '../../functions/sources/instant.ts';
import { NOW } from '../support/builders.ts';

describe('toUtc', () => {
  it.each([
    ['2026-11-20T23:58:59Z', '2026-11-20T23:58:59.000Z'],
    ['2026-11-20T23:58:59.1Z', '2026-11-20T23:58:59.100Z'],
    ['2026-11-20T23:58:59.045Z', '2026-11-20T23:58:59.045Z'],
    ['2026-11-20T23:58:59.134519Z', '2026-11-20T23:58:59.134Z'],
    ['2026-11-20T23:58:59.999999999Z', '2026-11-20T23:58:59.999Z'],
    ['2026-11-20T23:58:59+02:00', '2026-11-20T21:58:59.000Z'],
    ['2026-11-20T23:58:59.5-07:00', '2026-11-21T06:58:59.500Z'],
    ['2026-11-20t23:58:59z', '2026-11-20T23:58:59.000Z'],
  ])('reads %s', (text, instant) => {
    expect(toUtc(text)).toBe(instant);
  });

  it.each([
    '2026-11-20T23:58:59',
    '2026-11-20',
    '2026-13-20T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-20T25:00:00Z',
    '1763682000',
    'soon',
    '',
  ])('knows that %j is no instant', (text) => {
    expect(toUtc(text)).toBeUndefined();
  });
});

describe('instantSchema', () => {
  const schema = instantSchema(toUtc, () => NOW);

  it.each(['0001-01-01T00:00:00Z', '1999-12-31T23:59:59Z', '2999-01-01T00:00:00Z', '2026-11-24T10:00:01Z'])(
    'refuses %s: no review can be of that time',
    (text) => {
      expect(schema.safeParse(text).success).toBe(false);
    },
  );

  it('takes a time a little ahead, for clocks differ', () => {
    expect(schema.parse('2026-11-22T10:10:00Z')).toBe('2026-11-22T10:10:00.000Z');
  });

  it('does not repeat the value in its reason', () => {
    expect(JSON.stringify(schema.safeParse('my secret').error?.issues)).not.toContain('secret');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSlug } from '../../functions/domain/id.ts';
import { readAttributes } from '../../web-embed/read-attributes.ts';

describe('isSlug', () => {
  it.each(['abc', 'mill-lane', 'a1-b2-c3', 'x'.repeat(40)])('takes %s', (text) => {
    expect(isSlug(text)).toBe(true);
  });

  it.each(['ab', '-abc', 'abc-', 'mill--lane', 'Mill', 'mill lane', 'x'.repeat(41), ''])(
    'refuses %s',
    (text) => {
      expect(isSlug(text)).toBe(false);
    },
  );

  it('takes nothing that the embed would ignore on a page', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'z', '0', '-', 'A', '_'), maxLength: 42 });

    fc.assert(
      fc.property(text, (embed) => {
        const attributes: unknown = [{ name: 'embed', value: embed }];
        const element = { attributes } as Element;
        if (isSlug(embed)) expect(readAttributes(element)).toEqual({ embed });
      }),
      { numRuns: 2000 },
    );
  });
});

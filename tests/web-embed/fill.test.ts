import { describe, expect, it } from 'vitest';
import { fill } from '../../web-embed/fill.ts';

describe('fill', () => {
  it('gives the pieces of a text in order, values between them', () => {
    expect(fill('Reviews of {clinic} that mention {phrase}', { clinic: 'Juniper', phrase: 7 })).toEqual([
      'Reviews of ',
      'Juniper',
      ' that mention ',
      7,
      '',
    ]);
  });

  it('fills nothing into a value', () => {
    expect(fill('{a}{b}', { a: '{b}', b: 'x' }).join('')).toBe('{b}x');
  });

  it('leaves nothing for a name without a value', () => {
    expect(fill('a{missing}b', {}).join('')).toBe('ab');
  });
});

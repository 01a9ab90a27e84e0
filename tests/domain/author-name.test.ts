import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortenName } from '../../functions/domain/author-name.ts';

describe('shortenName', () => {
  it.each([
    ['Maria Lopez', 'Maria L.', 'M. L.'],
    ['  Gwen  ', 'Gwen', 'G.'],
    ['Nicola P.', 'Nicola P.', 'N. P.'],
    ['Dr. Ann Mary Smith-Jones', 'Ann S.', 'A. S.'],
    ['李小龍', '李.', '李.'],
    ['ليلى حداد', 'ليلى ح.', 'ل. ح.'],
    ['Zoë 👩‍🌾', 'Zoë', 'Z.'],
    ['ana.b@mail.example', 'ana.b', 'a.'],
  ])('prints %j as %j, or %j', (name, firstName, initials) => {
    expect(shortenName(name, 'first-name')).toBe(firstName);
    expect(shortenName(name, 'initials')).toBe(initials);
  });

  it('prints nothing for a name without words', () => {
    expect(shortenName(' \n', 'first-name')).toBeUndefined();
  });

  it('never prints the last of several words whole', () => {
    const word = fc.stringMatching(/^[A-Z][a-z]{2,8}$/u);

    fc.assert(
      fc.property(word, word, (first, last) => {
        fc.pre(!first.includes(last));
        expect(shortenName(`${first} ${last}`, 'first-name')).not.toContain(last);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOddName, shortenName } from '../../functions/domain/author-name.ts';

describe('shortenName', () => {
  it.each([
    ['Maria Lopez', 'Maria L.', 'M. L.'],
    ['  Gwen  ', 'Gwen', 'G.'],
    ['Nicola P.', 'Nicola P.', 'N. P.'],
    ['Dr. Ann Mary Smith-Jones', 'Ann S.', 'A. S.'],
    ['李小龍', '李.', '李.'],
    ['ليلى حداد', 'ليلى ح.', 'ل. ح.'],
    ['Zoë 👩‍🌾', 'Zoë', 'Z.'],
    ["Siobhán O'Brien", 'Siobhán O.', 'S. O.'],
    ['Anne-Marie van der Berg', 'Anne-Marie B.', 'A. B.'],
    ['María del Carmen López', 'María L.', 'M. L.'],
    ['MARIA LOPEZ', 'MARIA L.', 'M. L.'],
    ['Tom Baker Jr.', 'Tom B.', 'T. B.'],
    ['Ana Duarte (mom of Leo)', 'Ana D.', 'A. D.'],
    ['Ana Duarte, PhD', 'Ana D.', 'A. D.'],
    ['Анна Петрова', 'Анна П.', 'А. П.'],
    ['דנה כהן', 'דנה כ.', 'ד. כ.'],
    ['\u202eAna\u202c\u200b Ruiz', 'Ana R.', 'A. R.'],
    ['\uff21\uff4e\uff41 Ruiz', 'Ana R.', 'A. R.'],
    ['J. R.', 'J. R.', 'J. R.'],
    ['Ana Duarte RN', 'Ana D.', 'A. D.'],
  ])('prints %j as %j, or %j', (name, firstName, initials) => {
    expect(shortenName(name, 'first-name')).toBe(firstName);
    expect(shortenName(name, 'initials')).toBe(initials);
  });

  it.each([
    ['Lopez, Maria', 'L.'],
    ['Mrs. Lopez', 'L.'],
    ['Dr. Smith', 'S.'],
    ['DUPONT Marie', 'D. M.'],
    ['山田 太郎', '山.'],
    ['김 민수', '김.'],
    ['สมชายใจดี', 'ส.'],
    ['Nguyễn Thị Lan', 'N.'],
    ['JR Smith', 'J. S.'],
    ['LSmith', 'L.'],
    ["Leo's mom", 'L. m.'],
    ['Señora García', 'G.'],
    ['Familie Müller', 'M.'],
    ['mariaLopez', 'm.'],
    ['maria_lopez', 'm.'],
    ['maria.lopez', 'm.'],
    ['anaduarte85', 'a.'],
    ['A'.repeat(60), 'A.'],
  ])('prints only initials of %j, for nobody can tell which word is the first name', (name, initials) => {
    expect(shortenName(name, 'first-name')).toBe(initials);
    expect(shortenName(name, 'initials')).toBe(initials);
  });

  it.each([
    'ana.duarte@mail.example',
    'ana.duarte＠mail.example',
    'ana at gmail dot com',
    'ana arroba gmail punto com',
    'ana gmail com',
    'anaduartegmailcom',
    'N/A',
    'none',
    'anon',
    '(555) 010-2034',
    '+1 555 010 2034',
    '５５５ ０１０ ２０３４',
    'Ana 555-010-2034',
    'Ana Duarte 12/03/1985',
    '12 Mill Lane',
    'www.anaduarte.example',
    'https://ana.example/x',
    'anaduarte.com',
    '@ana.duarte',
    'A Google user',
    'Yelp User',
    'Juniper Lane Yoga LLC',
    'The Duarte Family',
    'Best place for your back in all of town',
    'A'.repeat(200),
    '\u200b\u2060\ufeff',
    '\u3164',
    '\u0301\u0301',
    '👩‍🌾🧘',
    '…!',
    '',
  ])('prints nothing of %j, which may be no name', (name) => {
    expect(shortenName(name, 'first-name')).toBeUndefined();
    expect(shortenName(name, 'initials')).toBeUndefined();
  });

  it('keeps no more than three marks on a letter', () => {
    expect(shortenName(`Zo${'\u0308'.repeat(400)}e`, 'first-name')?.length).toBeLessThan(10);
  });

  it('never prints a digit, an at-sign or more than one whole word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        for (const style of ['first-name', 'initials'] as const) {
          expect(shortenName(name, style) ?? '').toMatch(/^(?:\S+(?: \p{L}\p{M}*\p{Cf}*\.?\S{0,8})?)?$/u);
          expect(shortenName(name, style) ?? '').not.toMatch(/[@\p{N}/:]/u);
        }
      }),
    );
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

describe('isOddName', () => {
  it.each([
    'ana@mail.example',
    '555 010 2034',
    'Lopez, Maria',
    'DUPONT Marie',
    'maria_lopez',
    'JR Smith',
    'Dr. Smith',
    'Low Tide Yoga LLC',
  ])('has a person look at %j', (name) => expect(isOddName(name)).toBe(true));

  it.each([
    'Maria Lopez',
    'Zoë',
    '山田 太郎',
    'Nguyễn Thị Lan',
    'A Google user',
    'Anonymous',
    'Ana Duarte (mom of Leo)',
    '🧘',
    '',
  ])('leaves %j alone', (name) => expect(isOddName(name)).toBe(false));
});

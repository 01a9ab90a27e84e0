import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPlainText } from '../../functions/moderation/plain-text.ts';

describe('toPlainText', () => {
  it.each([
    ['I&#39;ve had sciatica &amp; gout', "I've had sciatica & gout"],
    ['a&nbsp;bad&#x20;knee', 'a bad knee'],
    ['AT&T and &unknown; stay', 'AT&T and &unknown; stay'],
    ['&#99999999; and &#xD800; stay', '&#99999999; and &#xD800; stay'],
    ['my <b>knee</b><br>hurts', 'my knee\n\nhurts'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['ver\u200bti\u00adgo', 'vertigo'],
    ['S.I. joint and p.t.s.d. gone', 'SI joint and ptsd gone'],
    ['I have P.T.S.D. She helped.', 'I have PTSD. She helped.'],
  ])('reads %j as %j', (text, plain) => {
    expect(toPlainText(text).text).toBe(plain);
  });

  it('knows where each character stood', () => {
    const text = 'A &amp; my ver\u200btigo <i>today</i>';
    const { text: plain, placeOf } = toPlainText(text);
    const from = plain.indexOf('vertigo');

    expect(text.slice(placeOf(from), placeOf(from + 'vertigo'.length - 1) + 1)).toBe('ver\u200btigo');
  });

  it('gives places inside the text and in order, whatever the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('&amp;', '&#39;', '<b>', '</p>', '\u200b', 'S.I.', '&', '<'),
    );

    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const { text: plain, placeOf } = toPlainText(text);
        let last = 0;
        for (let at = 0; at < plain.length; at += 1) {
          expect(placeOf(at)).toBeGreaterThanOrEqual(last);
          expect(placeOf(at)).toBeLessThan(Math.max(1, text.length));
          last = placeOf(at);
        }
        expect(placeOf(plain.length)).toBe(text.length);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutExcerpt } from '../../functions/admin/cut-excerpt.ts';

const long = `${'One two three. '.repeat(40)}My knee hurts no more.${' Four five six.'.repeat(40)}`;
const at = (words: string, text = long) => [text.indexOf(words), text.indexOf(words) + words.length] as const;

describe('cutExcerpt', () => {
  it('keeps a short text whole', () => {
    const text = 'My knee hurts no more.';

    expect(cutExcerpt(text, [at('knee', text)])).toEqual({
      text,
      spans: [[3, 7]],
      isCutBefore: false,
      isCutAfter: false,
    });
  });

  it('cuts a long one at blanks on both sides', () => {
    const { text, spans, isCutBefore, isCutAfter } = cutExcerpt(long, [at('knee')]);

    expect([isCutBefore, isCutAfter]).toEqual([true, true]);
    expect(text.length).toBeLessThan(400);
    expect(text).toMatch(/^(?:One|two|three\.) .* (?:Four|five|six\.)$/u);
    expect(spans.map(([start, end]) => text.slice(start, end))).toEqual(['knee']);
  });

  it('keeps the same words marked, and cuts no character in two, whatever the text', () => {
    const text = fc.array(fc.oneof(fc.constant(' '), fc.string({ unit: 'grapheme' })), { maxLength: 900 });
    fc.assert(
      fc.property(text, fc.nat(), (parts, n) => {
        const whole = `${parts.join('')}x`;
        const start = parts.slice(0, n % (parts.length + 1)).join('').length;
        const end = start + (parts[n % (parts.length + 1)] ?? 'x').length;
        fc.pre(end > start);

        const excerpt = cutExcerpt(whole, [[start, end]]);

        const [first] = excerpt.spans;
        expect(excerpt.text.slice(first?.[0], first?.[1])).toBe(whole.slice(start, end));
        expect(excerpt.text.isWellFormed()).toBe(whole.isWellFormed());
        expect(whole).toContain(excerpt.text);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuseSpan } from '../../functions/admin/refuse-span.ts';

const fault = (text: string, start: number, end: number): string | undefined => {
  try {
    refuseSpan(text, { start, end });
    return undefined;
  } catch (error) {
    const [issue] = (error as { readonly issues: readonly { path: string; message: string }[] }).issues;
    return `${issue?.path}: ${issue?.message}`;
  }
};

describe('refuseSpan', () => {
  it('takes words within the text', () => {
    const text = 'My sciatica is better.';

    expect(fault(text, 3, 11)).toBeUndefined();
    expect(fault(text, 0, text.length)).toBeUndefined();
  });

  it('takes words of every script', () => {
    for (const text of ['坐骨神経痛', 'ألم الظهر', 'боль в спине', 'ปวดหลัง', 'L5']) {
      expect(fault(text, 0, text.length)).toBeUndefined();
    }
  });

  it('refuses spans that leave the text or hold nothing', () => {
    expect(fault('sciatica', 0, 9)).toBe('end: The words end at 8.');
    expect(fault('sciatica', 4, 4)).toBe('start: It must lie before the end.');
    expect(fault('sciatica', 5, 4)).toBe('start: It must lie before the end.');
    expect(fault('', 0, 1)).toBe('end: The words end at 0.');
  });

  it('refuses more than 200 characters', () => {
    const text = 'pain '.repeat(100);

    expect(fault(text, 0, 200)).toBeUndefined();
    expect(fault(text, 0, 201)).toBe('end: Mark at most 200 characters.');
  });

  it('refuses blanks, signs and punctuation alone', () => {
    for (const text of [
      '   ',
      ' \n\t',
      '...',
      '!?',
      '—',
      '\u{200b}\u{200b}',
      '++',
      '😀',
      '\u{fe0f}\u{20e3}',
    ]) {
      expect(fault(text, 0, text.length)).toBe('start: Mark words, not only blanks and signs.');
    }
  });

  it('refuses to cut a surrogate pair, an accent, a flag or a family', () => {
    expect(fault('a😀b', 0, 2)).toBe('end: It must not cut a character in two.');
    expect(fault('a😀b', 2, 4)).toBe('start: It must not cut a character in two.');
    expect(fault('cafe\u{301} pain', 0, 4)).toBe('end: It must not cut a character in two.');
    expect(fault('🇫🇷 pain', 2, 9)).toBe('start: It must not cut a character in two.');
    expect(fault('👩‍👧 pain', 2, 10)).toBe('start: It must not cut a character in two.');
    expect(fault('a\r\nb', 0, 2)).toBe('end: It must not cut a character in two.');
  });

  it('refuses a piece of a word, and takes what stands by itself, with or without blanks', () => {
    expect(fault('Seven months pregnant', 1, 2)).toBe(
      'start: Mark whole words: it begins in the middle of one.',
    );
    expect(fault('Seven months pregnant', 6, 9)).toBe('end: Mark whole words: it ends in the middle of one.');
    expect(fault('My back pain.Great', 3, 12)).toBeUndefined();
    expect(fault('low-back pain', 4, 13)).toBeUndefined();
    expect(fault('我的腰痛好了', 2, 4)).toBeUndefined();
  });

  it('takes those spans and no others that are made of whole words and characters with a letter among them', () => {
    const character = fc.constantFrom('a', ' ', '😀', 'e\u{301}', '👩‍👧', '🇫🇷', '.');
    const starts = (characters: readonly string[]) =>
      characters.map((_, at) => characters.slice(0, at).join('').length);

    fc.assert(
      fc.property(fc.array(character, { maxLength: 12 }), (characters) => {
        const text = characters.join('');
        const borders = new Set([...starts(characters), text.length]);
        for (let start = 0; start <= text.length; start += 1) {
          for (let end = start; end <= text.length + 1; end += 1) {
            const isWhole = [start, end].every(
              (at) =>
                borders.has(at) && !/(?:[ae]|\u0301)\|[ae]/u.test(`${text.slice(0, at)}|${text.slice(at)}`),
            );
            const isRight = isWhole && /[ae]/u.test(text.slice(start, end));
            expect(fault(text, start, end) === undefined).toBe(isRight);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

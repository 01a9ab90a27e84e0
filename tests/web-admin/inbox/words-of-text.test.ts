import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveByWord, spanOfWords, wholeWords, wordsOf } from '../../../web-admin/inbox/words-of-text.ts';

const TEXT = 'My lower back, finally.';
const cut = (text: string, span: { readonly start: number; readonly end: number } | undefined) =>
  span && text.slice(span.start, span.end);

describe('wholeWords', () => {
  it('widens a sloppy selection to the words it touches', () => {
    expect(cut(TEXT, wholeWords(TEXT, { start: 5, end: 11 }))).toBe('lower back');
  });

  it('leaves out blanks and signs at the ends', () => {
    expect(cut(TEXT, wholeWords(TEXT, { start: 2, end: 15 }))).toBe('lower back');
  });

  it('is nothing when only blanks and signs are selected', () => {
    expect(wholeWords(TEXT, { start: 13, end: 15 })).toBeUndefined();
  });

  it('finds words where no blanks divide them', () => {
    const text = '腰痛が治りました';

    expect(cut(text, wholeWords(text, { start: 0, end: 1 }))?.startsWith('腰')).toBe(true);
  });

  it('never cuts a character that people see as one', () => {
    const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(30), fc.nat(30), (text, a, b) => {
        const span = wholeWords(text, { start: Math.min(a, b), end: Math.max(a, b) });
        if (!span) return;
        const borders = [...characters.segment(text)].map(({ index }) => index);
        expect([...borders, text.length]).toContain(span.start);
        expect([...borders, text.length]).toContain(span.end);
      }),
    );
  });
});

describe('moveByWord', () => {
  const cutAt = (place: { readonly anchor: number; readonly focus: number } | undefined) =>
    place && cut(TEXT, spanOfWords(TEXT, place));

  it('begins at the first word, or at the last going back', () => {
    expect(cutAt(moveByWord(TEXT, undefined, { step: 1, extend: false }))).toBe('My');
    expect(cutAt(moveByWord(TEXT, undefined, { step: -1, extend: false }))).toBe('finally');
  });

  it('goes on by a word', () => {
    expect(cutAt(moveByWord(TEXT, { anchor: 0, focus: 0 }, { step: 1, extend: false }))).toBe('lower');
  });

  it('keeps the other end with Shift, in both directions', () => {
    expect(cutAt(moveByWord(TEXT, { anchor: 1, focus: 1 }, { step: 1, extend: true }))).toBe('lower back');
    expect(cutAt(moveByWord(TEXT, { anchor: 1, focus: 1 }, { step: -1, extend: true }))).toBe('My lower');
  });

  it('stops at both ends', () => {
    const last = wordsOf(TEXT).length - 1;

    expect(moveByWord(TEXT, { anchor: last, focus: last }, { step: 1, extend: true })?.focus).toBe(last);
    expect(moveByWord(TEXT, { anchor: 0, focus: 0 }, { step: -1, extend: false })?.focus).toBe(0);
  });

  it('is nothing in a text without words', () => {
    expect(moveByWord('👍 …', undefined, { step: 1, extend: false })).toBeUndefined();
  });
});

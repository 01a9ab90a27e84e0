import { describe, expect, it } from 'vitest';
import { ifWritten, sourceId, sourceText } from '../../functions/sources/source-text.ts';

describe('sourceText', () => {
  it('is the same however accents came, so that hash and spans speak of one text', () => {
    const text = 'Été café: my sciatica went away.';

    expect(sourceText.parse(text.normalize('NFD'))).toBe(text);
  });

  it('has no half characters', () => {
    expect(sourceText.parse('a\ud83db')).toBe('a\ufffdb');
  });
});

describe('sourceId', () => {
  it.each(['AbFvOqm-_/+=', 'e\u0301', '.', '0', 'ид'])('takes %j exactly', (id) => {
    expect(sourceId.parse(id)).toBe(id);
  });

  it.each([
    '',
    ' ',
    ' a',
    'a\ud83d',
    '\udc00a',
    'a\ufffd',
    'a\0b',
    'a\nb',
    'a\u0085',
    'a\ufffe',
    'a\uffff',
    'a\ufdd0',
    'x'.repeat(501),
    7,
    null,
    {},
  ])('refuses %j, which nobody could keep or find again', (id) => {
    expect(sourceId.safeParse(id).success).toBe(false);
  });
});

describe('ifWritten', () => {
  it.each([
    ['zero-width space', '\u200b\u200b'],
    ['joiners', '\u200d\u200c\u2060'],
    ['byte order mark', '\ufeff'],
    ['soft hyphen', '\u00ad'],
    ['variation selectors', '\ufe0f\u{e0100}'],
    ['Hangul fillers', '\u3164\u115f\u1160\uffa0'],
    ['braille blank', '\u2800\u2800'],
    ['what stands for lost pictures', '\ufffc \ufffc'],
    ['tags', '\u{e0041}\u{e007f}'],
    ['directions', '\u202e\u2066\u200f'],
    ['marks on nothing', '\u0301\u034f'],
    ['spaces of every width', ' \u00a0\u2003\u3000\n\t'],
    ['controls', '\0\u0007'],
    ['all of them', ' \u200b\u3164\u2800\ufe0f\n'],
  ])('takes words that cannot be seen for none: %s', (_, text) => {
    expect(ifWritten(text)).toBeUndefined();
  });

  it.each(['.', '👍', '\u200bok', '痛', '♥'])('keeps %j as it is', (text) => {
    expect(ifWritten(text)).toBe(text);
  });
});

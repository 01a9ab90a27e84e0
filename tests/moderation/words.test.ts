import { describe, expect, it } from 'vitest';
import { GAP } from '../../functions/moderation/characters.ts';
import { splitWords } from '../../functions/moderation/words.ts';

const forms = (text: string) => splitWords(text).map(({ form }) => form);
/** What stands before the last word of a text. */
const gapIn = (text: string) => splitWords(text).at(-1)?.gap;

describe('splitWords', () => {
  it('compares words without capitals and accents', () => {
    expect(forms('Ciática, L’épaule: DON’T')).toEqual(['ciatica', 'l', 'epaule', "don't"]);
  });

  it('keeps whose it is in one word, and parts other words at their apostrophe', () => {
    expect(forms("wife's I've")).toEqual(["wife's", 'i', 've']);
  });

  it.each([
    ['never had\nmigraines', GAP.none],
    ['a long line that was wrapped by a mail program\nMigraines', GAP.none],
    ['Great place\nMigraines', GAP.clause],
    ['Great place\r\nmigraines', GAP.none],
    ['Great place\n\nmigraines', GAP.sentence],
    ['I came for:\n- migraines', GAP.sentence],
    ['I came for:\n2. migraines', GAP.sentence],
    ['my ankle 🦶 hurts', GAP.none],
    ['so good 🙏 Migraines', GAP.clause],
    ['my knee (left) hurts', GAP.none],
    ['my knee – hurts', GAP.comma],
    ['low-back', GAP.none],
    ['Dr. Smith', GAP.none],
    ['2.5', GAP.none],
    ['here. Migraines', GAP.sentence],
    ['migraines, gone', GAP.comma],
    ['migraines; gone', GAP.clause],
  ])('divides %j by %i before its last word', (text, gap) => {
    expect(gapIn(text)).toBe(gap);
  });
});

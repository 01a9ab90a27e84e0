import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitTranslation } from '../../functions/sources/split-translation.ts';

describe('splitTranslation', () => {
  it('takes a translation off that stands before the words', () => {
    const text = '(Translated by Google) My knee is fine.\n\n(Original)\nMi rodilla está bien.';

    expect(splitTranslation(text)).toEqual({
      original: 'Mi rodilla está bien.',
      translation: 'My knee is fine.',
    });
  });

  it('takes a translation off that stands behind the words', () => {
    const text = 'Mein Knie ist gut.\n\n(Translated by Google)\nMy knee is good.';

    expect(splitTranslation(text)).toEqual({
      original: 'Mein Knie ist gut.',
      translation: 'My knee is good.',
    });
  });

  it('keeps the words to the last space, whichever way they come', () => {
    const words = '  Muy bien.\n\nGracias.  ';
    const before = splitTranslation(`(Translated by Google) Very good.\n\n(Original)\n${words}`);
    const behind = splitTranslation(`${words}\n\n(Translated by Google)\nVery good.`);

    expect([before.original, behind.original]).toEqual([words, words]);
  });

  it.each([
    ['without a mark', 'My knee is fine.  \n'],
    ['with only a translation', '(Translated by Google) My knee is fine.'],
    ['with a mark inside a sentence', 'It said (Translated by Google) and (Original) below.'],
    ['with a mark and nothing behind it', 'Mi rodilla.\n\n(Translated by Google)\n'],
    ['with a mark and nothing before it', '\n(Translated by Google)\nMy knee.'],
    ['with an empty original', '(Translated by Google) My knee.\n\n(Original)\n'],
  ])('leaves a text %s as it is', (_, text) => {
    expect(splitTranslation(text)).toEqual({ original: text });
  });

  it('gives back any words that Google could put together with a translation', async () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text.trim() !== '' && !text.includes('('));
    await fc.assert(
      fc.property(words, words, (original, translated) => {
        const translation = translated.trim();
        expect(splitTranslation(`(Translated by Google) ${translated}\n\n(Original)\n${original}`)).toEqual({
          original,
          translation,
        });
        expect(splitTranslation(`${original}\n\n(Translated by Google)\n${translated}`)).toEqual({
          original,
          translation,
        });
      }),
    );
  });

  it('is quick with a text full of marks', () => {
    const text = '\n(Translated by Google)\n(Original)'.repeat(1000);

    expect(splitTranslation(text).translation).toBe('(Original)');
  });
});

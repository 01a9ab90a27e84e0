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

  it.each([
    ['sv', '(Översatt av Google) Mycket vänlig.', '(Ursprunglig)'],
    ['pl', '(Przetłumaczone przez Google) Bardzo miła.', '(Oryginał)'],
    ['ja', '(Google による翻訳) とても親切です。', '(原文)'],
    ['da', '(Oversat af Google) Meget venlig.', '(Original)'],
    ['cs', '(Přeloženo Googlem) Velmi laskavá.', '(Původní)'],
    ['ru', '(Переведено Google) Очень добрая.', '(Оригинал)'],
    ['zh-TW', '（由 Google 提供翻譯）非常親切。', '（原始評論）'],
    ['ko', '(Google 번역) 매우 친절합니다.', '(원문)'],
    ['ar', '(ترجمة Google) لطيف جدًا', '(النص الأصلي)'],
    ['he, behind a sign nobody sees', '\u200f(תורגם על ידי Google) אדיב', '(מקור)'],
    ['tr', '(Google tarafından çevrildi) Çok nazik.', '(Orijinal)'],
    ['full-width letters', '（Ｇｏｏｇｌｅ 翻訳）親切', '（原文）'],
    ['a language of no list', '(Kuvhevhisiwe nga Google) Vha na vhuthu.', '(Zwa mathomoni)'],
    ['other brackets', '[Traduzione di Google] Molto gentile.', '[Recensione originale]'],
  ])('knows marks by their form: %s', (_, translated, mark) => {
    const { original, translation } = splitTranslation(`${translated}\n\n${mark}\nVery kind.`);

    expect(original).toBe('Very kind.');
    expect(translated.endsWith(translation ?? 'none')).toBe(true);
  });

  it.each([
    ['fi', 'Very kind.\n\n(Googlen kääntämä)\nErittäin ystävällinen.'],
    ['hu, with the breaks of Windows', 'Very kind.\r\n\r\n(A Google fordítása)\r\nNagyon kedves.'],
    ['vi', 'Very kind.\n\n(Dịch bởi Google) Rất tử tế.'],
    ['el', 'Very kind.\n\n(Μετάφραση από Google)\nΠολύ ευγενική.'],
    ['with the original headed, too', '(Original)\nVery kind.\n\n(Traducido por Google)\nMuy amable.'],
  ])('knows a mark behind the words, which must speak of translating: %s', (_, text) => {
    expect(splitTranslation(text).original).toBe('Very kind.');
  });

  it.each([
    ['that only names Google', 'Kind people.\n\n(found on Google)\nThank you.'],
    ['of no list behind the words', 'Very kind.\n\n(Kuvhevhisiwe nga Google)\nVha na vhuthu.'],
    ['of the original twice', '(Traduit par Google) A.\n\n(Original)\nB.\n\n(Original)\nC.'],
    ['of the original that may be either line', '(Xyz Google) A.\n\n(smile)\nB.\n\n(wink)\nC.'],
    ['of the original in the middle of a line', '(Translated by Google) My knee. (Original) Mi rodilla.'],
  ])('cuts nothing at a mark %s', (_, text) => {
    expect(splitTranslation(text)).toEqual({ original: text });
  });

  it('is quick with a text full of marks, and takes none of them', () => {
    const text = '\n(Translated by Google)\n(Original)'.repeat(1000);

    expect(splitTranslation(text)).toEqual({ original: text });
  });
});

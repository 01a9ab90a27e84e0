import { describe, expect, it } from 'vitest';
import { findGarbled } from '../../../web-admin/testimonials/garbled-letters.ts';

/** UTF-8 as somebody reads it who takes it for something else. */
const misread = (text: string, encoding: string) =>
  new TextDecoder(encoding).decode(new TextEncoder().encode(text));

describe('findGarbled', () => {
  it.each(['windows-1252', 'macintosh', 'windows-1251', 'windows-1250', 'ibm866'])(
    'sees UTF-8 that was read as %s',
    (encoding) => {
      for (const text of ['Jörg', 'très bien', 'It’s good', 'mañana', 'Привет']) {
        expect.soft(findGarbled(misread(text, encoding)), `${text} as ${encoding}`).toBeDefined();
      }
    },
  );

  it.each([
    ...['Mьller', 'Дhnlich', 'Zόrich', 'M¸ller', 'MŸller', 'Jos├® Ruiz', 'ï¿½', '锟斤拷'],
    ...['???? ?????', 'Dvo?ák', 'Ji?i'],
  ])('sees that “%s” is not what was written', (text) => {
    expect(findGarbled(text)).toBeDefined();
  });

  it.each([
    ...[
      'C’était «très» bien – « oui »',
      'Größe 5½, 50 °C',
      'SÃO PAULO',
      'À bientôt, d’Éva',
      '“Ø”',
      'İstanbul',
      'L’Haÿ',
    ],
    ...[
      'Привіт, її рік',
      'Дуже добре',
      'Љубав',
      'ελληνικά',
      'עברית',
      '腰痛がよくなりました',
      '한국어',
      'cảm ơn',
    ],
    ...[
      'Really? Yes.',
      'What???',
      'Great!??',
      '¿Qué tal?',
      'https://clinic.example/a?id=3',
      '😀 great',
      'α-wave',
      'Ωmega',
    ],
  ])('leaves “%s” alone', (text) => {
    expect(findGarbled(text)).toBeUndefined();
  });
});

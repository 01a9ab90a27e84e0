import { decode } from '../parts/text-encoding.ts';

/** A way to read a file's letters, with some of its own words so that a person sees whether it is right. */
export interface EncodingChoice {
  readonly encoding: string;
  /** Up to four words with letters beyond plain English ones. */
  readonly sample: string;
  /** Whether bytes are left that are no letters; the rows that they stand in are kept out. */
  readonly isDamaged: boolean;
}

/** What spreadsheets and forms wrote before UTF-8, the most frequent first; labels of the Encoding Standard. */
const ENCODINGS: readonly string[] = [
  ...[
    'windows-1252',
    'macintosh',
    'windows-1250',
    'windows-1251',
    'windows-1254',
    'windows-1253',
    'windows-1257',
  ],
  ...['windows-1255', 'windows-1256', 'windows-1258', 'windows-874', 'iso-8859-2', 'iso-8859-15', 'koi8-u'],
  ...[
    'x-mac-cyrillic',
    'shift_jis',
    'euc-jp',
    'iso-2022-jp',
    'gb18030',
    'big5',
    'euc-kr',
    'utf-16le',
    'utf-16be',
  ],
];
/** Signs that no text has: control characters, and places that nobody gave a letter. */
const NO_TEXT = /[[\p{Cc}\p{Co}\p{Cn}]--[\t\n\r]]/v;
const ODD_WORD = /[\p{L}\p{M}\p{N}'’]*[^\p{ASCII}\s][\p{L}\p{M}\p{N}'’]*/gu;
const LONGEST_WORD = 24;
const MOST_WORDS = 4;

/**
 * Ways to read a file that is no proper UTF-8. Those that give signs no text has are left out, and of those that read
 * the whole file alike the first stays. UTF-8 comes first where most of the file is.
 */
export function encodingChoices(bytes: Uint8Array): readonly EncodingChoice[] {
  const seen = new Set<string>();
  const whole = ENCODINGS.flatMap((encoding) => {
    const text = decode(bytes, { encoding, markBytes: 0 });
    if (text === undefined || NO_TEXT.test(text) || seen.has(text)) return [];
    seen.add(text);
    return [{ encoding, sample: sampleOf(text), isDamaged: false }];
  });
  const mended = new TextDecoder('utf-8').decode(bytes);
  const isMostly = /[^\p{ASCII}\uFFFD]/u.test(mended);
  const partly = { encoding: 'utf-8', sample: sampleOf(mended), isDamaged: true };
  return isMostly || whole.length === 0 ? [partly, ...whole] : whole;
}

function sampleOf(text: string): string {
  const words = new Set<string>();
  for (const [word] of text.matchAll(ODD_WORD)) {
    words.add(word.slice(0, LONGEST_WORD));
    if (words.size === MOST_WORDS) break;
  }
  return [...words].join(', ');
}

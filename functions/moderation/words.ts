import { foldWord, GAP, type Gap, isApostropheAt, isCapitalFrom, isDigit, isLetterAt } from './characters.ts';

/** A word of a text, ready to be compared. */
export interface Word {
  /** Lower case, without accents: `Ciática’s` is `ciatica's`. */
  readonly form: string;
  /** First character in the text, UTF-16 units from 0. */
  readonly start: number;
  /** One past the last character. */
  readonly end: number;
  /** What stands between the word before and this one; before the first word, the end of a sentence. */
  readonly gap: Gap;
}

/** After these a full stop ends no sentence. */
const ABBREVIATIONS = new Set('dr mr mrs ms st vs drs sra sr dra mme mlle'.split(' '));
/** A line shorter than this was ended by its writer; a longer one may have been wrapped. */
const SHORT_LINE = 35;

/** Where the words of a text stand, each as it is written; "l'épaule" and "wife's" are still one. */
export interface WrittenWord {
  readonly written: string;
  readonly start: number;
  readonly gap: Gap;
}

const LONGEST_ASIDE = 16;

/** The words of a text, in order. Linear in its length. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  forEachWritten(text, ({ written, start, gap }) => {
    for (const part of partsOf(written))
      words.push({
        form: part.form,
        start: start + part.from,
        end: start + part.to,
        gap: part.from === 0 ? gap : GAP.none,
      });
  });
  return words;
}

/** Gives each word of a text, in order. Linear in its length. */
export function forEachWritten(text: string, give: (word: WrittenWord) => void): void {
  let gap: Gap = GAP.sentence;
  let before: WrittenWord | undefined;
  for (let at = 0; at < text.length; ) {
    if (isLetterAt(text, at)) {
      const end = endOfWord(text, at);
      before = { written: text.slice(at, end), start: at, gap };
      give(before);
      gap = GAP.none;
      at = end;
    } else {
      const here = gapAt(text, at, before);
      if (here > gap) gap = here;
      at += 1;
    }
  }
}

/** An apostrophe between letters belongs to the word. */
function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (isLetterAt(text, at) || (isApostropheAt(text, at) && isLetterAt(text, at + 1))) at += 1;
  return at;
}

/** A word within one as it is written, and where in it. */
export interface WordPart {
  readonly form: string;
  readonly from: number;
  readonly to: number;
}

/** "l'épaule" and "I've" are two words; "don't" and "wife's" are one. */
export function partsOf(written: string): readonly WordPart[] {
  const form = foldWord(written);
  const cut = form.indexOf("'");
  const to = written.length;
  if (cut < 0 || form.length !== to || form.endsWith("'s") || form.endsWith("n't"))
    return [{ form, from: 0, to }];
  return [
    { form: form.slice(0, cut), from: 0, to: cut },
    { form: form.slice(cut + 1), from: cut + 1, to },
  ];
}

/** What the character at a place, which belongs to no word, puts between two words. */
function gapAt(text: string, at: number, before: WrittenWord | undefined): Gap {
  const code = text.charCodeAt(at);
  if (code === 0x20) return GAP.none;
  if (code === 0x2e) return gapOfFullStop(text, at, before);
  if (code === 0x0a || code === 0x0d || code === 0x2028) return gapOfLineBreak(text, at);
  if (code < 0x80) return gapOfAscii(text, at);
  return gapOfOther(text, at, code);
}

function gapOfAscii(text: string, at: number): Gap {
  const character = text.charAt(at);
  if (character === '-') return text[at + 1] === '-' || text[at - 1] === ' ' ? GAP.comma : GAP.none;
  if (character === '(') return isShortAside(text, at) ? GAP.none : GAP.comma;
  if (',/&+'.includes(character)) return GAP.comma;
  if (';:[]{}"'.includes(character)) return GAP.clause;
  if ('!?'.includes(character)) return GAP.sentence;
  return GAP.none;
}

/** Whether a bracket encloses a word or two that may stand between a part of the body and what it does: "(left)". */
function isShortAside(text: string, at: number): boolean {
  return text.slice(at, at + LONGEST_ASIDE).includes(')');
}

/** A picture among words divides nothing; one before a capital stands for a full stop. */
function gapOfOther(text: string, at: number, code: number): Gap {
  if (code === 0x2014 || code === 0x2013) return GAP.comma;
  if (code === 0x2026 || code === 0xa1 || code === 0xbf) return GAP.sentence;
  if (code < 0x2190) return GAP.none;
  return isCapitalFrom(text, at) ? GAP.clause : GAP.none;
}

/** A full stop within "2.5", after "Dr" or after a single letter ends nothing. */
function gapOfFullStop(text: string, at: number, before: WrittenWord | undefined): Gap {
  if (!before || before.start + before.written.length !== at) return GAP.sentence;
  const isBeforeLetter = isLetterAt(text, at + 1);
  if (!isBeforeLetter && text[at + 1] !== ' ') return GAP.sentence;
  const { written } = before;
  if (isDigit(written[0])) return isBeforeLetter ? GAP.none : GAP.sentence;
  return written.length === 1 || ABBREVIATIONS.has(written.toLowerCase()) ? GAP.none : GAP.sentence;
}

/** A single line break divides nothing where the text may have been wrapped; an empty line or a list item does. */
function gapOfLineBreak(text: string, at: number): Gap {
  if (text[at] === '\r' && text[at + 1] === '\n') return GAP.none;
  let next = at + 1;
  while (text[next] === ' ' || text[next] === '\r' || text[next] === '\t') next += 1;
  if (next >= text.length || text[next] === '\n') return GAP.sentence;
  if ('-*•·–—✓✔'.includes(text.charAt(next)) || isNumbered(text, next)) return GAP.sentence;
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  return at - lineStart < SHORT_LINE && isCapitalFrom(text, next) ? GAP.clause : GAP.none;
}

/** "1." or "2)" at the beginning of a line. */
function isNumbered(text: string, at: number): boolean {
  return isDigit(text[at]) && (text[at + 1] === '.' || text[at + 1] === ')');
}

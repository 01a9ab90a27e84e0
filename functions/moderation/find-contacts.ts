import type { Flag } from '../domain/tagging.ts';
import data from './context/flags.json' with { type: 'json' };
import { findPhones } from './find-phones.ts';
import type { Word } from './words.ts';

const streets = new Set(data.streets);
const streetsBefore = new Set(data.streetsBefore);
const domains = new Set(data.domains);

/** Mail addresses are at most this long on each side of the @. */
const LONGEST_NAME = 64;
/** How many words a street's name may have. */
const STREET_WORDS = 4;

const local = /[\p{L}\p{N}._%+-]/u;
const capital = /^\p{Lu}/u;

/** Finds phone numbers, mail addresses, links and streets. */
export function findContacts(text: string, words: readonly Word[]): readonly Flag[] {
  const mails = findMails(text);
  const inMails = new Set(
    mails.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)),
  );
  const links = findLinks(text, words).filter(({ start }) => !inMails.has(start));
  return [...findPhones(text), ...mails, ...links, ...findStreets(text, words)];
}

/** Letters on both sides of an @, and a dot in what follows. */
function findMails(text: string): readonly Flag[] {
  const found: Flag[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = at - lengthOfName(text, at, -1);
    const name = text.slice(at + 1, at + 1 + lengthOfName(text, at, 1));
    const domain = name.replace(/[.\-_]{1,64}$/u, '');
    if (start < at && domain.indexOf('.') > 0)
      found.push({ kind: 'email', start, end: at + 1 + domain.length });
  }
  return found;
}

/** How many characters of a mail address stand before or after an @. */
function lengthOfName(text: string, at: number, step: -1 | 1): number {
  let length = 0;
  while (length < LONGEST_NAME && local.test(text[at + step * (length + 1)] ?? '')) length += 1;
  return length;
}

/** "https://…", "www.…", "clinic.example" and markup. */
function findLinks(text: string, words: readonly Word[]): readonly Flag[] {
  const found: Flag[] = [];
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    if (before && isDomain(text, before, word)) found.push(toLink(before.start, word.end));
    if (beginsLink(text, word)) found.push(toLink(word.start, word.end));
  }
  return found;
}

function isDomain(text: string, before: Word, { start, form }: Word): boolean {
  return before.end === start - 1 && text[before.end] === '.' && before.form.length > 1 && domains.has(form);
}

function beginsLink(text: string, { start, end, form }: Word): boolean {
  if (form === 'http' || form === 'https' || form === 'ftp') return text.startsWith('://', end);
  if (form === 'www') return text[end] === '.';
  return (text[start - 1] === '<' && !/^\d/u.test(form)) || text.startsWith('</', start - 2);
}

function toLink(start: number, end: number): Flag {
  return { kind: 'spam', start, end };
}

/** "12 Quince Street", "on Quince Street", "calle Mayor 3", "12 rue de la Paix". */
function findStreets(text: string, words: readonly Word[]): readonly Flag[] {
  return words.flatMap((word, at) => {
    const from = streets.has(word.form) && isCapital(text, word) ? streetFrom(text, words, at) : undefined;
    if (from !== undefined)
      return [{ kind: 'address' as const, start: words[from]?.start ?? 0, end: word.end }];
    return streetsBefore.has(word.form) ? streetAfter(words, at) : [];
  });
}

/** First word of a street's name that ends at a place: capitals, and a number or "on" before them. */
function streetFrom(text: string, words: readonly Word[], at: number): number | undefined {
  for (let from = at - 1; from >= at - STREET_WORDS; from -= 1) {
    const word = words[from];
    if (!word || words[from + 1]?.gap) return undefined;
    const isNamed = from < at - 1;
    if (/^\d+[a-z]?$/u.test(word.form)) return from;
    if (isNamed && (word.form === 'on' || word.form === 'at')) return from + 1;
    if (!isCapital(text, word)) return undefined;
  }
  return undefined;
}

function streetAfter(words: readonly Word[], at: number): readonly Flag[] {
  const near = words.slice(at - 1 < 0 ? 0 : at - 1, at + STREET_WORDS + 1);
  const number = near.find(({ form }) => /^\d+$/u.test(form));
  const word = words[at];
  if (!number || !word) return [];
  return [
    { kind: 'address', start: Math.min(number.start, word.start), end: Math.max(number.end, word.end) },
  ];
}

function isCapital(text: string, { start, end }: Word): boolean {
  return capital.test(text.slice(start, end));
}

import type { Flag, FlagKind } from '../domain/tagging.ts';
import { GAP } from './characters.ts';
import data from './context/flags.json' with { type: 'json' };
import { addPhrase, NO_PHRASE, type PhraseNode, Phrases } from './phrases.ts';
import { Vocabulary } from './vocabulary.ts';
import type { Words } from './words.ts';

/** How many words may stand between giving up and the medicine: "stopped taking all of my pills". */
const BETWEEN = 5;

const kinds = Object.keys(data.phrases) as (keyof typeof data.phrases)[];
const STOP = 1 << kinds.length;
const MEDICINE = STOP << 1;

const vocabulary = new Vocabulary();
const root: PhraseNode = { isEnd: false, roles: 0 };
for (const [at, kind] of kinds.entries()) learn(data.phrases[kind], 1 << at);
learn(data.stop, STOP);
learn(data.medicine, MEDICINE);
const phrases = new Phrases(root, vocabulary.size);

function learn(phrases: readonly string[], role: number): void {
  for (const phrase of phrases) addPhrase(root, vocabulary.learn(phrase)).roles |= role;
}

/** A phrase of the lists in a text: its first and last word, and the lists it stands in. */
interface Listed {
  readonly from: number;
  readonly to: number;
  readonly roles: number;
}

/** Finds words that stand in a list of `context/flags.json`, and a medicine that is given up. */
export function findFlaggedWords(words: Words): readonly Flag[] {
  const listed = findListed(words);
  const plain = listed.flatMap((phrase) =>
    kinds.filter((_, at) => phrase.roles & (1 << at)).map((kind) => toFlag(words, kind, phrase)),
  );
  return [...plain, ...findGivenUp(words, listed)];
}

function findListed(words: Words): readonly Listed[] {
  for (let at = 0; at < words.count; at += 1) words.number(at, vocabulary.numberOf(words.formOf(at)));
  const listed: Listed[] = [];
  for (let at = 0; at < words.count; ) {
    const phrase = phrases.longest(words, at);
    const length = phrases.lengthOf(phrase);
    if (phrase !== NO_PHRASE) listed.push({ from: at, to: at + length - 1, roles: phrases.rolesOf(phrase) });
    at += length;
  }
  return listed;
}

/** A medicine named soon after a word of giving up, in the same clause. */
function findGivenUp(words: Words, listed: readonly Listed[]): readonly Flag[] {
  const found: Flag[] = [];
  let stop: Listed | undefined;
  for (const phrase of listed) {
    const isNear = stop && phrase.from - stop.to <= BETWEEN && !hasBorder(words, stop.to, phrase.from);
    if (stop && isNear && phrase.roles & MEDICINE)
      found.push(toFlag(words, 'stop-medicine', { ...phrase, from: stop.from }));
    if (phrase.roles & STOP) stop = phrase;
  }
  return found;
}

function hasBorder(words: Words, from: number, to: number): boolean {
  for (let at = from + 1; at <= to; at += 1) if (words.gapOf(at) >= GAP.clause) return true;
  return false;
}

function toFlag(words: Words, kind: FlagKind, { from, to }: Omit<Listed, 'roles'>): Flag {
  return { kind, start: words.startOf(from), end: words.endOf(to) };
}

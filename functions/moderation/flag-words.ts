import type { Flag, FlagKind } from '../domain/tagging.ts';
import data from './context/flags.json' with { type: 'json' };
import { addPhrase, longestPhrase, type PhraseNode, UNKNOWN, Vocabulary } from './vocabulary.ts';
import { GAP, type Word } from './words.ts';

/** How many words may stand between giving up and the medicine: "stopped taking all of my pills". */
const BETWEEN = 5;
const NOBODY: ReadonlySet<number> = new Set();

const kinds = Object.keys(data.phrases) as (keyof typeof data.phrases)[];
const STOP = 1 << kinds.length;
const MEDICINE = STOP << 1;

const vocabulary = new Vocabulary();
const root: PhraseNode = { isEnd: false, roles: 0 };
for (const [at, kind] of kinds.entries()) learn(data.phrases[kind], 1 << at);
learn(data.stop, STOP);
learn(data.medicine, MEDICINE);

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
export function findFlaggedWords(words: readonly Word[]): readonly Flag[] {
  const listed = findListed(words);
  const plain = listed.flatMap((phrase) =>
    kinds.filter((_, at) => phrase.roles & (1 << at)).map((kind) => toFlag(words, kind, phrase)),
  );
  return [...plain, ...findGivenUp(words, listed)];
}

function findListed(words: readonly Word[]): readonly Listed[] {
  const numbers = Int32Array.from(words, ({ form }) => vocabulary.numberOf(form));
  const numbered = { words, numbers, owners: NOBODY };
  const listed: Listed[] = [];
  for (let at = 0; at < words.length; ) {
    const phrase = numbers[at] === UNKNOWN ? undefined : longestPhrase(root, at, numbered);
    const length = phrase?.length ?? 1;
    if (phrase) listed.push({ from: at, to: at + length - 1, roles: phrase.node.roles });
    at += length;
  }
  return listed;
}

/** A medicine named soon after a word of giving up, in the same clause. */
function findGivenUp(words: readonly Word[], listed: readonly Listed[]): readonly Flag[] {
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

function hasBorder(words: readonly Word[], from: number, to: number): boolean {
  return words.slice(from + 1, to + 1).some(({ gap }) => gap >= GAP.clause);
}

function toFlag(words: readonly Word[], kind: FlagKind, { from, to }: Omit<Listed, 'roles'>): Flag {
  return { kind, start: words[from]?.start ?? 0, end: words[to]?.end ?? 0 };
}

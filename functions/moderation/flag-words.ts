import type { Flag, FlagKind } from '../domain/tagging.ts';
import { GAP } from './characters.ts';
import data from './context/flags.json' with { type: 'json' };
import { splitWords, type Word } from './words.ts';

/** How many words may stand between giving up and the medicine: "stopped taking all of my pills". */
const BETWEEN = 5;

type Kind = keyof typeof data.phrases;
type List = Kind | 'stop' | 'medicine';

const kinds = Object.keys(data.phrases) as Kind[];

/** Phrases word by word, and the lists each stands in. */
interface Node {
  readonly next: Map<string, Node>;
  readonly lists: Set<List>;
}

const root = emptyNode();
for (const kind of kinds) learn(data.phrases[kind], kind);
learn(data.stop, 'stop');
learn(data.medicine, 'medicine');

function emptyNode(): Node {
  return { next: new Map(), lists: new Set() };
}

function learn(phrases: readonly string[], list: List): void {
  for (const phrase of phrases) {
    let node = root;
    for (const { form } of splitWords(phrase)) {
      const next = node.next.get(form) ?? emptyNode();
      node.next.set(form, next);
      node = next;
    }
    node.lists.add(list);
  }
}

/** A phrase of the lists in a text: its first and last word, and the lists it stands in. */
interface Listed {
  readonly from: number;
  readonly to: number;
  readonly lists: ReadonlySet<List>;
}

/** Finds words that stand in a list of `context/flags.json`, and a medicine that is given up. */
export function findFlaggedWords(words: readonly Word[]): readonly Flag[] {
  const listed = findListed(words);
  const plain = listed.flatMap((phrase) =>
    kinds.filter((kind) => phrase.lists.has(kind)).map((kind) => toFlag(words, kind, phrase)),
  );
  return [...plain, ...findGivenUp(words, listed)];
}

function findListed(words: readonly Word[]): readonly Listed[] {
  const listed: Listed[] = [];
  for (let at = 0; at < words.length; ) {
    const phrase = longestFrom(words, at);
    if (phrase) listed.push(phrase);
    at = (phrase?.to ?? at) + 1;
  }
  return listed;
}

/** The longest phrase that begins at a word and crosses no comma. */
function longestFrom(words: readonly Word[], from: number): Listed | undefined {
  let found: Listed | undefined;
  let node: Node | undefined = root;
  for (let at = from; at < words.length; at += 1) {
    const { form, gap } = words[at] as Word;
    if (at > from && gap !== GAP.none) break;
    node = node.next.get(form);
    if (!node) break;
    if (node.lists.size > 0) found = { from, to: at, lists: node.lists };
  }
  return found;
}

/** A medicine named soon after a word of giving up, in the same clause. */
function findGivenUp(words: readonly Word[], listed: readonly Listed[]): readonly Flag[] {
  const found: Flag[] = [];
  let stop: Listed | undefined;
  for (const phrase of listed) {
    const isNear = stop && phrase.from - stop.to <= BETWEEN && !hasBorder(words, stop.to, phrase.from);
    if (stop && isNear && phrase.lists.has('medicine'))
      found.push(toFlag(words, 'stop-medicine', { ...phrase, from: stop.from }));
    if (phrase.lists.has('stop')) stop = phrase;
  }
  return found;
}

function hasBorder(words: readonly Word[], from: number, to: number): boolean {
  for (let at = from + 1; at <= to; at += 1) if ((words[at]?.gap ?? GAP.sentence) >= GAP.clause) return true;
  return false;
}

function toFlag(words: readonly Word[], kind: FlagKind, { from, to }: Omit<Listed, 'lists'>): Flag {
  return { kind, start: words[from]?.start ?? 0, end: words[to]?.end ?? 0 };
}

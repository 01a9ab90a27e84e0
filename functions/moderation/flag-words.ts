import type { Flag, FlagKind } from '../domain/tagging.ts';
import { GAP } from './characters.ts';
import data from './context/flags.json' with { type: 'json' };
import { splitWords, type Word } from './words.ts';

/** How many words may stand between giving up and the medicine: "stopped taking all of my pills". */
const BETWEEN = 5;

type Kind = keyof typeof data.phrases;
type List = Kind | 'stop' | 'medicine' | 'denial' | 'noDenial';

/** How many words may stand between a denial and what it denies: "I don't expect any kind of miracle". */
const DENIED_WITHIN = 6;
/** What is only flagged when it is claimed: strong language and a phone number stand there either way. */
const CLAIMS: ReadonlySet<Kind> = new Set(['cure-claim', 'spam'] as const);

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
learn(data.denial, 'denial');
learn(data.noDenial, 'noDenial');

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
  const plain = listed.flatMap((phrase, at) =>
    kinds
      .filter((kind) => phrase.lists.has(kind) && !(CLAIMS.has(kind) && isDenied(words, listed, at)))
      .map((kind) => toFlag(words, kind, phrase)),
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

/** Whether a word before it, in the same breath, says that it is not so, or was not hoped for. */
function isDenied(words: readonly Word[], listed: readonly Listed[], place: number): boolean {
  const from = listed[place]?.from ?? 0;
  for (let at = place - 1; at >= 0; at -= 1) {
    const { to, lists } = listed[at] as Listed;
    if (from - to > DENIED_WITHIN + 1 || hasGap(words, to, from)) return false;
    if (lists.has('noDenial')) return false;
    if (lists.has('denial')) return true;
  }
  return false;
}

function hasGap(words: readonly Word[], from: number, to: number): boolean {
  for (let at = from + 1; at <= to; at += 1) if (words[at]?.gap !== GAP.none) return true;
  return false;
}

/** A medicine named soon after a word of giving up, in the same clause. */
function findGivenUp(words: readonly Word[], listed: readonly Listed[]): readonly Flag[] {
  const found: Flag[] = [];
  let stop: Listed | undefined;
  for (const [at, phrase] of listed.entries()) {
    const isNear = stop && phrase.from - stop.to <= BETWEEN && !hasBorder(words, stop.to, phrase.from);
    if (stop && isNear && phrase.lists.has('medicine'))
      found.push(toFlag(words, 'stop-medicine', { ...phrase, from: stop.from }));
    if (phrase.lists.has('stop')) stop = isDenied(words, listed, at) ? undefined : phrase;
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

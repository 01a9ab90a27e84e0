import { GAP } from './characters.ts';
import type { Group } from './condition-groups.ts';
import type { Role } from './context.ts';
import type { KnownWord } from './dictionary.ts';
import type { Reader } from './reading.ts';

/** Stands for a possessive or an article in a phrase: `threw @ back out`. */
export const ANY_OWNER = '@';
/** Stands for a number written in digits: `lost # pounds`. */
export const ANY_NUMBER = '#';

/** What a phrase says of a condition, and how much it needs beside it to count. */
export interface Mention {
  readonly conditionId: string;
  /**
   * `said` counts by itself; a `part` of the body, a `hint` or a `state` needs a complaint, a treatment or a reason
   * beside it; a `state` also counts when somebody has it; a `circumstance` counts where its sentence tells of an injury.
   */
  readonly kind: 'said' | 'part' | 'hint' | 'state' | 'circumstance';
  /** As the lexicon has it. */
  readonly phrase: string;
  /** Groups of the condition; empty for most. */
  readonly groups: ReadonlySet<Group>;
}

/** A phrase that a language knows: the roles it plays around a condition, and what it says of one. */
export interface Phrase {
  /** How many words it has. */
  readonly length: number;
  readonly roles: Set<Role>;
  mention?: Mention;
}

/** Phrases word by word: what may follow the words that lead here, and the phrase that ends here. */
export interface PhraseNode {
  readonly next: Map<string, PhraseNode>;
  /** What may follow where any owner may stand. */
  afterOwner?: PhraseNode;
  phrase?: Phrase;
}

/** A tree without a phrase. */
export function emptyTree(): PhraseNode {
  return { next: new Map() };
}

/** Adds a phrase to a tree, or gives it as it stands there. */
export function addPhrase(root: PhraseNode, words: readonly string[]): Phrase {
  let node = root;
  for (const word of words) {
    const next = node.next.get(word) ?? emptyTree();
    node.next.set(word, next);
    if (word === ANY_OWNER) node.afterOwner = next;
    node = next;
  }
  node.phrase ??= { length: words.length, roles: new Set() };
  return node.phrase;
}

/** What is asked of a word in search of phrases. */
export interface PhraseWord {
  readonly known: KnownWord;
  readonly gap: number;
}

/**
 * The longest phrase that begins at a word and crosses no comma; nothing where none begins.
 *
 * @param reader of the language: its place among them, and its words that stand for any owner
 */
export function longestPhrase(
  words: readonly PhraseWord[],
  from: number,
  { place, owners }: Pick<Reader, 'place' | 'owners'>,
): Phrase | undefined {
  let node = words[from]?.known.begins[place];
  let found = node?.phrase;
  for (let at = from + 1; node && node.next.size > 0; at += 1) {
    const word = words[at];
    if (word?.gap !== GAP.none) break;
    node = after(node, word.known.key, owners);
    if (node?.phrase) found = node.phrase;
  }
  return found;
}

function after(node: PhraseNode, word: string, owners: ReadonlySet<string>): PhraseNode | undefined {
  const next = node.next.get(word);
  return next ?? (node.afterOwner && owners.has(word) ? node.afterOwner : undefined);
}

import type { Tag } from '../domain/tagging.ts';
import type { Lookup, SynonymMatch, SynonymNode } from './lexicon.ts';
import { splitWords, type Word } from './words.ts';

/** Texts longer than this are read up to here; the longest a source gives is 4,096 characters. */
const MAX_CHARACTERS = 50_000;

/** Words that deny what follows within three words: "never had migraines". */
const DENIALS = new Set([
  'never',
  'not',
  "don't",
  "didn't",
  "doesn't",
  "haven't",
  "hadn't",
  "wasn't",
  'nunca',
  'jamais',
]);
const REACH = 3;

/**
 * Finds the conditions that a text says, with the words that say them.
 *
 * @param text the patient's own words
 * @returns tags in text order; of overlapping synonyms the longest wins; empty when nothing is found
 */
export function tagConditions(text: string, { root }: Lookup): readonly Tag[] {
  const words = splitWords(text.slice(0, MAX_CHARACTERS));
  const tags: Tag[] = [];
  for (let at = 0; at < words.length; ) {
    const found = longestSynonym(words, at, root);
    if (found && !isDenied(words, at, text)) tags.push(toTag(words, at, found));
    at += found?.length ?? 1;
  }
  return tags;
}

interface Found {
  readonly match: SynonymMatch;
  /** In words. */
  readonly length: number;
}

function longestSynonym(words: readonly Word[], from: number, root: SynonymNode): Found | undefined {
  let found: Found | undefined;
  let node = nextNode(root, words[from]);
  for (let at = from + 1; node; at += 1) {
    if (node.match) found = { match: node.match, length: at - from };
    node = nextNode(node, words[at]);
  }
  return found;
}

/** A plural is taken for its singular where the lexicon has no plural of its own. */
function nextNode({ next }: SynonymNode, word: Word | undefined): SynonymNode | undefined {
  if (!word) return undefined;
  const { form } = word;
  return next.get(form) ?? (form.endsWith('s') ? next.get(form.replace(/(?:'s|s)$/u, '')) : undefined);
}

/** A full stop between ends the reach of a denial. */
function isDenied(words: readonly Word[], at: number, text: string): boolean {
  const here = words[at]?.start ?? 0;
  for (let before = at - 1; before >= Math.max(0, at - REACH); before -= 1) {
    const word = words[before];
    if (!word || /[.!?;\n]/u.test(text.slice(word.end, here))) return false;
    if (DENIALS.has(word.form)) return true;
  }
  return false;
}

function toTag(words: readonly Word[], at: number, { match, length }: Found): Tag {
  return {
    conditionId: match.conditionId,
    start: words[at]?.start ?? 0,
    end: words[at + length - 1]?.end ?? 0,
    rule: `synonym:${match.synonym}`,
    confidence: 'sure',
  };
}

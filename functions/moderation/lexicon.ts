import { createHash } from 'node:crypto';
import type { Language } from '../domain/clinic.ts';
import data from '../domain/lexicon.json' with { type: 'json' };
import { groupsOf } from './condition-groups.ts';
import rules from './context/rules.json' with { type: 'json' };
import spelling from './context/spelling.json' with { type: 'json' };
import { BIT, type Context, contexts, ROLES, traitsOf } from './context.ts';
import { inflect } from './inflect.ts';
import { addPhrase, type Mention, type PhraseNode, Phrases } from './phrases.ts';
import { type Reader, Reading } from './reading.ts';
import { makeSpelling, type Spelling } from './spelling.ts';
import { toTold } from './told.ts';
import { OWNER, Vocabulary } from './vocabulary.ts';
import { WordMemory } from './word-memory.ts';
import type { WordTable } from './word-table.ts';

/** Part of every lexicon's version; one more with every change of the code that reads texts. */
const READER = 1;

/** Words by language; those under `any` count whatever language a text is in. */
type ByLanguage = Readonly<Partial<Record<Language | 'any', readonly string[]>>>;

/** What the tagger takes from one condition of `functions/domain/lexicon.json`. */
export interface LexiconCondition {
  readonly id: string;
  readonly parent?: string;
  /** Words that say it by themselves. */
  readonly synonyms: ByLanguage;
  /** Parts of the body that count when they hurt, are treated, or are the reason for coming. */
  readonly parts?: ByLanguage;
  /** Words that count beside a complaint, a treatment or a reason for coming. */
  readonly hints?: ByLanguage;
  /** As hints; and when somebody has it. */
  readonly states?: ByLanguage;
  /** What people were doing when they were injured. */
  readonly circumstances?: ByLanguage;
}

/** What a lexicon is made of. */
export interface LexiconSource {
  readonly conditions: readonly LexiconCondition[];
}

/** The lexicon, ready to be looked up word by word. */
export interface Lookup {
  /** Changes with any change of the lexicon, the context rules or the code that reads them. */
  readonly version: string;
  readonly vocabulary: Vocabulary;
  /** The words of the vocabulary. */
  readonly table: WordTable;
  readonly spelling: Spelling;
  /** Numbers of the words met last. */
  readonly remembered: WordMemory;
  readonly readers: Readonly<Record<Language, Reader>>;
  /** What a word tells of the language, by the word's number: `Told`. */
  readonly tells: Uint8Array;
  readonly parents: ReadonlyMap<string, string>;
  /** Where a text is while it is read; of no meaning between two texts. */
  readonly reading: Reading;
}

/**
 * Makes a lexicon ready for looking up.
 *
 * @throws Error when a condition names a parent that does not stand before it, or two conditions claim one phrase
 */
export function readLexicon(source: LexiconSource = data as LexiconSource): Lookup {
  refuseUnknownParents(source);
  const vocabulary = new Vocabulary();
  const spellable = new Set<string>(spelling.distinctive);
  for (const { words } of Object.values(contexts)) for (const word of words.language) vocabulary.learn(word);
  const grow = (language: Language) => growTree(source, contexts[language], { vocabulary, spellable });
  const trees = { en: grow('en'), es: grow('es'), fr: grow('fr') };
  const reader = (language: Language) => makeReader(trees[language], contexts[language], vocabulary);
  const tell = (language: Language) => tellsOf(contexts[language], localWords(source, language), vocabulary);
  const [english, spanish, french] = [tell('en'), tell('es'), tell('fr')];
  const tells = english.map((strength, number) =>
    toTold(strength, spanish[number] ?? 0, french[number] ?? 0),
  );
  // After this no word is learnt: readers take a number for that of a word, or for that of what may follow it.
  const readers = { en: reader('en'), es: reader('es'), fr: reader('fr') };
  return {
    version: versionOf(source),
    readers,
    tells,
    vocabulary,
    table: vocabulary.table(),
    remembered: new WordMemory(),
    reading: new Reading(readers.en),
    spelling: makeSpelling(spellable, new Set([...spelling.ordinary, ...vocabulary.words()])),
    parents: new Map(
      source.conditions.flatMap(({ id, parent }) => (parent === undefined ? [] : [[id, parent]])),
    ),
  };
}

/** Small words and the words of the lexicon tell the most; every other word of the context rules tells a little. */
function tellsOf({ words }: Context, mentions: readonly string[], vocabulary: Vocabulary): Uint8Array {
  const tells = new Uint8Array(vocabulary.size);
  const tell = (phrases: readonly string[], strength: number) => {
    for (const number of phrases.flatMap((phrase) => vocabulary.learn(phrase))) tells[number] = strength;
  };
  tell(Object.values(words).flat(), 1);
  tell([...words.language, ...mentions], 2);
  tells.fill(0, 0, OWNER + 1);
  return tells;
}

function versionOf(source: LexiconSource): string {
  const all = JSON.stringify([READER, source.conditions, contexts, spelling, rules]);
  return createHash('sha256').update(all).digest('base64url').slice(0, 12);
}

function refuseUnknownParents({ conditions }: LexiconSource): void {
  const known = new Set<string>();
  for (const { id, parent } of conditions) {
    if (parent !== undefined && !known.has(parent))
      throw new Error(`${id}: parent ${parent} must stand before it`);
    known.add(id);
  }
}

interface Learning {
  readonly vocabulary: Vocabulary;
  /** Words worth finding when misspelled. */
  readonly spellable: Set<string>;
}

function growTree(source: LexiconSource, context: Context, { vocabulary, spellable }: Learning): PhraseNode {
  const root: PhraseNode = { isEnd: false, roles: 0 };
  for (const phrase of [...context.words.idioms, ...context.words.notNegation])
    addPhrase(root, vocabulary.learn(phrase));
  for (const role of ROLES) {
    for (const phrase of context.words[role]) addPhrase(root, vocabulary.learn(phrase)).roles |= BIT[role];
  }
  const idioms = new Set(context.words.idioms);
  for (const mention of mentionsIn(source, context.language)) {
    for (const phrase of inflect(mention.phrase)) {
      if (idioms.has(phrase)) continue;
      addMention(addPhrase(root, vocabulary.learn(phrase)), mention);
      if (mention.kind !== 'circumstance' && /^[a-z]+$/u.test(phrase)) spellable.add(phrase);
    }
  }
  return root;
}

function makeReader(tree: PhraseNode, context: Context, vocabulary: Vocabulary): Reader {
  const { possessive, determiner } = context.words;
  const owners = [...possessive, ...determiner, 'your'].flatMap((word) => vocabulary.learn(word));
  const traits = new Uint8Array(vocabulary.size);
  for (const [word, bits] of traitsOf(context)) traits[vocabulary.numberOf(word)] = bits;
  traits.fill(0, 0, OWNER + 1);
  return { phrases: new Phrases(tree, vocabulary.size, owners), traits };
}

function mentionsIn({ conditions }: LexiconSource, language: string): readonly Mention[] {
  const isRead = (words: ByLanguage = {}) => [...(words[language as Language] ?? []), ...(words.any ?? [])];
  const say = (conditionId: string, kind: Mention['kind'], words?: ByLanguage): readonly Mention[] =>
    isRead(words).map((phrase) => ({ conditionId, kind, phrase, groups: groupsOf(conditionId, phrase) }));
  return conditions.flatMap(({ id, synonyms, parts, hints, states, circumstances }) => [
    ...say(id, 'said', synonyms),
    ...say(id, 'state', states),
    ...say(id, 'part', parts),
    ...say(id, 'hint', hints),
    ...say(id, 'circumstance', circumstances),
  ]);
}

/** The words that the lexicon has in one language alone. */
function localWords({ conditions }: LexiconSource, language: Language): readonly string[] {
  const groups = conditions.flatMap(({ synonyms, parts, hints, states }) => [synonyms, parts, hints, states]);
  return groups.flatMap((words) => words?.[language] ?? []);
}

/** What says a condition by itself stands before what only hints at it. */
function addMention(node: PhraseNode, mention: Mention): void {
  const other = node.mention;
  if (other && other.conditionId !== mention.conditionId && other.kind === mention.kind) {
    throw new Error(`"${mention.phrase}" is said of ${other.conditionId} and of ${mention.conditionId}`);
  }
  node.mention ??= mention;
}

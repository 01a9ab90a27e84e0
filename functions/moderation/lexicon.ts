import { createHash } from 'node:crypto';
import type { Language } from '../domain/clinic.ts';
import data from '../domain/lexicon.json' with { type: 'json' };
import { groupsOf } from './condition-groups.ts';
import rules from './context/rules.json' with { type: 'json' };
import spelling from './context/spelling.json' with { type: 'json' };
import { type Context, contexts, ROLES, type Role, traitsOf } from './context.ts';
import { Dictionary } from './dictionary.ts';
import { inflect } from './inflect.ts';
import { addPhrase, emptyTree, type Mention, type Phrase, type PhraseNode } from './phrases.ts';
import type { Reader } from './reading.ts';

/** Part of every lexicon's version; one more with every change of the code that reads texts. */
const READER = 2;

/** Words by language; those under `any` count whatever language a text is in. */
type ByLanguage = Readonly<Partial<Record<Language | 'any', readonly string[]>>>;

/** What the tagger takes from one condition of `functions/domain/lexicon.json`. */
export interface LexiconCondition {
  readonly id: string;
  readonly parent?: string;
  /** Needs a sign that the patient has or had it; without one it is suggested. */
  readonly isSensitive?: boolean;
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
  readonly dictionary: Dictionary;
  readonly readers: Readonly<Record<Language, Reader>>;
  readonly parents: ReadonlyMap<string, string>;
}

/** The languages, in the order of `KnownWord.tells`. */
const TOLD_LANGUAGES = ['en', 'es', 'fr'] as const satisfies readonly Language[];

/**
 * Makes a lexicon ready for looking up.
 *
 * @throws Error when a condition names a parent that does not stand before it, or two conditions claim one phrase
 */
export function readLexicon(source: LexiconSource = data as LexiconSource): Lookup {
  refuseUnknownParents(source);
  const dictionary = new Dictionary();
  const spellable = new Set<string>(spelling.distinctive);
  const reader = (language: Language) =>
    makeReader(growTree(source, contexts[language], { dictionary, spellable }), contexts[language]);
  const readers = { en: reader('en'), es: reader('es'), fr: reader('fr') };
  for (const [at, language] of TOLD_LANGUAGES.entries())
    tellLanguage(dictionary, at as 0 | 1 | 2, contexts[language], localWords(source, language));
  dictionary.close(
    TOLD_LANGUAGES.map((language) => readers[language].root),
    spellable,
  );
  return {
    version: versionOf(source),
    dictionary,
    readers,
    parents: new Map(
      source.conditions.flatMap(({ id, parent }) => (parent === undefined ? [] : [[id, parent]])),
    ),
  };
}

/** Small words and the words of the lexicon tell the most; every other word of the context rules tells a little. */
function tellLanguage(
  dictionary: Dictionary,
  language: 0 | 1 | 2,
  { words }: Context,
  mentions: readonly string[],
): void {
  dictionary.tell(Object.values(words).flat(), language, 1);
  dictionary.tell([...words.language, ...mentions], language, 2);
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
  readonly dictionary: Dictionary;
  /** Words worth finding when misspelled. */
  readonly spellable: Set<string>;
}

/** Roles of phrases that are said of the writer where they name one: "helped me with". */
const SAID_OF_SELF: ReadonlySet<Role> = new Set(['treat', 'reason', 'hurt', 'ails', 'have'] as const);

function growTree(source: LexiconSource, context: Context, { dictionary, spellable }: Learning): PhraseNode {
  const root = emptyTree();
  const add = (phrase: string) => addPhrase(root, dictionary.learn(phrase));
  addRoles(context, add);
  const idioms = new Set(context.words.idioms);
  for (const mention of mentionsIn(source, context.language)) {
    for (const phrase of inflect(mention.phrase)) {
      if (idioms.has(phrase)) continue;
      addMention(add(phrase), mention);
      if (mention.kind !== 'circumstance' && /^[a-z]+$/u.test(phrase)) spellable.add(phrase);
    }
  }
  return root;
}

function addRoles({ words }: Context, add: (phrase: string) => Phrase): void {
  for (const phrase of [...words.idioms, ...words.notNegation]) add(phrase);
  const ofSelf = new Set(words.self);
  const namesSelf = (phrase: string) => phrase.split(' ').some((word) => ofSelf.has(word));
  for (const role of ROLES) {
    for (const phrase of words[role]) {
      const { roles } = add(phrase);
      roles.add(role);
      if (SAID_OF_SELF.has(role) && namesSelf(phrase)) roles.add('self');
    }
  }
}

function makeReader(root: PhraseNode, context: Context): Reader {
  const { possessive, determiner } = context.words;
  const owners = [...possessive, ...determiner, 'your'].filter((owner) => !owner.includes(' '));
  return {
    language: context.language as Language,
    place: TOLD_LANGUAGES.indexOf(context.language as Language),
    root,
    owners: new Set(owners),
    traits: traitsOf(context),
  };
}

function mentionsIn({ conditions }: LexiconSource, language: string): readonly Mention[] {
  const isRead = (words: ByLanguage = {}) => [...(words[language as Language] ?? []), ...(words.any ?? [])];
  const say = (
    { id, isSensitive = false }: LexiconCondition,
    kind: Mention['kind'],
    words?: ByLanguage,
  ): readonly Mention[] =>
    isRead(words).map((phrase) => ({
      conditionId: id,
      kind,
      phrase,
      groups: groupsOf(id, phrase, isSensitive),
    }));
  return conditions.flatMap((condition) => [
    ...say(condition, 'said', condition.synonyms),
    ...say(condition, 'state', condition.states),
    ...say(condition, 'part', condition.parts),
    ...say(condition, 'hint', condition.hints),
    ...say(condition, 'circumstance', condition.circumstances),
  ]);
}

/** The words that the lexicon has in one language alone. */
function localWords({ conditions }: LexiconSource, language: Language): readonly string[] {
  const groups = conditions.flatMap(({ synonyms, parts, hints, states }) => [synonyms, parts, hints, states]);
  return groups.flatMap((words) => words?.[language] ?? []);
}

/** What says a condition by itself stands before what only hints at it. */
function addMention(phrase: Phrase, mention: Mention): void {
  const other = phrase.mention;
  if (other && other.conditionId !== mention.conditionId && other.kind === mention.kind) {
    throw new Error(`"${mention.phrase}" is said of ${other.conditionId} and of ${mention.conditionId}`);
  }
  phrase.mention ??= mention;
}

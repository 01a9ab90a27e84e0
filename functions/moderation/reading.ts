import type { Language } from '../domain/clinic.ts';
import { GAP, type Gap } from './characters.ts';
import type { Role, Trait } from './context.ts';
import type { KnownWord } from './dictionary.ts';
import { longestPhrase, type Mention, type Phrase, type PhraseNode } from './phrases.ts';
import type { Word } from './words.ts';

/** The words of one language, ready to be looked up. */
export interface Reader {
  /** Place of the language in `KnownWord.tells` and `KnownWord.begins`. */
  readonly place: number;
  readonly language: Language;
  readonly root: PhraseNode;
  /** Words that stand for any owner in a phrase. */
  readonly owners: ReadonlySet<string>;
  /** Traits of single words; most have none. */
  readonly traits: ReadonlyMap<string, ReadonlySet<Trait>>;
}

/** A word of a text with what is known of it. */
export interface ReadWord extends Word {
  readonly known: KnownWord;
}

/** A phrase that the lexicon knows, or a word that it does not, with what is said about it. */
export interface Item {
  readonly roles: ReadonlySet<Role>;
  readonly mention: Mention | undefined;
  /** What stands before it. */
  readonly gap: Gap;
  /** Number of its sentence, from 1. */
  readonly sentence: number;
  /** Characters in the text: its first, and one past its last. */
  readonly start: number;
  readonly end: number;
  /** How many words it has. */
  readonly length: number;
  /** The last of them, as written. */
  readonly lastWord: string;
  /** Whether a mention is denied: "never had". */
  isDenied: boolean;
  /** Whether it is said of nobody who came, of a diagnosis that was wrong, or of what is offered. */
  isDoubted: boolean;
}

/** In items. */
const LONGEST_SENTENCE = 60;
const OWNED: ReadonlySet<Role> = new Set(['possessive'] as const);

/**
 * One text while it is read: its items by their place, from 0 up to `count`, where the text ends: a sentence begins
 * there too, and nothing is meant.
 */
export class Reading {
  readonly text: string;
  readonly items: readonly Item[];
  readonly #end: Item;
  readonly language: Language;
  readonly #traits: Reader['traits'];

  /** @param text that the words are of */
  constructor(text: string, words: readonly ReadWord[], reader: Reader) {
    this.text = text;
    this.items = itemsOf(words, reader);
    this.language = reader.language;
    this.#traits = reader.traits;
    this.#end = { ...NO_ITEM, sentence: (this.items.at(-1)?.sentence ?? 0) + 1 };
  }

  /** How many items there are. */
  get count(): number {
    return this.items.length;
  }

  /** The item at a place; outside the text one that says nothing. */
  at(place: number): Item {
    return this.items[place] ?? this.#end;
  }

  rolesOf(place: number): ReadonlySet<Role> {
    return this.at(place).roles;
  }

  /** Whether an item has a role. */
  has(place: number, role: Role): boolean {
    return this.at(place).roles.has(role);
  }

  /** Whether an item has one of these roles. */
  hasAny(place: number, roles: readonly Role[]): boolean {
    return hasAny(this.at(place).roles, roles);
  }

  /** What stands before an item; the end of a sentence before the first one, and before the end of the text. */
  gapOf(place: number): Gap {
    return this.at(place).gap;
  }

  /** What an item says of a condition; most say nothing. */
  mentionOf(place: number): Mention | undefined {
    return this.at(place).mention;
  }

  /** Whether the last word of an item, as written, has a trait. */
  hasTrait(place: number, trait: Trait): boolean {
    return this.#traits.get(this.at(place).lastWord)?.has(trait) === true;
  }

  /** The first item after a sentence; the search ends after a while, as nobody writes longer ones. */
  endOfSentence(place: number): number {
    let at = place + 1;
    while (at < place + LONGEST_SENTENCE && this.gapOf(at) !== GAP.sentence) at += 1;
    return at;
  }

  /** Whether the sentence of an item is a question. */
  isAsked(place: number): boolean {
    const { end } = this.at(this.endOfSentence(place) - 1);
    return this.text.slice(end, end + 3).includes('?');
  }

  /** Whether two items stand in one sentence. */
  isSameSentence(one: number, other: number): boolean {
    return this.at(one).sentence === this.at(other).sentence;
  }
}

/** What most words are: no role at all. */
export const NO_ROLES: ReadonlySet<Role> = new Set();

/** Whether one of these roles is among others. */
export function hasAny(roles: ReadonlySet<Role>, wanted: readonly Role[]): boolean {
  if (roles.size === 0) return false;
  for (const role of wanted) if (roles.has(role)) return true;
  return false;
}

const NO_ITEM: Item = {
  roles: NO_ROLES,
  mention: undefined,
  gap: GAP.sentence,
  sentence: 0,
  start: 0,
  end: 0,
  length: 0,
  lastWord: '',
  isDenied: false,
  isDoubted: false,
};

/** The longest phrases that a language has, and each other word by itself. */
function itemsOf(words: readonly ReadWord[], reader: Reader): Item[] {
  const items: Item[] = [];
  let sentence = 0;
  for (let at = 0; at < words.length; ) {
    const first = words[at] as ReadWord;
    const phrase = longestPhrase(words, at, reader);
    const length = phrase?.length ?? 1;
    const last = words[at + length - 1] as ReadWord;
    if (first.gap === GAP.sentence) sentence += 1;
    items.push({
      roles: rolesOf(phrase, last),
      mention: phrase?.mention,
      gap: first.gap,
      sentence,
      start: first.start,
      end: last.end,
      length,
      lastWord: last.form,
      isDenied: false,
      isDoubted: false,
    });
    at += length;
  }
  return items;
}

/** "Anna's" is whose; so is "my knee's sharp pain", which is said of the knee. */
function rolesOf(phrase: Phrase | undefined, last: ReadWord): ReadonlySet<Role> {
  if (last.known.key !== last.form && last.form.endsWith("'s")) return phrase?.mention ? phrase.roles : OWNED;
  if (phrase) return phrase.roles;
  return last.form.endsWith("'s") ? OWNED : NO_ROLES;
}

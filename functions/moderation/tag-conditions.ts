import type { Tag } from '../domain/tagging.ts';
import { combineFindings } from './combine-findings.ts';
import type { Lookup } from './lexicon.ts';
import { type Item, readItems } from './read-items.ts';
import { readScopes } from './read-scopes.ts';
import { type Finding, weighMentions } from './weigh-mentions.ts';
import { splitWords, type Word } from './words.ts';

/** Texts longer than this are read up to here; the longest a source gives is 4,096 characters. */
const MAX_CHARACTERS = 50_000;

/**
 * Finds the conditions that a text says, with the words that say them.
 *
 * @param text the patient's own words
 * @returns tags in text order; of the words of one place each condition has one tag; empty when nothing is found
 */
export function tagConditions(text: string, lookup: Lookup): readonly Tag[] {
  const words = splitWords(text.length > MAX_CHARACTERS ? text.slice(0, MAX_CHARACTERS) : text);
  const { items, language } = readItems(words, lookup);
  const scopes = readScopes(items);
  const findings = weighMentions(items, scopes, lookup.readers[language]);
  return toTags(combineFindings(items, findings, scopes), { items, words });
}

interface Read {
  readonly items: readonly Item[];
  readonly words: readonly Word[];
}

function toTags(findings: readonly Finding[], read: Read): readonly Tag[] {
  const byPlace = new Map<string, Tag>();
  for (const finding of findings) {
    const tag = toTag(finding, read);
    const place = `${tag.conditionId} ${tag.start}`;
    if (byPlace.get(place)?.confidence !== 'sure') byPlace.set(place, tag);
  }
  return [...byPlace.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

function toTag({ conditionId, from, to, rule, phrase, isSure }: Finding, { items, words }: Read): Tag {
  return {
    conditionId,
    start: words[items[from]?.from ?? 0]?.start ?? 0,
    end: words[(items[to - 1]?.to ?? 1) - 1]?.end ?? 0,
    rule: `${rule}:${phrase}`,
    confidence: isSure ? 'sure' : 'suggested',
  };
}

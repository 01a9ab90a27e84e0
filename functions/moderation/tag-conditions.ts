import type { Tag } from '../domain/tagging.ts';
import { combineFindings } from './combine-findings.ts';
import type { Lookup } from './lexicon.ts';
import { numberWords } from './number-words.ts';
import { readScopes } from './read-scopes.ts';
import type { Reading } from './reading.ts';
import { type Finding, weighMentions } from './weigh-mentions.ts';

/** Texts longer than this are read up to here; the longest a source gives is 4,096 characters. */
const MAX_CHARACTERS = 50_000;

/**
 * Finds the conditions that a text says, with the words that say them.
 *
 * @param text the patient's own words
 * @returns tags in text order; of the words of one place each condition has one tag; empty when nothing is found
 */
export function tagConditions(text: string, lookup: Lookup): readonly Tag[] {
  const { reading } = lookup;
  reading.words.read(text.length > MAX_CHARACTERS ? text.slice(0, MAX_CHARACTERS) : text);
  reading.readAs(lookup.readers[numberWords(reading.words, lookup)]);
  readScopes(reading);
  const findings = weighMentions(reading);
  return toTags(combineFindings(reading, findings), reading);
}

function toTags(findings: readonly Finding[], reading: Reading): readonly Tag[] {
  const tags: Tag[] = [];
  for (const finding of inOrder(findings, (a, b) => a.from - b.from)) addTag(tags, toTag(finding, reading));
  return inOrder(tags, (a, b) => a.start - b.start || a.end - b.end);
}

/** The same list, or a sorted copy of it; what is found is nearly always in order. */
function inOrder<Each>(list: readonly Each[], compare: (a: Each, b: Each) => number): readonly Each[] {
  for (let at = 1; at < list.length; at += 1)
    if (compare(list[at - 1] as Each, list[at] as Each) > 0) return list.toSorted(compare);
  return list;
}

/** Of two tags of one condition that begin at one place, the first sure one stays, or else the last. */
function addTag(tags: Tag[], tag: Tag): void {
  for (let at = tags.length - 1; at >= 0 && tags[at]?.start === tag.start; at -= 1) {
    if (tags[at]?.conditionId !== tag.conditionId) continue;
    if (tags[at]?.confidence !== 'sure') tags[at] = tag;
    return;
  }
  tags.push(tag);
}

function toTag({ conditionId, from, to, rule, phrase, isSure }: Finding, reading: Reading): Tag {
  return {
    conditionId,
    start: reading.startOf(from),
    end: reading.endOf(to - 1),
    rule: `${rule}:${phrase}`,
    confidence: isSure ? 'sure' : 'suggested',
  };
}

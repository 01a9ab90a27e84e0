import type { Language } from '../domain/clinic.ts';
import type { Tag } from '../domain/tagging.ts';
import { combineFindings } from './combine-findings.ts';
import type { Lookup } from './lexicon.ts';
import { type PlainText, toPlainText } from './plain-text.ts';
import { readScopes } from './read-scopes.ts';
import { Reading, type ReadWord } from './reading.ts';
import { type Finding, weighMentions } from './weigh-mentions.ts';
import { forEachWritten } from './words.ts';

/** Texts longer than this are read up to here; the longest a source gives is 4,096 characters. */
const MAX_CHARACTERS = 50_000;

/**
 * Finds the conditions that a text says, with the words that say them.
 *
 * @param text the patient's own words
 * @returns tags in text order; of the words of one place each condition has one tag; empty when nothing is found
 */
export function tagConditions(text: string, lookup: Lookup): readonly Tag[] {
  const plain = toPlainText(text.length > MAX_CHARACTERS ? text.slice(0, MAX_CHARACTERS) : text);
  const words = readWords(plain.text, lookup);
  const reading = new Reading(plain.text, words, lookup.readers[languageOf(words)]);
  readScopes(reading);
  const findings = combineFindings(reading, weighMentions(reading));
  return toTags(findings, reading, plain);
}

function readWords(text: string, { dictionary }: Lookup): readonly ReadWord[] {
  const words: ReadWord[] = [];
  forEachWritten(text, ({ written, start, gap }) => {
    for (const { known, from, to } of dictionary.find(written))
      words.push({ form: known.form, start: start + from, end: start + to, gap: from > 0 ? 0 : gap, known });
  });
  return words;
}

/** The language that most words tell; English where none does. */
function languageOf(words: readonly ReadWord[]): Language {
  let [english, spanish, french] = [0, 0, 0];
  for (const { known } of words) {
    english += known.tells[0];
    spanish += known.tells[1];
    french += known.tells[2];
  }
  if (spanish > english && spanish >= french) return 'es';
  return french > english ? 'fr' : 'en';
}

function toTags(findings: readonly Finding[], reading: Reading, plain: PlainText): readonly Tag[] {
  const tags: Tag[] = [];
  for (const finding of findings.toSorted((a, b) => a.from - b.from))
    addTag(tags, toTag(finding, reading, plain));
  return tags.sort((a, b) => a.start - b.start || a.end - b.end);
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

function toTag(finding: Finding, reading: Reading, plain: PlainText): Tag {
  const { conditionId, from, to, rule, phrase, isSure } = finding;
  return {
    conditionId,
    start: plain.placeOf(reading.at(from).start),
    end: plain.placeOf(reading.at(to - 1).end - 1) + 1,
    rule: `${rule}:${phrase}`,
    confidence: isSure ? 'sure' : 'suggested',
  };
}

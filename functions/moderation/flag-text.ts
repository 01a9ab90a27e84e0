import { FLAG_KINDS, type Flag } from '../domain/tagging.ts';
import { findTranslationMarks } from '../domain/translation-mark.ts';
import { findContacts } from './find-contacts.ts';
import { findNames } from './find-names.ts';
import { findFlaggedWords } from './flag-words.ts';
import { splitWords } from './words.ts';

/** Texts longer than this are read up to here; the longest a source gives is 4,096 characters. */
const MAX_CHARACTERS = 50_000;

/**
 * Finds what a person should look at before a text is shown: ways to reach somebody, names, abuse, advertising, claims
 * of cure, advice against medicines, words meant for a machine, what may be a machine's translation.
 *
 * @returns in text order, one for each kind and place; empty when nothing calls for a look. Linear in the text's length.
 */
export function flagText(text: string): readonly Flag[] {
  const read = text.length > MAX_CHARACTERS ? text.slice(0, MAX_CHARACTERS) : text;
  const words = splitWords(read);
  const found = [
    ...[...findContacts(read, words), ...findNames(read, words), ...findFlaggedWords(words)],
    ...findTranslationMarks(read).map(({ start, end }) => ({ kind: 'translation', start, end }) as const),
  ];
  const order = ({ kind }: Flag) => FLAG_KINDS.indexOf(kind);
  found.sort((a, b) => order(a) - order(b) || a.start - b.start || b.end - a.end);
  return withoutInner(found).sort((a, b) => a.start - b.start || order(a) - order(b));
}

/** Of flags of one kind that overlap, the first. */
function withoutInner(sorted: readonly Flag[]): Flag[] {
  const kept: Flag[] = [];
  for (const flag of sorted) {
    const last = kept.at(-1);
    if (last?.kind !== flag.kind || flag.start >= last.end) kept.push(flag);
  }
  return kept;
}

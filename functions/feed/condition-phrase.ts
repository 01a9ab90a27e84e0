import type { Language } from '../domain/clinic.ts';
import type { Condition } from '../domain/condition.ts';

const words = /[\p{L}\p{N}]+/gu;
const acronym = /^\p{Lu}[\p{Lu}\p{N}]/u;

/**
 * A condition's label as it stands inside a sentence: `Sciatica` becomes `sciatica`; an acronym or a name, as in
 * `Bell's palsy`, stays. A word is a name when one of the languages writes it with a capital inside the label.
 */
export function conditionPhrase({ label }: Pick<Condition, 'label'>, language: Language): string {
  const own = label[language];
  const [first = ''] = own.match(words) ?? [];
  if (acronym.test(first) || namesIn(Object.values(label)).has(first)) return own;
  const [letter = ''] = own;
  return letter.toLocaleLowerCase(language) + own.slice(letter.length);
}

function namesIn(labels: readonly string[]): ReadonlySet<string> {
  const inner = labels.flatMap((text) => (text.match(words) ?? []).slice(1));
  return new Set(inner.filter((word) => /^\p{Lu}/u.test(word)));
}

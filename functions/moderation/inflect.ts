/** A phrase as the lexicon has it and in the plural: English, Spanish and French endings of its last word. */
export function inflect(phrase: string): readonly string[] {
  if (phrase.length < 3 || /[\d#]$/u.test(phrase)) return [phrase];
  if (/(?:s|x|z)$/u.test(phrase)) return [phrase];
  if (/[^aeiou]y$/u.test(phrase)) return [phrase, `${phrase.slice(0, -1)}ies`];
  if (/(?:ch|sh)$/u.test(phrase)) return [phrase, `${phrase}es`];
  if (/(?:on|or|al|ar|il|ion)$/u.test(phrase)) return [phrase, `${phrase}s`, `${phrase}es`];
  return [phrase, `${phrase}s`];
}

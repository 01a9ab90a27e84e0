/**
 * Reads JSON whose strings can be kept. JSON can name half a character, which no table and no answer can hold: it becomes
 * the sign for an unreadable one, U+FFFD.
 *
 * @throws SyntaxError for what is no JSON, RangeError when it is nested too deep
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  );
}

/**
 * Fills the `{names}` of a text with values, which may be elements.
 *
 * @returns the pieces in order, to be appended as they are; a name without a value leaves nothing
 */
export function fill<Value>(text: string, values: Readonly<Record<string, Value>>): (string | Value)[] {
  return text.split(/\{(\w+)\}/).map((piece, at) => (at % 2 ? (values[piece] ?? '') : piece));
}

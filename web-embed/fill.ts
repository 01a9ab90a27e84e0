import { cut, mapped } from './list.ts';

/**
 * Fills the `{names}` of a text with values, which may be elements.
 *
 * @returns the pieces in order, to be appended as they are; a name without a value leaves nothing
 */
export function fill<Value>(text: string, values: Readonly<Record<string, Value>>): (string | Value)[] {
  return mapped(cut(text, '{}'), (piece, at) => (at % 2 ? (values[piece] ?? '') : piece));
}

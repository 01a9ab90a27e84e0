/*
 * Walks without any method of an array or a string: pages and their libraries replace those, such as `Array.from` and
 * `entries`, with ones that give something else.
 */

/** Blanks of other widths, and the ends of lines and of paragraphs. */
const WIDE_BLANKS = '\u00a0\u2028\u2029\u202f\u205f\u3000\ufeff';

/** Gives what `change` makes of each item, in order. */
export function mapped<Item, Result>(
  items: ArrayLike<Item> | undefined,
  change: (item: Item, at: number) => Result,
): Result[] {
  const results: Result[] = [];
  for (let at = 0; items && at < items.length; at += 1) results[at] = change(items[at] as Item, at);
  return results;
}

/** Gives the items that pass, in order. */
export function kept<Item>(items: ArrayLike<Item> | undefined, passes: (item: Item) => boolean): Item[] {
  const results: Item[] = [];
  mapped(items, (item) => {
    if (passes(item)) results[results.length] = item;
  });
  return results;
}

/**
 * Cuts a text at each of one or two signs.
 *
 * @param signs one character, or two of which each is a border
 * @returns at least one piece; the signs are in none
 */
export function cut(text: string, signs: string): string[] {
  const pieces = [''];
  mapped(text, (sign) => {
    if (sign === signs[0] || sign === signs[1]) pieces[pieces.length] = '';
    else pieces[pieces.length - 1] += sign;
  });
  return pieces;
}

/** Gives the part of a text from one place up to another. */
export function part(text: string, from: number, to: number): string {
  let taken = '';
  for (let at = from; at < to; at += 1) taken += text[at];
  return taken;
}

/** Makes a record in which nothing is, not even what every object has; a page may replace `Map` and `Set`. */
export function emptyRecord<Value>(): Record<string, Value | undefined> {
  return { __proto__: null } as never;
}

/** Tells whether a text has nothing to read in it. */
export function isBlank(text: string): boolean {
  return !kept(text, (sign) => sign > ' ' && !kept(WIDE_BLANKS, (blank) => blank === sign).length).length;
}

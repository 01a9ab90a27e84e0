/**
 * What leaves a mark on the page. Some letters and signs do not: fillers are letters to Unicode; an empty Braille cell, a
 * note without a head, and what stands for a lost picture, as dictation leaves it, are signs.
 */
const INK = /[[\p{L}\p{N}\p{S}\p{P}]--[\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}]]/v;

/**
 * Tells whether anything of a text can be seen: a letter, a number, a sign or an emoji. White space, joiners, fillers,
 * marks that combine with nothing, and what turns the direction of writing leave an empty card.
 */
export function canBeSeen(text: string): boolean {
  return INK.test(text);
}

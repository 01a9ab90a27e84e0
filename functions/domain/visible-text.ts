/** What leaves a mark on the page. Some letters and signs do not: fillers are letters to Unicode, U+2800 is a sign. */
const INK = /[[\p{L}\p{N}\p{S}\p{P}]--[\p{Default_Ignorable_Code_Point}\u2800]]/v;

/**
 * Tells whether anything of a text can be seen: a letter, a number, a sign or an emoji. White space, joiners, fillers,
 * marks that combine with nothing, and what turns the direction of writing leave an empty card.
 */
export function canBeSeen(text: string): boolean {
  return INK.test(text);
}

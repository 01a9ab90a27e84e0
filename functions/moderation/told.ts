/** What a word tells of the language of its text: how strongly it tells English, Spanish and French, 0 to 2 each. */
export type Told = number;

const STRENGTH_BITS = 2;
const STRENGTH = (1 << STRENGTH_BITS) - 1;
const SUM_BITS = 10;
const SUM = (1 << SUM_BITS) - 1;
/** How many words can be added up before one language runs over into the next. */
export const MOST_ADDED = 256;

/** Packs what a word tells. */
export function toTold(english: number, spanish: number, french: number): Told {
  return english | (spanish << STRENGTH_BITS) | (french << (2 * STRENGTH_BITS));
}

/** What can be told, by `Told`, with the languages so far apart that `MOST_ADDED` can be added up. */
export const sums = Int32Array.from({ length: 1 << (3 * STRENGTH_BITS) }, (_, told) =>
  [0, 1, 2].reduce((sum, at) => sum | (((told >>> (STRENGTH_BITS * at)) & STRENGTH) << (SUM_BITS * at)), 0),
);

/** The three languages of such a sum, English, Spanish, French. */
export function strengthsIn(sum: number): readonly [number, number, number] {
  return [sum & SUM, (sum >>> SUM_BITS) & SUM, sum >>> (2 * SUM_BITS)];
}

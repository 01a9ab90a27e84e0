/** How many letters a key holds, four in each of its three numbers. */
export const KEY_LETTERS = 12;
/** The bit of a key that no plain letter needs; set in the third number of a key that is not all there is to a word. */
export const PART = 1 << 31;

/** The key of a word; its letters, the last twelve of them a byte each. */
export function keyOf(form: string): readonly [number, number, number] {
  let [key0, key1, key2] = [0, 0, 0];
  for (let at = 0; at < form.length; at += 1) {
    key2 = (key2 << 8) | (key1 >>> 24);
    key1 = (key1 << 8) | (key0 >>> 24);
    key0 = (key0 << 8) | form.charCodeAt(at);
  }
  const isWhole = form.length <= KEY_LETTERS && /^[a-z0-9]*$/u.test(form);
  return [key0, key1, isWhole ? key2 : key2 | PART];
}

/** A place that a key tells, among a power of two of places. */
export function placeOf(key0: number, key1: number, key2: number, places: number): number {
  const hash = Math.imul(key0 ^ Math.imul(key1, 0x85ebca6b) ^ Math.imul(key2, 0xc2b2ae35), 0x9e3779b1);
  return (hash >>> 15) & (places - 1);
}

import { createHash } from 'node:crypto';

/**
 * A name made of the content itself: other content, other name. Lower-case letters and digits, so that keys made of
 * it have one order everywhere.
 *
 * @param length characters of 5 bits each; default 10: no two pages of a clinic share a name, and a head that names 32
 *   of them, which nothing compresses, stays small
 */
export function contentName(content: string, length = 10): string {
  const hash = createHash('sha256').update(content).digest('hex');
  return BigInt(`0x${hash}`).toString(36).padStart(length, '0').slice(0, length);
}

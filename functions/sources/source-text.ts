import * as z from 'zod';
import { canBeSeen } from '../domain/visible-text.ts';

/** Characters (UTF-16 units) of the longest text that is taken: forty of them still fit into one transaction. */
export const MOST_TEXT = 20_000;

/**
 * A source's text: half characters, which no database keeps, become the sign for an unreadable one; letters with
 * accents are one character each, however they came, so that hashes and spans speak of the same text (Unicode NFC).
 */
export const sourceText = z.string().transform((text) => text.toWellFormed().normalize('NFC'));

/** A field that a row can do without: where it cannot be read it is left out, and the rest of the row counts. */
export function ifReadable<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().catch(undefined);
}

/** Half a character, the sign for an unreadable one, signs for a machine, and code points that are no character. */
const UNSAFE = /[\p{Cs}\p{Cc}\u2028\u2029\uFFFD\u{FDD0}-\u{FDEF}]|[\uFFFE\uFFFF]/u;

/** A source's id of a review: never mended, for then it would be the id of another one. */
export const sourceId = z
  .string()
  .min(1)
  .max(500)
  .refine((id) => !UNSAFE.test(id) && id.trim() === id, 'no id');

/** A name or a text that counts as absent when nothing in it can be seen. */
export function ifWritten(text: string | null | undefined): string | undefined {
  return text && canBeSeen(text) ? text : undefined;
}

/** An address that counts as absent unless it is a proper https one; otherwise exactly as given. */
export function ifHttps(address: string | null | undefined): string | undefined {
  return address &&
    address.length <= 2048 &&
    address.isWellFormed() &&
    /^https:\/\//iu.test(address) &&
    URL.canParse(address)
    ? address
    : undefined;
}

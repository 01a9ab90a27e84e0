import * as z from 'zod';

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

/** A source's id of a review. */
export const sourceId = z.string().min(1).max(500);

/** A name or a text that counts as absent when there is nothing but space in it. */
export function ifWritten(text: string | null | undefined): string | undefined {
  return text?.trim() ? text : undefined;
}

/** An address that counts as absent unless it is a proper https one; otherwise exactly as given. */
export function ifHttps(address: string | null | undefined): string | undefined {
  return address && address.length <= 2048 && /^https:\/\//iu.test(address) && URL.canParse(address)
    ? address
    : undefined;
}

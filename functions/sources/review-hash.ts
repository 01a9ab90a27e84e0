import { toContentHash } from '../domain/content-hash.ts';
import { shortHash } from '../platform/short-hash.ts';
import type { ReviewDraft } from './source.ts';

/**
 * Hash of what is judged: the words with the stars, and the author's name as given. The source's machine translation
 * is no part of it, nor is the reply, as long as replies are not shown.
 */
export function hashContent({ stars, text, author }: Pick<ReviewDraft, 'stars' | 'text' | 'author'>): string {
  const words = shortHash([stars ?? null, text ?? null]);
  return toContentHash({ words, ...(author.name !== undefined && { author: shortHash(author.name) }) });
}

/** Hash of everything that is stored of a review but its clocks; the order of the fields does not count. */
export function hashRow(draft: ReviewDraft): string {
  return shortHash(inOrder(draft));
}

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return fields.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, inOrder(field)]);
}

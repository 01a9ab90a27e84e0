/**
 * What a content hash is made of: three hashes joined by dots, `words.author.reply`.
 * A part that the review lacks is `-`, so a removal can be told from a change.
 */
export interface ContentHashParts {
  /** Hash of the original text and the stars. */
  readonly words: string;
  /** Hash of the author's name; absent when anonymous. */
  readonly author?: string;
  /** Hash of the clinic's reply; absent unless replies are shown. */
  readonly reply?: string;
}

const ABSENT = '-';

/** Joins the parts of a content hash; the parts must not contain a dot. */
export function toContentHash({ words, author = ABSENT, reply = ABSENT }: ContentHashParts): string {
  return `${words}.${author}.${reply}`;
}

/**
 * Tells whether a judgement of `judged` still holds for `current`: the same words, and an author and a reply that
 * are the same or gone. Removing a name or a reply keeps an approval; anything new or changed does not.
 */
export function covers(judged: string, current: string): boolean {
  const before = judged.split('.');
  const now = current.split('.');
  if (before.length !== 3 || now.length !== 3 || before[0] !== now[0]) return false;
  return [1, 2].every((part) => now[part] === ABSENT || now[part] === before[part]);
}

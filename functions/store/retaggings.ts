import type { Moderation } from '../domain/moderation.ts';
import type { Tagging } from '../domain/tagging.ts';
import { moderationCheck } from './moderations.ts';
import { type Table, type Write, writeAll } from './table.ts';
import { taggingEntity } from './taggings.ts';

/** A tagging that is to take the place of another, and the decision on whose ground it was made. */
export interface Retagging {
  readonly before: Tagging;
  readonly after: Tagging;
  /** As read; absent when there was none. */
  readonly moderation: Moderation | undefined;
}

/** Taggings that take the place of others. */
export interface Retaggings {
  /**
   * Writes the new tagging unless the old one, or the decision, is another one by now; the decision is looked at and
   * not written.
   *
   * @returns `false` when nothing was written
   */
  readonly save: (retagging: Retagging) => Promise<boolean>;
}

/** Opens the taggings of ContentTable for replacing; decisions are looked up in LedgerTable with every write. */
export function openRetaggings(content: Table, ledger: Table): Retaggings {
  return {
    async save({ before, after, moderation }) {
      const check = moderationCheck(ledger, before, moderation);
      return (await writeAll(content, [putInPlace(content, before, after), check])) === undefined;
    },
  };
}

function putInPlace(
  { name }: Table,
  { contentHash, lexiconVersion, expiresAt }: Tagging,
  after: Tagging,
): Write {
  return {
    Put: {
      TableName: name,
      Item: taggingEntity.toItem(after),
      ConditionExpression: 'contentHash = :hash AND lexiconVersion = :lexicon AND expiresAt = :end',
      ExpressionAttributeValues: { ':hash': contentHash, ':lexicon': lexiconVersion, ':end': expiresAt },
    },
  };
}

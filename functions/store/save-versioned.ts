import { isDeepStrictEqual } from 'node:util';
import type { Audit } from '../domain/audit.ts';
import { AppError } from '../domain/error.ts';
import { auditEntity, auditKey, writeAudited } from './audits.ts';
import type { Entity } from './entity.ts';
import { getItem, type Table, type Write } from './table.ts';

/** A value whose changes are counted. */
interface Versioned {
  readonly clinicId: string;
  /** From 1. */
  readonly version: number;
  readonly contentHash?: string;
}

/** A change: the value before (absent for a new one), the value after, and its audit line less what they tell. */
export interface Change<Value extends Versioned> {
  readonly before?: Value;
  /** One version on from `before`, or version 1. */
  readonly after: Value;
  readonly audit: Omit<Audit, 'clinicId' | 'version'>;
}

/**
 * Writes a new version of a value and its audit line, both or none, unless somebody was faster.
 * Repeating a change that was already written succeeds and writes nothing.
 *
 * @throws AppError `conflict` when the stored value is no longer `before`
 */
export async function saveVersioned<Value extends Versioned>(
  table: Table,
  entity: Entity<Value>,
  change: Change<Value>,
): Promise<void> {
  const { clinicId, version } = change.after;
  const audit: Audit = { ...change.audit, clinicId, version };
  const put = { TableName: table.name, Item: entity.toItem(change.after), ...unchangedSince(change.before) };
  const refusals = await writeAudited(table, [{ Put: put }], audit);
  if (!refusals) return;
  const written = await getItem(table, auditEntity, auditKey(audit));
  if (isDeepStrictEqual(written, audit)) return;
  throw new AppError('conflict', 'Somebody else changed this meanwhile. Look again and decide again.');
}

function unchangedSince(
  before: Versioned | undefined,
): Pick<
  NonNullable<Write['Put']>,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
> {
  if (!before) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const { version, contentHash } = before;
  return {
    ConditionExpression:
      contentHash === undefined ? '#version = :version' : '#version = :version AND #hash = :hash',
    ExpressionAttributeNames: {
      '#version': 'version',
      ...(contentHash !== undefined && { '#hash': 'contentHash' }),
    },
    ExpressionAttributeValues: {
      ':version': version,
      ...(contentHash !== undefined && { ':hash': contentHash }),
    },
  };
}

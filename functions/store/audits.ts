import * as z from 'zod';
import { AUDIT_ACTIONS, type Audit } from '../domain/audit.ts';
import { NOT_SHOWN_REASONS } from '../domain/moderation.ts';
import { consentWithdrawal } from './consent-withdrawal-schema.ts';
import { entity } from './entity.ts';
import { clinicPartition, type Key, PREFIX } from './keys.ts';
import { listItems, lookUp, type Table, type Write, type WriteRefusal, writeAll } from './table.ts';

const schema = z.object({
  clinicId: z.string(),
  subject: z.string(),
  version: z.int(),
  action: z.enum(AUDIT_ACTIONS),
  by: z.string(),
  at: z.iso.datetime(),
  reason: z.enum(NOT_SHOWN_REASONS).exactOptional(),
  reviewId: z.string().exactOptional(),
  withdrawal: consentWithdrawal.exactOptional(),
  conditionId: z.string().exactOptional(),
}) satisfies z.ZodType<Audit>;

/** How an audit line is stored: one per subject and version, never changed. */
export const auditEntity = entity<Audit>('audit', schema, auditKey);

/** Key of the audit line of a subject's version. */
export function auditKey({
  clinicId,
  subject,
  version,
}: Pick<Audit, 'clinicId' | 'subject' | 'version'>): Key {
  const order = String(version).padStart(8, '0');
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.audit}${subject}#${order}` };
}

/** A write for a transaction: puts a line that is not there yet. */
export function putAudit({ name }: Table, audit: Audit): Write {
  const Item = auditEntity.toItem(audit);
  return { Put: { TableName: name, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
}

/**
 * Writes something and its audit line, all or nothing. A line that is there already and cannot be read is replaced: it
 * tells nobody anything, and would keep what it speaks of from ever being changed.
 *
 * @returns refusals as {@link writeAll} gives them, the line's last; `undefined` when everything was written
 */
export async function writeAudited(
  table: Table,
  writes: readonly Write[],
  audit: Audit,
): Promise<readonly WriteRefusal[] | undefined> {
  const refusals = await writeAll(table, [...writes, putAudit(table, audit)]);
  if (refusals?.at(-1) !== 'ConditionalCheckFailed') return refusals;
  const { isThere, value } = await lookUp(table, auditEntity, auditKey(audit));
  if (!isThere || value) return refusals;
  const replace = { Put: { TableName: table.name, Item: auditEntity.toItem(audit) } };
  return await writeAll(table, [...writes, replace]);
}

/** Reads what happened to a subject, oldest first; empty when nothing did. */
export async function listAudits(table: Table, clinicId: string, subject: string): Promise<Audit[]> {
  const range = { pk: clinicPartition(clinicId), prefix: `${PREFIX.audit}${subject}#` };
  return await listItems(table, auditEntity, range);
}

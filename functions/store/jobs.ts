import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Audit } from '../domain/audit.ts';
import { AppError } from '../domain/error.ts';
import { RETAG_EFFECTS, RETAG_PHASES, type RetagJob } from '../domain/job.ts';
import { auditEntity } from './audits.ts';
import { entity } from './entity.ts';
import { clinicPartition, type Key, PREFIX } from './keys.ts';
import { getItem, lookUp, type Table, type Write, writeAll } from './table.ts';

const count = z.int().min(0);

const schema = z.object({
  clinicId: z.string(),
  lexiconVersion: z.string(),
  phase: z.enum(RETAG_PHASES),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  appliedBy: z.string().exactOptional(),
  counts: z.object({
    read: count,
    changed: count,
    rewritten: count,
    conditions: z.array(
      z.object({
        conditionId: z.string(),
        counts: z.object({ added: count, proposed: count, removed: count }),
        examples: z.array(
          z.object({
            effect: z.enum(RETAG_EFFECTS),
            listingId: z.string(),
            reviewId: z.string(),
            contentHash: z.string(),
            start: count,
            end: count,
          }),
        ),
      }),
    ),
  }),
  total: count.exactOptional(),
  cursor: z.string().exactOptional(),
  countedTo: z.string().exactOptional(),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int().min(1),
}) satisfies z.ZodType<RetagJob>;

const jobEntity = entity<RetagJob>('job', schema, ({ clinicId }) => jobKey(clinicId));

/** A step of a job: as it was (absent for the first), as it is now, and what the audit says of it, if anything. */
export interface JobStep {
  readonly before: RetagJob | undefined;
  readonly after: RetagJob;
  readonly audit?: Omit<Audit, 'clinicId' | 'version'>;
}

/** The jobs of clinics: one re-tagging each, the latest. */
export interface Jobs {
  readonly find: (clinicId: string) => Promise<RetagJob | undefined>;
  /** Writing a step again succeeds. @throws AppError `conflict` when another worker was faster */
  readonly save: (step: JobStep) => Promise<void>;
}

/** Opens the jobs of LedgerTable. */
export function openJobs(ledger: Table): Jobs {
  const find: Jobs['find'] = (clinicId) => getItem(ledger, jobEntity, jobKey(clinicId));
  return {
    find,
    async save({ before, after, audit }) {
      const { clinicId, version } = after;
      const line = audit ? [putLine(ledger, { ...audit, clinicId, version })] : [];
      const refusals = await writeAll(ledger, [putJob(ledger, after, unchangedSince(before)), ...line]);
      if (!refusals) return;
      const { isThere, value } = await lookUp(ledger, jobEntity, jobKey(clinicId));
      if (isDeepStrictEqual(value, after)) return;
      // A job that cannot be read is only work to be done again.
      const isUnreadable = isThere && !value;
      if (!before && isUnreadable && !(await writeAll(ledger, [putJob(ledger, after), ...line]))) return;
      throw new AppError('conflict', 'Another worker went on with this job.');
    },
  };
}

function putJob({ name }: Table, job: RetagJob, condition: Partial<Write['Put']> = {}): Write {
  return { Put: { TableName: name, Item: jobEntity.toItem(job), ...condition } };
}

function unchangedSince(before: RetagJob | undefined) {
  if (!before) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': before.version },
  };
}

function putLine({ name }: Table, line: Audit) {
  return {
    Put: {
      TableName: name,
      Item: auditEntity.toItem(line),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

function jobKey(clinicId: string): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.job}retag` };
}

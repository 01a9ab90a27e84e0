import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Audit } from '../domain/audit.ts';
import type { Listing } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { type Import, leavesAt } from '../domain/import.ts';
import { watchOfCopy } from '../domain/listing-watch.ts';
import { putAudit } from './audits.ts';
import { entity, reportUnreadable } from './entity.ts';
import { BY_STATUS, clinicPartition, type Key, PREFIX } from './keys.ts';
import { type Lease, type ListingRef, leaseCheck } from './leases.ts';
import { duePartition, toWatchKey } from './pull-entity.ts';
import { getItem, listItems, type Table, type Write, writeAll } from './table.ts';

/** There are no copies of another source. */
const SOURCE = 'google-business';

const schema = z.object({
  clinicId: z.string(),
  listingId: z.string(),
  exportedAt: z.iso.datetime(),
  startedAt: z.iso.datetime(),
  firstAt: z.iso.datetime().exactOptional(),
  by: z.string(),
  total: z.int().min(0),
  finishedAt: z.iso.datetime().exactOptional(),
}) satisfies z.ZodType<Import>;

/** A copy is watched, like a listing that is pulled, from when its last part came. */
const importEntity = entity<Import>('import', schema, (copy) => ({
  ...importKey(copy),
  ...(copy.finishedAt !== undefined && {
    [BY_STATUS.pk]: duePartition(copy),
    [BY_STATUS.sk]: toWatchKey(watchOfCopy(SOURCE, leavesAt(copy))),
  }),
}));

/** The last import of each listing. */
export interface Imports {
  readonly find: (ref: ListingRef) => Promise<Import | undefined>;
  readonly listOf: (clinicId: string) => Promise<Import[]>;
  /**
   * When the first import of a place began, ISO 8601 UTC: `at`, if there was none. Kept by Google's own id of the place,
   * whatever becomes of its listing, and never changed.
   */
  readonly first: (place: Pick<Listing, 'clinicId' | 'sourceListingId'>, at: string) => Promise<string>;
  /** Keeps that an import began, with its audit line. @throws AppError `conflict` when the lease is lost */
  readonly begin: (started: Import, lease: Lease, audit: Audit) => Promise<void>;
  /** Keeps that its last part came. @throws AppError `conflict` when the lease is lost */
  readonly finish: (finished: Import, lease: Lease) => Promise<void>;
}

/** Opens the imports of LedgerTable. */
export function openImports(ledger: Table): Imports {
  const save = async (imported: Import, lease: Lease, more: readonly Write[]) => {
    const put = { Put: { TableName: ledger.name, Item: importEntity.toItem(imported) } };
    const refusals = await writeAll(ledger, [put, leaseCheck(ledger, lease), ...more]);
    if (refusals)
      throw new AppError('conflict', 'Somebody else works on this listing. Try again in a minute.');
  };
  return {
    find: (ref) => getItem(ledger, importEntity, importKey(ref)),
    listOf: (clinicId) =>
      listItems(ledger, importEntity, { pk: clinicPartition(clinicId), prefix: PREFIX.import }),
    async first({ clinicId, sourceListingId }, at) {
      const { Attributes } = await ledger.client.send(
        new UpdateCommand({
          TableName: ledger.name,
          Key: { pk: clinicPartition(clinicId), sk: `${PREFIX.firstImport}${sourceListingId}` },
          UpdateExpression: 'SET #type = :type, firstAt = if_not_exists(firstAt, :at)',
          ExpressionAttributeNames: { '#type': 'type' },
          ExpressionAttributeValues: { ':type': 'first-import', ':at': at },
          ReturnValues: 'ALL_NEW',
        }),
      );
      const first = z.object({ firstAt: z.iso.datetime() }).safeParse(Attributes);
      if (first.success) return first.data.firstAt;
      // Nobody can tell whether its time is over: a new beginning would be a way around that.
      reportUnreadable('first-import', Attributes ?? {}, 'firstAt');
      throw new AppError('conflict', 'When this place was first imported cannot be read. Ask the operator.');
    },
    begin: (started, lease, audit) => save(started, lease, [putAudit(ledger, audit)]),
    finish: (finished, lease) => save(finished, lease, []),
  };
}

function importKey({ clinicId, listingId }: ListingRef): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.import}${listingId}` };
}

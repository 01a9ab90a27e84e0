import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { AppError } from '../domain/error.ts';
import { SOURCE_NAMES, type SourceName } from '../domain/review.ts';
import type { SourceSwitch } from '../domain/source-switch.ts';
import { entity } from './entity.ts';
import { type Key, PREFIX, SWITCH_PARTITION } from './keys.ts';
import { getItem, listAll, listItems, lookUp, type Table, writeAll } from './table.ts';

const schema = z.object({
  source: z.enum(SOURCE_NAMES),
  isOff: z.boolean(),
  changedAt: z.iso.datetime(),
  by: z.string(),
  commercialConsent: z.object({ recordedOn: z.iso.date(), document: z.string() }).exactOptional(),
  version: z.int(),
}) satisfies z.ZodType<SourceSwitch>;

const switchEntity = entity<SourceSwitch>('source-switch', schema, ({ source }) => switchKey(source));

/** Every version there ever was stays beside the present one: that is its record. */
const recordEntity = entity<SourceSwitch>('source-switch-record', schema, recordKey);

/**
 * What the operator has set for each source. One that cannot be read stands as off: nobody can tell that it is not.
 * All lie in one partition of their own, and one read gives all.
 */
export interface SourceSwitches {
  readonly find: (source: SourceName) => Promise<SourceSwitch | undefined>;
  /** Those that were ever set, strongly consistent. */
  readonly listAll: () => Promise<SourceSwitch[]>;
  /** Every version of a source's switch, oldest first; empty when it was never set. */
  readonly listRecord: (source: SourceName) => Promise<SourceSwitch[]>;
  /**
   * Saves the next version together with its record.
   *
   * @throws AppError `conflict` when somebody was faster
   */
  readonly save: (next: SourceSwitch) => Promise<void>;
}

/** Opens the switches of LedgerTable. */
export function openSourceSwitches(ledger: Table): SourceSwitches {
  const list = (prefix: string) => ({ pk: SWITCH_PARTITION, prefix });
  return {
    async find(source) {
      const { isThere, value } = await lookUp(ledger, switchEntity, switchKey(source));
      return isThere && !value ? standsOff(source) : value;
    },
    async listAll() {
      const { values, unreadable } = await listAll(ledger, switchEntity, list(PREFIX.sourceSwitch));
      const off = SOURCE_NAMES.filter((source) => unreadable.includes(switchKey(source).sk));
      return [...values, ...off.map(standsOff)];
    },
    listRecord: (source) => listItems(ledger, recordEntity, list(recordPrefix(source))),
    save: (next) => saveNext(ledger, next),
  };
}

function standsOff(source: SourceName): SourceSwitch {
  return { source, isOff: true, changedAt: '1970-01-01T00:00:00.000Z', by: 'operator', version: 0 };
}

async function saveNext(ledger: Table, next: SourceSwitch): Promise<void> {
  const { name: TableName } = ledger;
  const condition =
    next.version === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :before',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':before': next.version - 1 },
        };
  const record = {
    Put: {
      TableName,
      Item: recordEntity.toItem(next),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
  const put = { Put: { TableName, Item: switchEntity.toItem(next), ...condition } };
  if (!(await writeAll(ledger, [put, record]))) return;
  if (isDeepStrictEqual(await getItem(ledger, recordEntity, recordKey(next)), next)) return;
  throw new AppError('conflict', 'Somebody else changed this source meanwhile. Look again.');
}

function switchKey(source: SourceName): Key {
  return { pk: SWITCH_PARTITION, sk: `${PREFIX.sourceSwitch}${source}` };
}

function recordKey({ source, version }: SourceSwitch): Key {
  return { pk: SWITCH_PARTITION, sk: `${recordPrefix(source)}${String(version).padStart(8, '0')}` };
}

function recordPrefix(source: SourceName): string {
  return `${PREFIX.audit}source/${source}#`;
}

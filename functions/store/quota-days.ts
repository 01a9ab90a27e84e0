import * as z from 'zod';
import { dayAt, newQuotaDay, type QuotaDay } from '../domain/quota-day.ts';
import { SOURCE_NAMES, type SourceName } from '../domain/review.ts';
import { changeItem, type Step } from './change-item.ts';
import { entity } from './entity.ts';
import { type Key, sourcePartition } from './keys.ts';
import { getItem, type Table } from './table.ts';

const count = z.int().min(0);

const dayEntity = entity<QuotaDay>(
  'quota-day',
  z.object({
    source: z.enum(SOURCE_NAMES),
    on: z.iso.date(),
    limit: count.exactOptional(),
    elsewhere: count,
    used: z.record(z.string(), z.record(z.string(), count)),
    before: z.record(z.string(), z.array(z.string())),
    version: count,
  }),
  ({ source }) => dayKey(source),
);

/** The days of the sources that count the calls of a day: one item each, which goes from day to day. */
export interface QuotaDays {
  /** The day at `now`, ISO 8601 UTC. */
  readonly find: (source: SourceName, now: string) => Promise<QuotaDay>;
  /** Changes the day at `now`; tried again when somebody else was faster. @throws Error when that does not end */
  readonly change: <Result>(
    source: SourceName,
    now: string,
    change: (day: QuotaDay) => Step<QuotaDay, Result>,
  ) => Promise<Result>;
}

/** Opens the days of LedgerTable. */
export function openQuotaDays(ledger: Table): QuotaDays {
  return {
    async find(source, now) {
      return dayAt((await getItem(ledger, dayEntity, dayKey(source))) ?? newQuotaDay(source, now), now);
    },
    change: (source, now, change) =>
      changeItem(
        { table: ledger, entity: dayEntity, key: dayKey(source), fresh: newQuotaDay(source, now) },
        (day) => change(dayAt(day, now)),
      ),
  };
}

function dayKey(source: SourceName): Key {
  return { pk: sourcePartition(source), sk: 'DAY' };
}

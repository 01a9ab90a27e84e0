import { NumberValue, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Item } from '../../functions/store/entity.ts';
import {
  clinicPartition,
  type Key,
  PREFIX,
  SWITCH_PARTITION,
  staffPartition,
} from '../../functions/store/keys.ts';
import type { Table } from '../../functions/store/table.ts';
import type { TestTables } from './tables.ts';

/** Ways for an item to be in no form we know; each gives its attributes besides the keys. */
export const BREAKS: Readonly<Record<string, Item>> = {
  'holds nothing': {},
  'holds other types': {
    version: 'one',
    clinicId: 7,
    reviewId: ['x'],
    stars: {},
    source: true,
    expiresAt: 12,
  },
  'holds a number beyond all numbers': { version: NumberValue.from('9'.repeat(38)) },
  'holds empty strings': { clinicId: '', listingId: '', reviewId: '', status: '', expiresAt: '', version: 1 },
  'is of a newer form': { format: 9, version: 3, value: { clinicId: 'x', stars: 'FIVE' } },
  'names built-ins': { source: '__proto__', status: 'constructor', stars: 'toString', version: 1 },
};

/** Keys of an item of every kind that lies in a clinic's partition of the ledger or beside it, less the given id. */
function ledgerKeys(clinicId: string, id: string): readonly Key[] {
  const { review: _r, summary: _s, tagging: _t, sourceSwitch, clinic: _c, feedState: _f, ...kinds } = PREFIX;
  const pk = clinicPartition(clinicId);
  return [
    ...Object.values(kinds).map((prefix) => ({ pk, sk: `${prefix}${id}` })),
    { pk, sk: `${PREFIX.audit}moderation/${id}#00000001` },
    { pk, sk: `${PREFIX.testimonial}mill-lane#${id}` },
    { pk, sk: `${PREFIX.job}retag` },
    { pk: staffPartition(`staff-${id}`), sk: pk },
    { pk: `EMBEDID#${id}`, sk: 'EMBEDID#' },
    { pk: SWITCH_PARTITION, sk: `${sourceSwitch}direct` },
  ];
}

/** Keys of an item of every kind in a clinic's partition of what sources lend. */
function contentKeys(clinicId: string, listingId: string, id: string): readonly Key[] {
  const pk = clinicPartition(clinicId);
  return [
    { pk, sk: `${PREFIX.review}${listingId}#${id}` },
    { pk, sk: `${PREFIX.tagging}${listingId}#${id}` },
    { pk, sk: `${PREFIX.summary}${id}` },
    { pk, sk: `${PREFIX.standings}${listingId}#_` },
  ];
}

/** Puts an item as it is, in whatever form. */
export async function putRaw({ name, client }: Table, item: Item & Key): Promise<void> {
  await client.send(new PutCommand({ TableName: name, Item: item }));
}

/** Puts an item of every kind into both tables, in one broken form. */
export async function putBroken(
  { content, ledger }: Pick<TestTables, 'content' | 'ledger'>,
  { clinicId, listingId }: { readonly clinicId: string; readonly listingId: string },
  broken: Item,
): Promise<void> {
  const id = 'a-thing-nobody-can-read';
  for (const key of ledgerKeys(clinicId, id)) await putRaw(ledger, { ...broken, ...key });
  for (const key of contentKeys(clinicId, listingId, id)) await putRaw(content, { ...broken, ...key });
}

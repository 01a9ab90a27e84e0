import * as z from 'zod';
import { CONNECTION_STATES, type Connection } from '../domain/connection.ts';
import { SOURCE_FAILURES } from '../domain/pull.ts';
import { entity } from './entity.ts';
import { clinicPartition, type Key, PREFIX } from './keys.ts';
import { type Change, saveVersioned } from './save-versioned.ts';
import { getItem, listItems, type Table } from './table.ts';

const connectionEntity = entity<Connection>(
  'connection',
  z.object({
    clinicId: z.string(),
    connectionId: z.string(),
    source: z.literal('google-business'),
    state: z.enum(CONNECTION_STATES),
    consentedAt: z.iso.datetime(),
    consentedBy: z.string(),
    locations: z.array(
      z.object({
        accountId: z.string(),
        locationId: z.string(),
        title: z.string(),
        mapsUrl: z.string().exactOptional(),
        placeId: z.string().exactOptional(),
        newReviewUrl: z.string().exactOptional(),
      }),
    ),
    listedAt: z.iso.datetime().exactOptional(),
    listFailure: z.enum(SOURCE_FAILURES).exactOptional(),
    isLeftAtSource: z.boolean().exactOptional(),
    version: z.int(),
  }),
  connectionKey,
);

/** Consents at sources; written by the sources stage only. No token is in any of them. */
export interface Connections {
  readonly find: (clinicId: string, connectionId: string) => Promise<Connection | undefined>;
  /** In order of their ids; empty when there are none. */
  readonly listOf: (clinicId: string) => Promise<Connection[]>;
  /** @throws AppError `conflict` when somebody was faster */
  readonly save: (change: Change<Connection>) => Promise<void>;
}

/** Opens the connections of LedgerTable. */
export function openConnections(ledger: Table): Connections {
  return {
    find: (clinicId, connectionId) =>
      getItem(ledger, connectionEntity, connectionKey({ clinicId, connectionId })),
    listOf: (clinicId) =>
      listItems(ledger, connectionEntity, { pk: clinicPartition(clinicId), prefix: PREFIX.connection }),
    save: (change) => saveVersioned(ledger, connectionEntity, change),
  };
}

function connectionKey({ clinicId, connectionId }: Pick<Connection, 'clinicId' | 'connectionId'>): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.connection}${connectionId}` };
}

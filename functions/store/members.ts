import * as z from 'zod';
import { type Member, ROLES } from '../domain/clinic.ts';
import { entity } from './entity.ts';
import { clinicPartition, type Key, staffPartition } from './keys.ts';
import { type Change, saveVersioned } from './save-versioned.ts';
import { getItem, getItems, listItems, type Table } from './table.ts';

const memberEntity = entity<Member>(
  'member',
  z.object({
    clinicId: z.string(),
    staffId: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    version: z.int(),
  }),
  ({ clinicId, staffId }) => memberKey(staffId, clinicId),
);

/** Who belongs to which clinic; the only ground of every permission. */
export interface Members {
  readonly find: (staffId: string, clinicId: string) => Promise<Member | undefined>;
  /** Those of the people who are members now, in no order. */
  readonly findMany: (staffIds: readonly string[], clinicId: string) => Promise<Member[]>;
  /** Every clinic of a person; empty for a stranger. */
  readonly listOf: (staffId: string) => Promise<Member[]>;
  /** @throws AppError `conflict` when somebody was faster */
  readonly save: (change: Change<Member>) => Promise<void>;
}

/** Opens the memberships of LedgerTable. */
export function openMembers(ledger: Table): Members {
  return {
    find: (staffId, clinicId) => getItem(ledger, memberEntity, memberKey(staffId, clinicId)),
    findMany: (staffIds, clinicId) => {
      const keys = [...new Set(staffIds)].map((staffId) => memberKey(staffId, clinicId));
      return getItems(ledger, memberEntity, keys);
    },
    listOf: (staffId) => listItems(ledger, memberEntity, { pk: staffPartition(staffId) }),
    save: (change) => saveVersioned(ledger, memberEntity, change),
  };
}

function memberKey(staffId: string, clinicId: string): Key {
  return { pk: staffPartition(staffId), sk: clinicPartition(clinicId) };
}

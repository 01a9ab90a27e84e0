import * as z from 'zod';
import { type Member, ROLES } from '../domain/clinic.ts';
import { entity } from './entity.ts';
import { clinicPartition, staffPartition } from './keys.ts';
import { type Change, saveVersioned } from './save-versioned.ts';
import { getItem, listItems, type Table } from './table.ts';

const memberEntity = entity<Member>(
  'member',
  z.object({
    clinicId: z.string(),
    staffId: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    version: z.int(),
  }),
  ({ clinicId, staffId }) => ({ pk: staffPartition(staffId), sk: clinicPartition(clinicId) }),
);

/** Who belongs to which clinic; the only ground of every permission. */
export interface Members {
  readonly find: (staffId: string, clinicId: string) => Promise<Member | undefined>;
  /** Every clinic of a person; empty for a stranger. */
  readonly listOf: (staffId: string) => Promise<Member[]>;
  /** @throws AppError `conflict` when somebody was faster */
  readonly save: (change: Change<Member>) => Promise<void>;
}

/** Opens the memberships of LedgerTable. */
export function openMembers(ledger: Table): Members {
  return {
    find: (staffId, clinicId) =>
      getItem(ledger, memberEntity, { pk: staffPartition(staffId), sk: clinicPartition(clinicId) }),
    listOf: (staffId) => listItems(ledger, memberEntity, { pk: staffPartition(staffId) }),
    save: (change) => saveVersioned(ledger, memberEntity, change),
  };
}

import * as z from 'zod';
import { APPLICATION_STEPS, type GoogleApplication } from '../domain/google-application.ts';
import { entity } from './entity.ts';
import { clinicPartition, type Key, PREFIX } from './keys.ts';
import { type Change, saveVersioned } from './save-versioned.ts';
import { getItem, type Table } from './table.ts';

const applicationEntity = entity<GoogleApplication>(
  'application',
  z.object({
    clinicId: z.string(),
    appliedOn: z.iso.date().exactOptional(),
    done: z.array(z.enum(APPLICATION_STEPS)),
    version: z.int(),
  }),
  ({ clinicId }) => applicationKey(clinicId),
);

/** How far clinics have come with Google's approval. */
export interface GoogleApplications {
  readonly find: (clinicId: string) => Promise<GoogleApplication | undefined>;
  /** @throws AppError `conflict` when somebody was faster */
  readonly save: (change: Change<GoogleApplication>) => Promise<void>;
}

/** Opens the applications of LedgerTable. */
export function openGoogleApplications(ledger: Table): GoogleApplications {
  return {
    find: (clinicId) => getItem(ledger, applicationEntity, applicationKey(clinicId)),
    save: (change) => saveVersioned(ledger, applicationEntity, change),
  };
}

function applicationKey(clinicId: string): Key {
  return { pk: clinicPartition(clinicId), sk: `${PREFIX.application}google` };
}

import * as z from 'zod';
import { SOURCE_NAMES, type SourceName } from '../domain/review.ts';
import { newGate, type SourceGate } from '../domain/source-gate.ts';
import { changeItem, type Step } from './change-item.ts';
import { entity } from './entity.ts';
import { type Key, sourcePartition } from './keys.ts';
import { getItem, type Table } from './table.ts';

const gateEntity = entity<SourceGate>(
  'source-gate',
  z.object({
    source: z.enum(SOURCE_NAMES),
    freeAt: z.iso.datetime(),
    plannedTo: z.string(),
    failing: z.array(z.string()),
    closings: z.int().min(0),
    closedUntil: z.iso.datetime().exactOptional(),
    triedUntil: z.iso.datetime().exactOptional(),
    usedUpUntil: z.iso.datetime().exactOptional(),
    version: z.int().min(0),
  }),
  ({ source }) => gateKey(source),
);

/** The gates of the sources, one each. */
export interface SourceGates {
  /** A source that nobody has called has a gate like any other. */
  readonly find: (source: SourceName) => Promise<SourceGate>;
  /** Changes a gate as it is now; tried again when somebody else was faster. @throws Error when that does not end */
  readonly change: <Result>(
    source: SourceName,
    change: (gate: SourceGate) => Step<SourceGate, Result>,
  ) => Promise<Result>;
}

/** Opens the gates of LedgerTable. */
export function openSourceGates(ledger: Table): SourceGates {
  return {
    find: async (source) => (await getItem(ledger, gateEntity, gateKey(source))) ?? newGate(source),
    change: (source, change) =>
      changeItem({ table: ledger, entity: gateEntity, key: gateKey(source), fresh: newGate(source) }, change),
  };
}

function gateKey(source: SourceName): Key {
  return { pk: sourcePartition(source), sk: 'GATE' };
}

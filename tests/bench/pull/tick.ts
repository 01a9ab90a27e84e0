import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inParallel } from '../../../functions/platform/batch.ts';
import { queueDue } from '../../../functions/sources/schedule.ts';
import { openPulls } from '../../../functions/store/pulls.ts';
import { openSourceGates } from '../../../functions/store/source-gates.ts';
import { NOW } from '../../support/builders.ts';
import { startTables } from '../../support/tables.ts';

const LISTINGS = 10_000;
/** As in the settings. */
const CALLS_A_MINUTE = 150;
const TICK_MINUTES = 5;

/** Prints what it takes to give ten thousand Google listings that are due at once their place under Google's rate. */
export async function benchTick(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-tick-'));
  const { ledger, stop } = await startTables(join(folder, 'tables.db'));
  try {
    const pulls = openPulls(ledger);
    const ids = Array.from({ length: LISTINGS }, (_, at) => `clinic-${at}`);
    const source = 'google-business' as const;
    await inParallel(ids, 10, (clinicId) => pulls.open({ clinicId, listingId: 'google', source }, NOW));
    let sent = 0;
    const [begun, busy] = [performance.now(), process.cpuUsage()];
    await queueDue({
      pulls,
      gates: openSourceGates(ledger),
      callsAMinute: { [source]: CALLS_A_MINUTE },
      tickMinutes: TICK_MINUTES,
      queue: {
        send: async (messages) => {
          sent += messages.length;
        },
      },
      now: () => NOW,
    });
    const seconds = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(busy);
    console.log(
      `\n${LISTINGS.toLocaleString('en')} Google listings due at once, ${CALLS_A_MINUTE} calls a minute`,
    );
    console.table([
      {
        'seconds, limit 60': seconds.toFixed(1),
        'of processor time': ((user + system) / 1_000_000).toFixed(1),
        'messages sent': sent,
        'given a later place': LISTINGS - sent,
      },
    ]);
  } finally {
    await stop();
    rmSync(folder, { recursive: true });
  }
}

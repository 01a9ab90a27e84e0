import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listReviews } from '../../functions/admin/list-reviews.ts';
import { openNeeds } from '../../functions/admin/needs.ts';
import { readClinic } from '../../functions/admin/read-clinic.ts';
import { readFairDisplay } from '../../functions/admin/read-fair-display.ts';
import { settleStandings } from '../../functions/moderation/settle-standings.ts';
import { openStandings } from '../../functions/store/standings.ts';
import { aState, tellMany } from '../feed/feed-world.ts';
import { storeWorld } from '../feed/stored-world.ts';
import { startCloud } from '../support/bucket.ts';
import { NOW } from '../support/builders.ts';
import { meterClient } from '../support/meter.ts';
import { startTables } from '../support/tables.ts';

const REVIEWS = 9_000;
const CLIENTS = 64;
/** As many as a delivery of the stream brings. */
const BATCH = 25;
const READINGS = 7;
const BUDGET_MS = 1_000;

/**
 * Prints what counting nine thousand reviews costs, keeping up with one decision, and the lists and the lengths of the
 * queues for 64 people at once. Processor time is this process's own, without the engine's.
 */
export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-fair-'));
  const [tables, cloud] = await Promise.all([startTables(join(folder, 'tables.db')), startCloud()]);
  try {
    const meter = meterClient(tables.ledger.client);
    const all = tellMany(REVIEWS, (number) => ({ stars: ((number % 5) + 1) as 1 | 2 | 3 | 4 | 5 }));
    const world = await storeWorld(tables, await cloud.makeBucket(), { state: aState({}), all });
    const { clinicId } = world;
    const needs = openNeeds(tables.content, tables.ledger, () => NOW);
    const standing = { ...needs, standings: openStandings(tables.content, () => NOW) };
    const refs = (await needs.moderations.listOf(clinicId)).map(({ listingId, reviewId }) => ({
      ...{ clinicId, listingId, reviewId },
    }));
    const measure = async (what: string, times: number, work: (at: number) => Promise<unknown>) => {
      const taken: number[] = [];
      meter.reset();
      const before = process.cpuUsage();
      for (let at = 0; at < times; at += 1) {
        const begun = performance.now();
        await work(at);
        taken.push(performance.now() - begun);
      }
      const { requests, readUnits, writeUnits } = meter.read();
      const { user, system } = process.cpuUsage(before);
      const each = (sum: number) => Math.round(sum / times);
      const ms = Math.round(taken.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0);
      return {
        what,
        ms,
        'processor ms': each((user + system) / 1000),
        requests: each(requests),
        'read units': each(readUnits),
        'write units': each(writeUnits),
      };
    };
    const onePerPart = [...new Map(refs.map((ref) => [ref.reviewId.slice(0, 1), ref])).values()];
    const rows = [
      await measure('make all parts', 1, () => settleStandings(onePerPart, standing)),
      await measure('keep 25 reviews', READINGS, (at) =>
        settleStandings(refs.slice(at * BATCH, (at + 1) * BATCH), standing),
      ),
      await measure('count all', READINGS, () => readFairDisplay(clinicId, needs)),
      await measure('follow one decision', READINGS, async (at) => {
        await world.decide(refs[at * 100]?.reviewId ?? '', 'waiting');
        await settleStandings(refs.slice(at * 100, at * 100 + 1), standing);
      }),
      await measure(`${CLIENTS} lists at once`, READINGS, () =>
        Promise.all(
          Array.from({ length: CLIENTS }, () => listReviews(clinicId, { queue: 'shown', limit: 25 }, needs)),
        ),
      ),
      await measure(`${CLIENTS} queue lengths at once`, READINGS, () =>
        Promise.all(Array.from({ length: CLIENTS }, () => readClinic(clinicId, needs))),
      ),
    ];
    console.log(`\nFair display of ${REVIEWS} reviews; budget to count all of them ${BUDGET_MS} ms`);
    console.table(rows);
  } finally {
    await Promise.all([tables.stop(), cloud.stop()]);
    rmSync(folder, { recursive: true });
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishFeed } from '../../functions/feed/publish.ts';
import { aState, idOf, tellMany } from '../feed/feed-world.ts';
import { type StoredWorld, storeWorld } from '../feed/stored-world.ts';
import { startCloud } from '../support/bucket.ts';
import { anEmbed } from '../support/builders.ts';
import { type Metered, meterClient } from '../support/meter.ts';
import { startTables } from '../support/tables.ts';

const SHOWN = [100, 1000, 10_000];
const MOST_PUTS = 30;
/** At the newest end, in the middle, at the oldest end; each says sciatica, so also back pain. */
const PLACES = [0, 0.5, 1];

const embeds = [
  anEmbed(),
  anEmbed({ embedId: 'juniper-es', language: 'es' }),
  anEmbed({ embedId: 'yoga-studio', audience: 'partner' }),
];

/** Prints what publishing one approval costs by how many are shown already: three embeds, two conditions. */
export async function bench(): Promise<void> {
  const rows: object[] = [];
  for (const count of SHOWN) rows.push(...(await measure(count)));
  console.log(`\nPublishing one approval, 3 embeds and 2 conditions; budget ${MOST_PUTS} puts`);
  console.table(rows);
}

async function measure(count: number): Promise<readonly object[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-publish-'));
  const [tables, cloud] = await Promise.all([startTables(join(folder, 'tables.db')), startCloud()]);
  try {
    // One connection serves both tables.
    const meter = meterClient(tables.ledger.client);
    const world = await storeWorld(tables, await cloud.makeBucket(), {
      state: aState({ embeds: embeds.map((embed) => ({ ...embed, embedId: `${embed.embedId}-${count}` })) }),
      all: saying(count),
    });
    await publishFeed(world.clinicId, world.needs);
    const rows: object[] = [];
    for (const place of PLACES) {
      const number = 12 * Math.round((place * (count - 12)) / 12);
      rows.push({ shown: count, 'age of it, days': number, ...(await approve(world, number, meter)) });
    }
    return rows;
  } finally {
    await Promise.all([tables.stop(), cloud.stop()]);
    rmSync(folder, { recursive: true });
  }
}

/** Takes one review back, and publishes its new approval. */
async function approve(world: StoredWorld, number: number, meter: Metered): Promise<object> {
  await world.decide(idOf(number), 'waiting');
  await publishFeed(world.clinicId, world.needs);
  await world.decide(idOf(number), 'shown');
  meter.reset();
  const begun = performance.now();
  const { puts, removed } = await publishFeed(world.clinicId, world.needs);
  const ms = Math.round(performance.now() - begun);
  const { requests, readUnits, writes } = meter.read();
  return { puts, 'within budget': puts <= MOST_PUTS, removed, requests, 'read units': readUnits, writes, ms };
}

/** At both locations; a twelfth says one child of back pain, a twelfth another. Numbers 0, 12, 24 … say sciatica. */
function saying(count: number) {
  return tellMany(count, (number) => ({
    text: `Number ${number}: my ${['sciatica', 'scoliosis'][number % 12] ?? 'knees'} and their kindness.`,
    listingId: number % 24 < 12 ? 'mill-lane-google' : 'harbour-google',
  }));
}

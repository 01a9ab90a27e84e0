import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClinics } from '../../functions/store/clinics.ts';
import { assembleLocal } from '../../infra/assemble.ts';
import { readTemplate } from '../../infra/aws-rules/template.ts';
import { FUNCTIONS_DIST } from '../../infra/dist.ts';
import { type FakeGoogle, startFakeGoogle } from '../../infra/sample/fake-google.ts';
import type { FakeGoogleReview } from '../../infra/sample/fake-google-reviews.ts';
import { aListing } from '../support/builders.ts';
import { type MeteredEngine, meterEngine } from '../support/meter.ts';
import { runNode } from '../support/run-node.ts';
import { startTables } from '../support/tables.ts';
import type { PullCost } from './child-pull.ts';
import { benchManyListings } from './pull/many-listings.ts';
import { benchMonth } from './pull/month.ts';
import { benchTick } from './pull/tick.ts';

const COUNTS = [100, 1000, 10_000];
const PREFIX = '/bench';

/**
 * Prints what the pull function costs: the first time, with nothing changed, and with one review in a hundred changed;
 * then a month of quiet days, and a thousand listings that are due at once.
 */
export async function bench(): Promise<void> {
  const { assembly } = await assembleLocal();
  const rows: object[] = [];
  for (const count of COUNTS) rows.push(...(await measure(count, assembly)));
  console.log('\nPulling one listing, each time in a fresh process with the environment it is deployed with');
  console.table(rows);
  await benchMonth();
  await benchManyListings();
  await benchTick();
}

async function measure(count: number, assembly: string): Promise<readonly object[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-pull-'));
  const [tables, google] = await Promise.all([startTables(join(folder, 'tables.db')), startFakeGoogle()]);
  const secrets = {
    'google-client-id': 'fake-client',
    'google-client-secret': 'fake-client-secret',
    'google-refresh-token/main': google.addGrant(),
  };
  const parameters = new Map(Object.entries(secrets).map(([name, value]) => [`${PREFIX}/${name}`, value]));
  const engine = await meterEngine(tables.url, parameters);
  try {
    const listing = aListing({ sourceListingId: '222', accountId: '111' });
    google.addLocation({ accountId: '111', locationId: '222', title: 'Mill Lane', reviews: written(count) });
    const audit = {
      subject: 'listing',
      action: 'created',
      by: 'bench',
      at: new Date().toISOString(),
    } as const;
    await openClinics(tables.ledger).saveListing({ after: listing, audit });
    const env = {
      ...deployedVariables(assembly),
      ...{ CONTENT_TABLE: tables.content.name, LEDGER_TABLE: tables.ledger.name, SECRET_PREFIX: PREFIX },
      ...{ GOOGLE_OAUTH_URL: google.url, GOOGLE_REVIEWS_URL: google.url, AWS_ENDPOINT_URL: engine.url },
      ...{ AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' },
    };
    const rows = [{ reviews: count, pull: 'first', ...(await pullOnce(env, engine, count)) }];
    rows.push({ reviews: count, pull: 'unchanged', ...(await pullOnce(env, engine, count)) });
    changeSome(google, count);
    rows.push({ reviews: count, pull: '1 % changed', ...(await pullOnce(env, engine, count)) });
    return rows;
  } finally {
    await Promise.all([engine.stop(), google.stop(), tables.stop()]);
    rmSync(folder, { recursive: true });
  }
}

function deployedVariables(assembly: string): Readonly<Record<string, string>> {
  const functions = readTemplate(assembly, (text) => text).ofType('AWS::Lambda::Function');
  const pull = functions.find(
    ({ properties }) => properties.Environment.Variables.POWERTOOLS_SERVICE_NAME === 'sources/pull',
  );
  return pull?.properties.Environment.Variables;
}

async function pullOnce(
  env: Readonly<Record<string, string>>,
  engine: MeteredEngine,
  count: number,
): Promise<object> {
  engine.reset();
  const message = JSON.stringify({ clinicId: 'juniper', listingId: 'mill-lane-google' });
  const words = ['tests/bench/child-pull.ts', `${FUNCTIONS_DIST}/sources/pull/index.mjs`, message];
  const { code, stdout, stderr } = await runNode(words, { env });
  if (code !== 0 || !stdout.includes('"listing.pulled"'))
    throw new Error(`The pull ended with ${code}. ${stdout} ${stderr}`);
  const { ms, mostBytes }: PullCost = JSON.parse(stderr);
  const { writes, readUnits, writeUnits } = engine.read();
  return {
    seconds: Number((ms / 1000).toFixed(1)),
    'reviews a second': Math.round(count / (ms / 1000)),
    writes,
    'read units': readUnits,
    'write units': writeUnits,
    'memory, MB': Math.round(mostBytes / 1e6),
  };
}

/** A listing's reviews, one an hour, with texts as long as people write them. */
function written(count: number): readonly FakeGoogleReview[] {
  return Array.from({ length: count }, (_, number) => {
    const at = new Date(Date.UTC(2026, 0, 1) - number * 3_600_000).toISOString();
    const comment = `Visit ${number}: ${'they took their time and my back is better. '.repeat(1 + (number % 9))}`;
    const reviewer = { displayName: `Ana Ruiz ${number}` };
    return {
      reviewId: `review-${number}`,
      reviewer,
      starRating: 'FIVE',
      comment,
      createTime: at,
      updateTime: at,
    };
  });
}

function changeSome(google: FakeGoogle, count: number): void {
  for (let number = 0; number < count; number += 100) {
    google.editReview('222', `review-${number}`, { comment: `Visit ${number}: better still.` });
  }
}

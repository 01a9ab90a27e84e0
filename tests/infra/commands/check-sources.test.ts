import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyClinic } from '../../../functions/admin/apply-clinic.ts';
import { openNeeds } from '../../../functions/admin/needs.ts';
import { openEmbedClaims } from '../../../functions/store/embed-claims.ts';
import { openTables } from '../../../functions/store/table.ts';
import { checkSources } from '../../../infra/commands/check-sources.ts';
import { boot, type Runtime } from '../../../infra/local/boot.ts';
import { googleFaults } from '../../../infra/sample/fake-google-faults.ts';
import { confirmYelp } from '../../../infra/sample/live-history.ts';
import { type SampleSources, startSampleSources } from '../../../infra/sample/sample-sources.ts';
import { googleLocations, sampleClinic } from '../../../infra/sample/world.ts';

const STARTED_AT = new Date().toISOString();

let runtime: Runtime;
let sources: SampleSources;
beforeAll(async () => {
  [runtime, sources] = await Promise.all([
    boot({ assembly: 'cdk.out/local', port: 0 }),
    startSampleSources({ startedAt: STARTED_AT, port: 0 }),
  ]);
  sources.serveAsOf(STARTED_AT);
});
afterAll(() => Promise.all([runtime.stop(), sources.stop()]));

async function setUpClinic(): Promise<void> {
  const { aws, outputs } = runtime;
  const table = openTables(aws);
  const ledger = table(outputs.LedgerTable ?? '');
  await applyClinic(sampleClinic, {
    ...openNeeds(table(outputs.ContentTable ?? ''), ledger, () => new Date().toISOString()),
    embedClaims: openEmbedClaims(ledger),
    accounts: { findOrInvite: async (email) => email.split('@')[0] ?? '' },
  });
}

async function confirm(): Promise<void> {
  const { aws, outputs } = runtime;
  const table = openTables(aws);
  const now = () => new Date().toISOString();
  await confirmYelp(openNeeds(table(outputs.ContentTable ?? ''), table(outputs.LedgerTable ?? ''), now));
}

function check(secrets = sources.secrets): Promise<readonly string[]> {
  return checkSources({ runtime, readSecret: (name) => secrets[name], variables: sources.variables });
}

describe('checkSources', () => {
  it('says what to do when there is no listing yet', async () => {
    expect(await check()).toEqual(['No listing is set up yet: npm run clinic -- apply clinic.json']);
  });

  describe('of a clinic', () => {
    beforeAll(setUpClinic);

    it('reads nothing of Yelp while nobody has confirmed its consent, and says what to do', async () => {
      const lines = await check();
      const calls = sources.yelp.calls.length;
      await confirm();

      const [line] = lines.filter((one) => one.includes('yelp'));
      expect(line).toContain('Then: npm run source -- confirm yelp --document');
      expect(calls).toBe(0);
    });

    it('says of each listing what its source shows: numbers and a date', async () => {
      const lines = await check();

      const day = /newest of \d{4}-\d\d-\d\d/u.source;
      expect([...lines].sort()).toEqual([
        expect.stringMatching(
          `^juniper mill-lane-google: 4\\.\\d stars from 43 reviews; 43 on the first page, 34 with words; ${day}; no more pages$`,
        ),
        expect.stringMatching(
          `^juniper mill-lane-yelp: 4\\.5 stars from 22 reviews; 3 on the first page, 3 with words; ${day}; no more pages$`,
        ),
        expect.stringMatching(
          `^juniper orchard-row-google: 4\\.\\d stars from 18 reviews; 18 on the first page, 13 with words; ${day}; no more pages$`,
        ),
      ]);
    });

    it('holds no word of a review and no name of its author', async () => {
      const told = (await check()).join('\n');

      const reviews = googleLocations(STARTED_AT).flatMap((location) => location.reviews);
      const words = reviews.flatMap(({ comment, reviewer }) => [comment?.slice(0, 20), reviewer.displayName]);
      expect(words.length).toBeGreaterThan(100);
      expect(words.filter((word) => word && told.includes(word))).toEqual([]);
    });

    it('says what is wrong with one listing, and reads the others all the same', async () => {
      const [first] = googleLocations(STARTED_AT);
      sources.google.faults.push({
        ...googleFaults.permissionDenied(),
        when: ({ url }) => url.pathname.includes(first?.locationId ?? ''),
      });

      const lines = await check();

      expect(lines).toHaveLength(3);
      expect(lines.filter((line) => line.startsWith('juniper mill-lane-google: forbidden. '))).toHaveLength(
        1,
      );
      expect(lines.filter((line) => / stars from /u.test(line))).toHaveLength(2);
    });

    it('says which secret is missing, and makes no call without it', async () => {
      const before = sources.yelp.calls.length;

      const lines = await check({ ...sources.secrets, '/clinic-reviews/local/yelp-api-key': '' });

      expect(lines.find((line) => line.includes('yelp'))).toMatch(/: no-key\. .*yelp-api-key/u);
      expect(sources.yelp.calls.length).toBe(before);
    });

    it('writes nothing', async () => {
      const { aws, outputs } = runtime;
      await check();

      const content = openTables(aws)(outputs.ContentTable ?? '');
      const needs = openNeeds(content, openTables(aws)(outputs.LedgerTable ?? ''), () => STARTED_AT);
      expect(await needs.reviews.listOfClinic('juniper')).toEqual([]);
    });
  });
});

import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { openKept } from '../../../infra/data-folder/kept.ts';
import { startFakeGoogle } from '../../../infra/sample/fake-google.ts';
import { temporaryFolders } from '../../support/folders.ts';
import { endRunning, type RunOptions, runNode, startNode } from '../../support/run-node.ts';

const CLIENT = { GOOGLE_CLIENT_ID: 'fake-client', GOOGLE_CLIENT_SECRET: 'fake-client-secret' };
const aFolder = temporaryFolders();
afterEach(endRunning);

/** The command with every request to Google's real hosts led to a fake one. */
function connecting(google: string, dataDir: string, words: readonly string[] = []): [string[], RunOptions] {
  const lead = new URL('./child-lead-google.ts', import.meta.url).href;
  const env = { ...CLIENT, DATA_DIR: dataDir, FAKE_GOOGLE: google };
  return [['--import', lead, 'infra/commands/connect.ts', ...words], { env }];
}

describe('npm run connect', () => {
  it('keeps the grant as a secret, never says it, and lists what can be copied into the clinic’s file', async () => {
    const google = await startFakeGoogle();
    google.addLocation({ accountId: '111', locationId: '222', title: 'Juniper Lane, Mill Lane' });
    const dataDir = aFolder();
    const { says, ended } = startNode(...connecting(google.url, dataDir, ['--name', 'second']));

    const told = await says('code_challenge_method=');
    const address = new URL(/https:\S+/u.exec(told)?.[0] ?? '');
    const allowed = await fetch(`${google.url}/o/oauth2/v2/auth/allow${address.search}`);
    const { code, stdout, stderr } = await ended;

    expect(address.origin).toBe('https://accounts.google.com');
    expect([allowed.status, code, stderr]).toEqual([200, 0, '']);
    const kept = openKept(dataDir);
    const grant = kept.get('parameter', '/clinic-reviews/local/google-refresh-token/second');
    kept.close();
    expect(grant).toMatch(/^1\/\/fake-/u);
    expect(stdout).not.toContain(grant);
    expect(stdout).toContain('Connected as "second".');
    expect(JSON.parse(stdout.slice(stdout.indexOf('\n[') + 1))).toEqual([
      {
        listingId: 'google-222',
        locationId: '(the slug of Juniper Lane, Mill Lane)',
        source: 'google-business',
        sourceListingId: '222',
        accountId: '111',
        connectionId: 'second',
        pageUrl: 'https://maps.google.com/maps?cid=222',
      },
    ]);
    await google.stop();
  });

  it('stores nothing when the person refuses', async () => {
    const google = await startFakeGoogle();
    const dataDir = aFolder();
    const { says, ended } = startNode(...connecting(google.url, dataDir));

    const told = await says('code_challenge_method=');
    const asked = new URL(/https:\S+/u.exec(told)?.[0] ?? '').searchParams;
    await fetch(`${asked.get('redirect_uri')}?error=access_denied&state=${asked.get('state')}`);
    const { code, stderr } = await ended;

    expect([code, stderr]).toEqual([1, 'Google did not connect: access_denied. Nothing was stored.\n']);
    const kept = openKept(dataDir);
    expect(kept.list('parameter')).toEqual([]);
    kept.close();
    await google.stop();
  });

  it.each([
    [
      'no client',
      {},
      [],
      'Set GOOGLE_CLIENT_ID first: it is in your Google Cloud project under "Credentials".',
    ],
    ['a client without its secret', { GOOGLE_CLIENT_ID: 'x' }, [], 'Set GOOGLE_CLIENT_SECRET first'],
    [
      'a name that cannot be one',
      CLIENT,
      ['--name', 'My Clinic'],
      '--name takes 3 to 40 lower-case letters and digits',
    ],
    [
      'a name that the clinic file would not take',
      CLIENT,
      ['--name', 'my--clinic'],
      '--name takes 3 to 40 lower-case letters and digits',
    ],
    ['no data folder', CLIENT, [], 'Say where the local data lies'],
  ])('asks nobody for consent with %s', async (_, env, words, sentence) => {
    const cwd = aFolder();

    const ended = await runNode([`${process.cwd()}/infra/commands/connect.ts`, ...words], { env, cwd });

    expect([ended.code, ended.stdout]).toEqual([1, '']);
    expect(ended.stderr).toContain(sentence);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

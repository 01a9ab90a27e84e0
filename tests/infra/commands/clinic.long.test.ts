import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openClinics } from '../../../functions/store/clinics.ts';
import { openMembers } from '../../../functions/store/members.ts';
import { openTables } from '../../../functions/store/table.ts';
import { openAccounts } from '../../../infra/data-folder/accounts.ts';
import { openKept } from '../../../infra/data-folder/kept.ts';
import { noteRunning } from '../../../infra/data-folder/running.ts';
import { boot, type Runtime } from '../../../infra/local/boot.ts';
import { aClinicFile } from '../../admin/a-clinic-file.ts';
import { temporaryFolders } from '../../support/folders.ts';
import { type Ended, runNode } from '../../support/run-node.ts';

const aFolder = temporaryFolders();
const runtimes: Runtime[] = [];
afterEach(async () => {
  for (const runtime of runtimes.splice(0)) await runtime.stop();
});

/** Boots what the commands write into, as `npm start` does. */
async function startRuntime(dataDir: string): Promise<Runtime> {
  const runtime = await boot({ assembly: 'cdk.out/local', dataDir, port: 0 });
  runtimes.push(runtime);
  const kept = openKept(dataDir);
  noteRunning(kept, runtime);
  kept.close();
  return runtime;
}

function apply(file: unknown, dataDir: string): Promise<Ended> {
  const path = join(aFolder(), 'clinic.json');
  writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file));
  return runNode(['infra/commands/clinic.ts', 'apply', path], { env: { DATA_DIR: dataDir } });
}

/** How often each outcome is told. */
function outcomesIn({ stdout }: Ended): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [, outcome = ''] of stdout.matchAll(/^ {2}\w+ +[\w@.-]+ +(.+)$/gmu)) {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

function accountsIn(dataDir: string): readonly string[] {
  const kept = openKept(dataDir);
  const emails = openAccounts(kept)
    .list()
    .map(({ email }) => email);
  kept.close();
  return emails;
}

describe('npm run clinic -- apply', () => {
  it('makes the clinic in a data folder, invites its members once, and finds nothing to do the second time', async () => {
    const dataDir = aFolder();

    const first = await apply(aClinicFile(), dataDir);
    const second = await apply(aClinicFile(), dataDir);

    expect([first.code, outcomesIn(first)]).toEqual([0, { created: 8 }]);
    expect(first.stdout).toMatch(
      /^olga@juniper\.example signs in with the password [\w-]{16} \(shown this once\)\.$/mu,
    );
    expect([second.code, outcomesIn(second)]).toEqual([0, { 'as it was': 8 }]);
    expect(second.stdout).not.toContain('password');
    expect(accountsIn(dataDir)).toEqual(['olga@juniper.example']);
    const { aws, outputs } = await startRuntime(dataDir);
    const ledger = openTables(aws)(outputs.LedgerTable ?? '');
    expect(await openClinics(ledger).find('juniper')).toMatchObject({
      name: 'Juniper Lane Acupuncture',
      version: 1,
    });
  });

  it('says which fields it changed, and leaves alone what the file does not name', async () => {
    const dataDir = aFolder();
    await apply(aClinicFile(), dataDir);
    const file = aClinicFile();

    const changed = await apply(
      { ...file, clinic: { ...file.clinic, name: 'Juniper' }, embeds: file.embeds?.slice(0, 1) },
      dataDir,
    );

    expect(changed.stdout).toMatch(/^ {2}clinic +juniper +changed \(name\)$/mu);
    expect(changed.stdout).toMatch(/^ {2}embed +juniper-yoga +not in the file, left alone$/mu);
  });

  it('reaches the runtime that runs on the folder, whose feed follows', async () => {
    const dataDir = aFolder();
    const runtime = await startRuntime(dataDir);

    const ended = await apply(aClinicFile(), dataDir);

    expect([ended.code, outcomesIn(ended)]).toEqual([0, { created: 8 }]);
    await runtime.idle();
    const { status } = await fetch(`${runtime.url}/feed/juniper-site/all.json`);
    expect(status).toBe(200);
  });

  it('changes nothing when a field is wrong, and names each such field', async () => {
    const dataDir = aFolder();
    const runtime = await startRuntime(dataDir);
    const file = aClinicFile();
    const [listing, ...listings] = file.listings ?? [];

    const ended = await apply(
      {
        ...file,
        clinic: { ...file.clinic, country: 'Oregon' },
        listings: [{ ...listing, pageUrl: 'http://maps.google.com' }, ...listings],
      },
      dataDir,
    );

    expect([ended.code, ended.stdout]).toEqual([1, `On this machine, the data folder ${dataDir}:\n`]);
    expect(ended.stderr.split('\n')).toEqual([
      'The clinic file is not valid; nothing was changed.',
      expect.stringMatching(/^ {2}clinic\.country: /u),
      expect.stringMatching(/^ {2}listings\.0\.pageUrl: /u),
      '',
    ]);
    const ledger = openTables(runtime.aws)(runtime.outputs.LedgerTable ?? '');
    expect(await openClinics(ledger).find('juniper')).toBeUndefined();
    expect(await openMembers(ledger).listOf('juniper')).toEqual([]);
    expect(accountsIn(dataDir)).toEqual([]);
  });

  it('does not act on this machine when npm took the environment for itself', async () => {
    const dataDir = aFolder();

    const { code, stdout, stderr } = await runNode(['infra/commands/clinic.ts', 'apply', 'x.json', 'dev'], {
      env: { DATA_DIR: dataDir, npm_config_env: 'true' },
    });

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Use: npm run clinic -- apply clinic.json [--env dev]');
    expect(existsSync(join(dataDir, 'runtime.db'))).toBe(false);
  });

  it.each([
    ['a file that is not there', ['apply', 'no-such.json'], 'no-such.json cannot be read: ENOENT'],
    ['a file that is not JSON', ['apply', 'README.md'], 'README.md is not JSON: '],
    [
      'a file with a name twice',
      ['apply', 'twice.json'],
      'twice.json has a name twice; nothing was changed.',
    ],
    ['no file', ['apply'], 'Use: npm run clinic -- apply clinic.json [--env dev]'],
    [
      'no data folder',
      ['apply', 'package.json'],
      'Say where the local data lies (DATA_DIR=./data npm run …)',
    ],
    ['no such environment', ['apply', 'package.json', '--env', 'stage'], 'There is no environment "stage".'],
    [
      'a misspelt option',
      ['apply', 'package.json', '--evn=dev'],
      'The option --evn is not known. There is: --env. Use: npm run clinic -- apply clinic.json [--env dev]',
    ],
  ])('says in one sentence what is wrong with %s', async (_, words, sentence) => {
    const cwd = aFolder();
    writeFileSync(join(cwd, 'README.md'), '# Not JSON');
    writeFileSync(join(cwd, 'package.json'), '{}');
    writeFileSync(join(cwd, 'twice.json'), '{ "embeds": [1], "embeds": [2] }');
    const command = join(process.cwd(), 'infra/commands/clinic.ts');

    const { code, stdout, stderr } = await runNode([command, ...words], { cwd });

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(sentence);
    expect(
      stderr
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('  ')),
    ).toHaveLength(1);
    expect(existsSync(join(cwd, 'data'))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { openAccounts } from '../../../infra/data-folder/accounts.ts';
import { openKept } from '../../../infra/data-folder/kept.ts';
import { temporaryFolders } from '../../support/folders.ts';
import { type Ended, runNode } from '../../support/run-node.ts';

const aFolder = temporaryFolders();

function account(words: readonly string[], dataDir = aFolder()): Promise<Ended> {
  return runNode(['infra/commands/account.ts', ...words], { env: { DATA_DIR: dataDir } });
}

describe('npm run account -- add', () => {
  it('lets a person in with a password that is shown once, and says where the person must be named', async () => {
    const dataDir = aFolder();

    const { code, stdout } = await account(['add', 'Rosa@Clinic.example', 'Rosa Diaz'], dataDir);

    const [, password = ''] = /signs in with the password (\S+) \(shown this once\)\.$/mu.exec(stdout) ?? [];
    expect(code).toBe(0);
    expect(stdout).toContain(
      "Name Rosa@Clinic.example among the members in the clinic's file: npm run clinic -- apply clinic.json",
    );
    const kept = openKept(dataDir);
    expect(await openAccounts(kept).check('rosa@clinic.example', password)).toMatchObject({
      name: 'Rosa Diaz',
      isDemo: false,
    });
    kept.close();
  });

  it('leaves a person who is known as they are, password and all', async () => {
    const dataDir = aFolder();
    await account(['add', 'rosa@clinic.example', 'Rosa Diaz'], dataDir);
    const before = openKept(dataDir);
    const stored = before.list('account');
    before.close();

    const { code, stdout } = await account(['add', 'ROSA@clinic.example', 'Somebody Else'], dataDir);

    expect([code, stdout]).toEqual([
      0,
      `On this machine, the data folder ${dataDir}:\nROSA@clinic.example can sign in already.\n`,
    ]);
    const after = openKept(dataDir);
    expect(after.list('account')).toEqual(stored);
    after.close();
  });

  it.each([
    ['no name', ['add', 'rosa@clinic.example']],
    ['an empty name', ['add', 'rosa@clinic.example', ' ']],
    ['something that is no address', ['add', 'rosa', 'Rosa Diaz']],
    ['another verb', ['remove', 'rosa@clinic.example', 'Rosa Diaz']],
  ])('says how it is used when given %s', async (_, words) => {
    expect(await account(words)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Use: npm run account -- add ana@clinic.example "Ana Ruiz" [--env dev]\n',
    });
  });
});

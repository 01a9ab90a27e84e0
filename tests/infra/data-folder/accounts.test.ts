import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Accounts, openAccounts } from '../../../infra/data-folder/accounts.ts';
import { type Kept, openKept } from '../../../infra/data-folder/kept.ts';

const PASSWORD = 'correct horse battery';

let folder: string;
let kept: Kept;
let accounts: Accounts;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accounts-'));
  kept = openKept(folder);
  accounts = openAccounts(kept);
});

afterEach(() => {
  kept.close();
  rmSync(folder, { recursive: true });
});

describe('openAccounts', () => {
  it('knows an account by its address, however it is written, and its password', async () => {
    const { accountId } = await accounts.add({ email: ' Rosa@Clinic.example', name: 'Rosa' }, PASSWORD);

    expect(await accounts.check('rosa@clinic.EXAMPLE ', PASSWORD)).toEqual({
      accountId,
      email: 'rosa@clinic.example',
      name: 'Rosa',
      isDemo: false,
    });
    expect(await accounts.check('rosa@clinic.example', `${PASSWORD}.`)).toBeUndefined();
    expect(await accounts.check('other@clinic.example', PASSWORD)).toBeUndefined();
  });

  it('never lets a demonstration account in by an empty password', async () => {
    await accounts.add({ email: 'ana@clinic.example', name: 'Ana', isDemo: true });

    expect(await accounts.check('ana@clinic.example', '')).toBeUndefined();
  });

  it('refuses a short password', async () => {
    await expect(
      accounts.add({ email: 'x@clinic.example', name: 'X' }, 'eleven chars'),
    ).resolves.toBeTruthy();
    await expect(accounts.add({ email: 'x@clinic.example', name: 'X' }, 'eleven char')).rejects.toThrow(
      'The password must have at least 12 characters.',
    );
  });

  it('keeps no password as it is, in no file', async () => {
    await accounts.add({ email: 'rosa@clinic.example', name: 'Rosa' }, PASSWORD);
    kept.close();

    const file = readFileSync(join(folder, 'runtime.db'));
    kept = openKept(folder);

    expect(file.includes('rosa@clinic.example')).toBe(true);
    expect(file.includes(PASSWORD)).toBe(false);
    expect(openAccounts(kept).list()[0]).not.toHaveProperty('secret');
  });

  it('is seen at once by another process that has the folder open', async () => {
    const other = openKept(folder);

    await openAccounts(other).add({ email: 'rosa@clinic.example', name: 'Rosa' }, PASSWORD);

    expect(accounts.list().map(({ name }) => name)).toEqual(['Rosa']);
    other.close();
  });
});

import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { AppError } from '../../functions/domain/error.ts';
import { type Accounts, openAccounts } from '../data-folder/accounts.ts';
import { readContents } from '../data-folder/contents.ts';
import { openKept } from '../data-folder/kept.ts';
import { readRunning } from '../data-folder/running.ts';
import type { AccountBook, Target } from './target.ts';

/**
 * Opens the data folder of the local runtime: through the runtime when it runs, else by starting its tables alone for
 * the time of the command.
 *
 * @param say told which folder it is, before it is touched
 * @throws AppError `invalid` without a folder: data in a temporary one would be gone with the command
 */
export async function openLocalTarget(
  dataDir: string | undefined,
  say: (place: string) => void,
): Promise<Target> {
  if (!dataDir?.trim()) {
    const advice =
      'Say where the local data lies (DATA_DIR=./data npm run …), or name an environment: --env dev.';
    throw new AppError('invalid', advice);
  }
  say(`On this machine, ${describeFolder(dataDir)}:`);
  const running = await openRunning(dataDir);
  const kept = openKept(dataDir);
  return {
    ...running,
    environment: 'local',
    setSecret: async (name, value) => kept.set('parameter', name, value),
    accounts: localAccounts(openAccounts(kept)),
    async close() {
      kept.close();
      await running.close();
    },
  };
}

const HOLDS: Readonly<Record<ReturnType<typeof readContents>['holds'], string>> = {
  nothing: 'a new data folder',
  sample: 'the data folder of the sample world',
  'part-of-sample': 'the data folder of the sample world',
  'own-data': 'the data folder',
};

/** Which folder, in a half-sentence: a misspelt one is told by being new. */
export function describeFolder(dataDir: string): string {
  return `${HOLDS[readContents(dataDir).holds]} ${resolve(dataDir)}`;
}

async function openRunning(dataDir: string): Promise<Pick<Target, 'outputs' | 'aws' | 'close'>> {
  const running = await readRunning(dataDir);
  if (running) return { ...running, close: async () => undefined };
  const [{ boot }, { assembleLocal }] = await Promise.all([
    import('../local/boot.ts'),
    import('../assemble.ts'),
  ]);
  const { assembly } = await assembleLocal();
  const { outputs, aws, stop, pause } = await boot({ assembly, dataDir, port: 0 });
  pause();
  return { outputs, aws, close: stop };
}

function localAccounts(accounts: Accounts): AccountBook {
  const find = (email: string) =>
    accounts.list().find((account) => account.email === email.trim().toLowerCase());
  return {
    find: async (email) => find(email)?.accountId,
    async add(email, name) {
      const password = randomBytes(12).toString('base64url');
      const { accountId } = await accounts.add({ email, name }, password);
      return {
        staffId: accountId,
        told: `${email} signs in with the password ${password} (shown this once).`,
      };
    },
  };
}

import { describe, expect, it } from 'vitest';
import { temporaryFolders } from '../../support/folders.ts';
import { runNode } from '../../support/run-node.ts';

const aFolder = temporaryFolders();

describe('npm run deploy', () => {
  it.each([
    [['staging'], 'Say which environment: npm run deploy -- dev\n'],
    [[], 'Say which environment: npm run deploy -- dev\n'],
    [['local'], 'Say which environment: npm run deploy -- dev\n'],
    [
      ['prod'],
      'Nobody would be told when something fails. Set alarmEmail of prod in infra/settings.ts to the address that alarms go to.\n',
    ],
    [['--env', 'dev'], 'The option --env is not known. There is none here. Use: npm run deploy -- dev\n'],
    [['dev', 'prod'], 'There is a word too many after "dev". Use: npm run deploy -- dev\n'],
  ])('builds and deploys nothing given %j', async (words, stderr) => {
    const cwd = aFolder();

    expect(await runNode([`${process.cwd()}/infra/commands/deploy.ts`, ...words], { cwd })).toEqual({
      code: 1,
      stdout: '',
      stderr,
    });
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKept } from '../../../infra/data-folder/kept.ts';
import { temporaryFolders } from '../../support/folders.ts';
import { type Ended, runNode } from '../../support/run-node.ts';

const VALUE = 'a-value-nobody-may-read';
const aFolder = temporaryFolders();

function setSecret(words: readonly string[], input: string, dataDir?: string): Promise<Ended> {
  return runNode(['infra/commands/secret.ts', ...words], {
    input,
    env: dataDir ? { DATA_DIR: dataDir } : {},
  });
}

describe('npm run secret -- set', () => {
  it('keeps what comes on standard input, and never repeats it', async () => {
    const dataDir = aFolder();

    const { code, stdout, stderr } = await setSecret(['set', 'yelp-api-key'], `${VALUE}\n`, dataDir);

    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      `On this machine, a new data folder ${dataDir}:`,
      '/clinic-reviews/local/yelp-api-key is set; functions see it within five minutes.',
      '',
    ]);
    const kept = openKept(dataDir);
    expect(kept.get('parameter', '/clinic-reviews/local/yelp-api-key')).toBe(VALUE);
    kept.close();
    const logs = readdirSync(dataDir).filter((file) => file.endsWith('.log'));
    expect(logs.filter((file) => readFileSync(join(dataDir, file), 'utf8').includes(VALUE))).toEqual([]);
  });

  it('replaces what was there, for one connection and not for another', async () => {
    const dataDir = aFolder();
    await setSecret(['set', 'google-refresh-token/main'], 'first', dataDir);

    await setSecret(['set', 'google-refresh-token/main'], 'second', dataDir);

    const kept = openKept(dataDir);
    expect(kept.list('parameter')).toEqual(['second']);
    kept.close();
  });

  it.each([
    [
      'a name that nothing reads',
      ['set', 'yelp_api_key'],
      'There is no secret "yelp_api_key". Known are: google-client-id, ',
    ],
    ['a path that leads elsewhere', ['set', '../prod/yelp-api-key'], 'There is no secret '],
    ['no name', ['set'], 'There is no secret "". Known are: '],
    ['another verb', ['get', 'yelp-api-key'], 'Use: printf %s "$VALUE" | npm run secret -- set yelp-api-key'],
    [
      'the value among the words, where every process can read it',
      ['set', 'yelp-api-key', VALUE],
      'There is a word too many after "set yelp-api-key". Use: printf %s "$VALUE" | npm run secret',
    ],
  ])('refuses %s', async (_, words, sentence) => {
    const { code, stdout, stderr } = await setSecret(words, VALUE, aFolder());

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain(VALUE);
  });

  it('refuses nothing, which would look like a secret that is set', async () => {
    const { code, stderr } = await setSecret(['set', 'yelp-api-key'], ' \n', aFolder());

    expect(code).toBe(1);
    expect(stderr).toContain('Nothing came on standard input.');
  });
});

import { describe, expect, it } from 'vitest';
import { temporaryFolders } from '../../support/folders.ts';
import { type Ended, runNode } from '../../support/run-node.ts';

const aFolder = temporaryFolders();

function source(words: readonly string[], dataDir = aFolder()): Promise<Ended> {
  return runNode(['infra/commands/source.ts', ...words], { env: { DATA_DIR: dataDir } });
}

describe('npm run source', () => {
  it('confirms Yelp, and shows every source', async () => {
    const dataDir = aFolder();

    const confirmed = await source(['confirm', 'yelp', '--document', 'Letter of 2 March, folder 7'], dataDir);
    const { code, stdout, stderr } = await source([], dataDir);

    const today = new Date().toISOString().slice(0, 10);
    expect(confirmed.stdout).toContain(
      `yelp             on (consent recorded on ${today}: Letter of 2 March, folder 7)`,
    );
    expect(confirmed.stdout).toContain('0 listings are read at the next tick');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n')).toEqual([
      `On this machine, the data folder ${dataDir}:`,
      '  google-business  on',
      `  yelp             on (consent recorded on ${today}: Letter of 2 March, folder 7)`,
      '  direct           on',
      '',
    ]);
  });

  it.each([
    [
      'a source there is not',
      ['stop', 'facebook'],
      'There is no source "facebook". Known are: google-business, yelp',
    ],
    ['no source', ['stop'], 'Use: npm run source [-- stop <source>'],
    ['another verb', ['pause', 'yelp'], 'Use: npm run source'],
    ['more than one source', ['stop', 'yelp', 'direct'], 'Use: npm run source'],
    ['a document for stopping', ['stop', 'yelp', '--document', 'Letter'], 'Use: npm run source'],
    ['no document', ['confirm', 'yelp'], 'Say where the consent in writing lies'],
    ['two lines', ['confirm', 'yelp', '--document', 'a\nb'], 'Say where the consent in writing lies'],
    ['an option there is not', ['stop', 'yelp', '--force', 'yes'], 'The option --force is not known.'],
  ])('refuses %s before anything is opened', async (_, words, sentence) => {
    const { code, stdout, stderr } = await source(words);

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(sentence);
  });
});

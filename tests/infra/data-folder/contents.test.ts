import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markSample, readContents, removeSample } from '../../../infra/data-folder/contents.ts';
import { openKept } from '../../../infra/data-folder/kept.ts';
import { temporaryFolders } from '../../support/folders.ts';

const AT = '2026-11-22T10:00:00.000Z';
const aFolder = temporaryFolders();

/** A folder with these files in it. */
function aFolderWith(...files: readonly string[]): string {
  const folder = aFolder();
  for (const file of files) writeFileSync(join(folder, file), 'x');
  return folder;
}

describe('readContents', () => {
  it.each([
    ['a folder that is not there', () => join(aFolder(), 'none')],
    ['an empty folder', () => aFolder()],
    ['a folder of other things', () => aFolderWith('notes.txt', 'lock.db')],
  ])('finds nothing in %s', (_, make) => {
    expect(readContents(make())).toEqual({ holds: 'nothing' });
  });

  it.each(['dynamodb.db', 'fauxqs.db'])(
    'takes a folder with %s and no mark for data of one’s own',
    (file) => {
      expect(readContents(aFolderWith(file))).toEqual({ holds: 'own-data' });
    },
  );

  it('knows the sample world, and since when it is', () => {
    const folder = aFolderWith('dynamodb.db');

    markSample(folder, { startedAt: AT, isWhole: false });
    const before = readContents(folder);
    markSample(folder, { startedAt: AT, isWhole: true });

    expect([before, readContents(folder)]).toEqual([
      { holds: 'part-of-sample' },
      { holds: 'sample', startedAt: AT },
    ]);
  });

  it('refuses a mark it cannot read, rather than guess', () => {
    const folder = aFolderWith('sample-world.json');

    expect(() => readContents(folder)).toThrow(
      `${join(folder, 'sample-world.json')} cannot be read. Choose another folder: DATA_DIR=./data npm start.`,
    );
  });
});

describe('removeSample', () => {
  it('removes what the runtime wrote, and nothing of anybody else', () => {
    const folder = aFolderWith(
      'dynamodb.db',
      'dynamodb.db-wal',
      'fauxqs.db',
      'functions.log',
      'notes.txt',
      'lock.db',
    );
    openKept(folder).close();
    markSample(folder, { startedAt: AT, isWhole: false });

    removeSample(folder);

    expect(readdirSync(folder).sort()).toEqual(['lock.db', 'notes.txt']);
    expect(readContents(folder)).toEqual({ holds: 'nothing' });
    expect(existsSync(folder)).toBe(true);
  });
});

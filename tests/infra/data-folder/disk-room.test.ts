import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkRoom, describeFullDisk } from '../../../infra/data-folder/disk-room.ts';
import { temporaryFolders } from '../../support/folders.ts';
import { TABLE, writeTinyApp } from '../local/tiny-app.ts';

const aFolder = temporaryFolders();
const SENTENCE =
  /^The disk with \S+ is full\. Make 64 MB of room there and start again, it goes on from there; or choose a folder on another disk: DATA_DIR=… npm start\.$/u;

/** Runs words where a folder is a disk of its own, of so many megabytes, as a user without special rights. */
function onSmallDisk(folder: string, megabytes: number, words: readonly string[]): string {
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs "$0" && exec "$@"`;
  return execFileSync('unshare', ['-Urm', 'sh', '-c', mount, folder, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function canMount(): boolean {
  try {
    onSmallDisk(aFolder(), 1, ['true']);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!canMount())('a disk that is full (skipped where a user may not mount one)', () => {
  it('ends a runtime with one sentence, and the next one goes on from there', () => {
    const dataDir = aFolder();
    const assembly = writeTinyApp({ resources: { Table: TABLE } });
    const file = new URL('../local/child-full-disk.ts', import.meta.url).pathname;

    const { code, said, isKept } = JSON.parse(
      onSmallDisk(dataDir, 96, [process.execPath, file, dataDir, assembly]),
    );

    expect([code, isKept]).toEqual([1, true]);
    expect(said.trim()).toMatch(SENTENCE);
    expect(said).toContain(`The disk with ${dataDir} is full.`);
  });

  it('lets npm start begin nothing, and say the sentence', () => {
    const folder = aFolder();
    const start = new URL('../../../infra/commands/start.ts', import.meta.url).pathname;
    const words = [
      'sh',
      '-c',
      'DATA_DIR="$0" PORT=0 "$@" 2>&1; echo "code $?"',
      folder,
      process.execPath,
      start,
    ];

    const said = onSmallDisk(folder, 20, words);

    expect(said).toMatch(/\ncode 1\n$/u);
    expect(
      said
        .replace(/\ncode 1\n$/u, '')
        .trim()
        .split('\n')
        .at(-1),
    ).toMatch(SENTENCE);
    expect(said).not.toMatch(/\n\s+at /u);
  });
});

describe('describeFullDisk', () => {
  const failed = (message: string, more: object = {}) => Object.assign(new Error(message), more);

  it.each([
    ['a write', failed('write', { code: 'ENOSPC' })],
    ['a quota', failed('write', { code: 'EDQUOT' })],
    ['SQLite', failed('database or disk is full', { code: 'ERR_SQLITE_ERROR', errcode: 13 })],
    ['a build', failed('The build failed: ENOSPC: no space left on device, write')],
    [
      'something behind it',
      new Error('The page was not uploaded.', { cause: failed('w', { code: 'ENOSPC' }) }),
    ],
  ])('knows it from %s', (_, error) => {
    expect(describeFullDisk(error, '/data')).toMatch(SENTENCE);
  });

  it.each([
    failed('no', { code: 'EACCES' }),
    failed('disk I/O error', { code: 'ERR_SQLITE_ERROR', errcode: 266 }),
    'ENOSPC',
    undefined,
  ])('says nothing of %s', (error) => {
    expect(describeFullDisk(error, aFolder())).toBeUndefined();
  });
});

describe('checkRoom', () => {
  it('lets a start begin where there is room, and where nobody can tell', () => {
    const folder = join(aFolder(), 'data');
    mkdirSync(folder);

    expect(() => checkRoom(folder)).not.toThrow();
    expect(() => checkRoom(join(folder, 'none'))).not.toThrow();
  });
});

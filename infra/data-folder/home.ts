import { accessSync, constants, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const PREFIX = 'clinic-reviews-';
/** A younger folder may belong to a runtime that has not locked it yet. */
const SETTLED_MS = 2000;

/**
 * Opens the folder in which a runtime keeps everything, held by one process at a time; a temporary one goes with the
 * runtime. First sweeps away the temporary folders of runtimes that were killed.
 *
 * @throws Error with the fix when another runtime holds the folder, or it cannot be one
 */
export function openHome(dataDir?: string) {
  for (const entry of readdirSync(tmpdir()))
    if (entry.startsWith(PREFIX)) sweepAbandoned(join(tmpdir(), entry));
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), PREFIX));
  const held = makeAndLock(folder);
  if (!held)
    throw new Error(
      `${folder} is in use. Stop the other run, or choose another folder: DATA_DIR=… npm start.`,
    );
  const leave = () => {
    process.off('exit', leave);
    held.close();
    if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', leave);
  return { folder, isTemporary: dataDir === undefined, leave };
}

function makeAndLock(folder: string): DatabaseSync | undefined {
  try {
    // What sources lend is nobody else's on this machine.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'is a file' : `cannot be written (${code})`;
    throw new Error(`${folder} ${why}. Choose a folder: DATA_DIR=./data npm start.`, { cause });
  }
  return lock(folder);
}

/** The lock is SQLite's own: the system drops it with the process, however that ends. */
function lock(folder: string): DatabaseSync | undefined {
  const held = new DatabaseSync(join(folder, 'lock.db'));
  try {
    held.exec('BEGIN EXCLUSIVE');
    return held;
  } catch {
    held.close();
    return undefined;
  }
}

function sweepAbandoned(folder: string): void {
  try {
    const ageMs = performance.timeOrigin + performance.now() - statSync(join(folder, 'lock.db')).ctimeMs;
    const held = ageMs > SETTLED_MS ? lock(folder) : undefined;
    held?.close();
    if (held) rmSync(folder, { recursive: true, force: true });
  } catch {
    // Not a runtime's, or another one sweeps it at this moment.
  }
}

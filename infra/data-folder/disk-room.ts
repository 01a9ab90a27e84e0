import { statfsSync } from 'node:fs';

/** What a start needs; the sample world takes about a third of it. */
const WANTED_BYTES = 64 * 1024 * 1024;
/** With less, whatever runs is ended before a write fails in the middle. */
const LEAST_BYTES = 16 * 1024 * 1024;
const LOOK_EVERY_MS = 1000;
/** SQLite's FULL and IOERR, of which the latter has many kinds; it also comes of other things than a full disk. */
const [SQLITE_FULL, SQLITE_IOERR] = [13, 10];

/** @throws Error with one sentence when a folder's disk has too little room to start */
export function checkRoom(folder: string): void {
  if (freeBytes(folder) < WANTED_BYTES) throw new Error(sentence(folder));
}

/**
 * Looks every second how much room a folder's disk has, and says once when it is nearly full.
 *
 * @param onFull told a sentence for a person
 * @returns stops looking
 */
export function watchRoom(folder: string, onFull: (said: string) => void): () => void {
  const timer = setInterval(() => {
    if (freeBytes(folder) >= LEAST_BYTES) return;
    clearInterval(timer);
    onFull(sentence(folder));
  }, LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}

/**
 * Says of an error that it comes of a full disk: where, how much room is needed, what to do.
 *
 * @returns `undefined` for any other error
 */
export function describeFullDisk(error: unknown, folder: string): string | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code, errcode, message } = one as Error & { code?: string; errcode?: number };
    const isFull =
      code === 'ENOSPC' || code === 'EDQUOT' || errcode === SQLITE_FULL || /\bENOSPC\b/u.test(message);
    const isMaybe = errcode !== undefined && errcode % 256 === SQLITE_IOERR;
    if (isFull || (isMaybe && freeBytes(folder) < LEAST_BYTES)) return sentence(folder);
  }
  return undefined;
}

function sentence(folder: string): string {
  const megabytes = WANTED_BYTES / 1024 / 1024;
  return `The disk with ${folder} is full. Make ${megabytes} MB of room there and start again, it goes on from there; or choose a folder on another disk: DATA_DIR=… npm start.`;
}

/** Endless where nobody can tell. */
function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

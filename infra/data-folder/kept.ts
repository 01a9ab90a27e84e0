import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What the runtime itself must remember: what `openKept` gives. */
export type Kept = ReturnType<typeof openKept>;

/**
 * Opens small texts by kind and id, kept in a folder in a file that only its owner can read. What is set survives a
 * kill -9; other processes may read and write at the same time.
 */
export function openKept(folder: string) {
  const file = join(folder, 'runtime.db');
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
    CREATE TABLE IF NOT EXISTS kept (kind TEXT, id TEXT, text TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID`);
  const get = db.prepare('SELECT text FROM kept WHERE kind = ? AND id = ?');
  const set = db.prepare('INSERT OR REPLACE INTO kept VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM kept WHERE kind = ? AND id = ?');
  const list = db.prepare('SELECT text FROM kept WHERE kind = ? ORDER BY id');
  return {
    get: (kind: string, id: string) => get.get(kind, id)?.text as string | undefined,
    set: (kind: string, id: string, text: string) => void set.run(kind, id, text),
    remove: (kind: string, id: string) => void remove.run(kind, id),
    list: (kind: string) => list.all(kind).map(({ text }) => text as string),
    close: () => db.close(),
  };
}

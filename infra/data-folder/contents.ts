import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** Whose data lies in a data folder. */
export type Contents =
  | { readonly holds: 'nothing' }
  /** `startedAt`: the instant the sample world counts from, ISO 8601 UTC. */
  | { readonly holds: 'sample'; readonly startedAt: string }
  /** A sample world that was stopped before its past had been lived. */
  | { readonly holds: 'part-of-sample' }
  | { readonly holds: 'own-data' };

const Mark = z.object({ startedAt: z.iso.datetime(), isWhole: z.boolean() });
type Mark = z.infer<typeof Mark>;

/** Only in a folder that holds the sample world. */
const MARK = 'sample-world.json';
/** What the runtime writes into its folder, but for the lock. */
const DATA = ['dynamodb.db*', 'fauxqs.db*', 'runtime.db*', 'functions.log'];

/** Tells whose data lies in a folder, which need not exist. @throws Error when its mark cannot be read */
export function readContents(folder: string): Contents {
  if (!existsSync(join(folder, MARK))) {
    const isEmpty = globSync(['dynamodb.db', 'fauxqs.db'], { cwd: folder }).length === 0;
    return { holds: isEmpty ? 'nothing' : 'own-data' };
  }
  const { startedAt, isWhole } = readMark(join(folder, MARK));
  return isWhole ? { holds: 'sample', startedAt } : { holds: 'part-of-sample' };
}

/** Notes in a folder that it holds the sample world; only while the runtime holds the folder. */
export function markSample(folder: string, mark: Mark): void {
  writeFileSync(join(folder, MARK), JSON.stringify(mark));
}

/** Removes what there is of a sample world, and nothing else that may lie in the folder; only while it is held. */
export function removeSample(folder: string): void {
  for (const file of [...globSync(DATA, { cwd: folder }), MARK]) rmSync(join(folder, file), { force: true });
}

function readMark(file: string): Mark {
  try {
    return Mark.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${file} cannot be read. Choose another folder: DATA_DIR=./data npm start.`, { cause });
  }
}

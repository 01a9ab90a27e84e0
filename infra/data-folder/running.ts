import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Kept, openKept } from './kept.ts';

const Running = z.object({
  outputs: z.record(z.string(), z.string()),
  aws: z.object({
    endpoint: z.url(),
    region: z.string(),
    credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }),
  }),
});

/** How another process reaches a running runtime. */
export type Running = z.infer<typeof Running>;

/** Notes in the data folder how commands reach the runtime that runs on it. */
export function noteRunning(kept: Kept, running: Running): void {
  kept.set('running', 'now', JSON.stringify(Running.parse(running)));
}

/** The runtime that runs on a data folder now; `undefined` when none answers. */
export async function readRunning(folder: string): Promise<Running | undefined> {
  if (!existsSync(join(folder, 'runtime.db'))) return undefined;
  const kept = openKept(folder);
  const noted = kept.get('running', 'now');
  kept.close();
  const running = noted === undefined ? undefined : Running.parse(JSON.parse(noted));
  return running && (await answers(running.aws.endpoint)) ? running : undefined;
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint);
    return true;
  } catch {
    return false;
  }
}

import { readFileSync } from 'node:fs';

const EVERY_MS = 500;

/**
 * Calls back once when whoever started this process has ended, however that was: the parent, and where npm started
 * it through a shell, npm too. The latter is only seen where `/proc` is.
 *
 * @returns stops looking
 */
export function onParentGone(tell: () => void): () => void {
  const parent = process.ppid;
  const isNpm = process.env.npm_lifecycle_event !== undefined;
  const grandparent = isNpm ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    const isOrphan = process.ppid !== parent || (isNpm && parentOf(parent) !== grandparent);
    if (!isOrphan) return;
    clearInterval(timer);
    tell();
  }, EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** The parent of a process; `undefined` where there is no `/proc`, or the process has ended. */
function parentOf(id: number): number | undefined {
  try {
    // The name stands in parentheses and may hold any character; state and parent follow it.
    const [, after = ''] = /^.*\) \w (\d+) /su.exec(readFileSync(`/proc/${id}/stat`, 'utf8')) ?? [];
    return Number(after);
  } catch {
    return undefined;
  }
}

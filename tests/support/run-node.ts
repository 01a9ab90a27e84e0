import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a process is started. */
export interface RunOptions {
  /** Besides PATH, HOME and TMPDIR: a person's own settings must not decide how a test ends. */
  readonly env?: Readonly<Record<string, string>>;
  /** What stands on standard input; nothing when absent. */
  readonly input?: string;
  /** Default: the project. */
  readonly cwd?: string;
  /** Default: the Node that runs the tests. */
  readonly node?: string;
}

/** What a process left. */
export interface Ended {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that runs. */
export interface Running {
  readonly child: ChildProcess;
  /** Waits until standard output holds a text. @throws Error with all it said, when it ends before */
  readonly says: (text: string) => Promise<string>;
  readonly ended: Promise<Ended>;
}

/** Runs Node to its end with these words after it. */
export async function runNode(words: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return await startNode(words, options).ended;
}

const living = new Set<ChildProcess>();

/** Ends what was started and still runs; for `afterEach`. */
export function endRunning(): void {
  for (const child of living) child.kill('SIGKILL');
}

/** Starts Node with these words after it; the caller ends it. */
export function startNode(
  words: readonly string[],
  { env = {}, input = '', cwd, node = process.execPath }: RunOptions = {},
): Running {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child = spawn(node, words, {
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...env },
    ...(cwd !== undefined && { cwd }),
  });
  child.stdin.on('error', () => undefined).end(input);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  living.add(child);
  const ended = once(child, 'close').then(([code]): Ended => {
    living.delete(child);
    return { code, ...said };
  });
  return {
    child,
    ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => said.stdout.includes(text) && resolve(said.stdout);
        child.stdout.on('data', look);
        look();
        void ended.then(({ stdout, stderr }) => reject(new Error(`${stdout}\n${stderr}`)));
      }),
  };
}

import { AppError } from '../../functions/domain/error.ts';

/**
 * Runs a command of the operator's: what goes wrong is said in a sentence, without a stack, and the exit code is 1.
 *
 * @param command gives what is to be said at the end; empty for nothing
 */
export async function runCommand(command: () => Promise<string>): Promise<void> {
  try {
    const said = await command();
    if (said !== '') console.log(said);
  } catch (error) {
    console.error(describe(error));
    process.exitCode = 1;
  }
}

/** What went wrong, for a person at a terminal: one sentence, and a line for every refused field. */
export function describe(error: unknown): string {
  if (error instanceof AppError) {
    return [error.message, ...error.issues.map(({ path, message }) => `  ${path}: ${message}`)].join('\n');
  }
  return error instanceof Error ? error.message : String(error);
}

/** The words of a command line, and the value of each `--option value` among them. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

/** Reads a command line. @throws AppError `invalid` for an option without a value */
export function readCommandLine(given: readonly string[] = process.argv.slice(2)): CommandLine {
  const words: string[] = [];
  const options = new Map<string, string>();
  for (let at = 0; at < given.length; at += 1) {
    const word = given[at] ?? '';
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    const value = given[at + 1];
    if (value === undefined) throw new AppError('invalid', `${word} needs a value: ${word} dev`);
    options.set(word.slice(2), value);
    at += 1;
  }
  return { words, options };
}

/** Everything on standard input, without the line break at its end. */
export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/u, '');
}

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

/**
 * Reads a command line; `--option=value` is the same as `--option value`.
 *
 * @param known options there are: one that is misspelt must not be passed over
 * @throws AppError `invalid` for any other option, and for one without a value
 */
export function readCommandLine(
  known: readonly string[],
  given: readonly string[] = process.argv.slice(2),
): CommandLine {
  const words: string[] = [];
  const options = new Map<string, string>();
  const rest = given.flatMap((word) => (word.startsWith('--') ? splitOnce(word, '=') : [word]));
  while (rest.length > 0) {
    const word = rest.shift() ?? '';
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    if (!known.includes(word.slice(2))) {
      const there = known.length > 0 ? `There is: --${known.join(', --')}.` : 'There is none here.';
      throw new AppError('invalid', `The option ${word} is not known. ${there}`);
    }
    const value = rest.shift();
    if (value === undefined || value === '') throw new AppError('invalid', `${word} needs a value.`);
    options.set(word.slice(2), value);
  }
  return { words, options };
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Everything on standard input, without the line break at its end. */
export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/u, '');
}

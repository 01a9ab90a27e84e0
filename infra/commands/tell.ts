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
    return [
      error.message,
      ...error.issues.map(({ path, message }) => (path === '' ? `  ${message}` : `  ${path}: ${message}`)),
    ].join('\n');
  }
  return error instanceof Error ? error.message : String(error);
}

/** Everything on standard input, without the line break at its end. */
export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/u, '');
}

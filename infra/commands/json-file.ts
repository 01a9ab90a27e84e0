import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { AppError } from '../../functions/domain/error.ts';

/**
 * Reads a JSON file that a person wrote.
 *
 * @throws AppError `invalid` when it cannot be read, is not UTF-8 or not JSON, and when a name stands twice in an
 *   object, of which JSON's own reader drops the first without a word
 */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = decode(file, readBytes(file));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid', `${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
  const issues = await repeatedNames(text);
  if (issues.length > 0) {
    const advice = 'Put what belongs together into one, and take the other out.';
    throw new AppError('invalid', `${file} has a name twice; nothing was changed. ${advice}`, { issues });
  }
  return value;
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new AppError('invalid', `${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** Editors of Windows begin a file with a mark of its encoding, which is left out. */
function decode(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('invalid', `${file} is not in UTF-8. Save it in that encoding.`, { cause });
  }
}

/** esbuild reads names as they are meant, escapes and all, and knows where each stands. */
async function repeatedNames(text: string) {
  const { warnings } = await transform(text, { loader: 'json', logLevel: 'silent', logLimit: 0 });
  return warnings
    .filter(({ id }) => id === 'duplicate-object-key')
    .map(({ location, text: told, notes }) => ({
      path: /"(.*)"/u.exec(told)?.[1] ?? '',
      message: `It stands on line ${notes[0]?.location?.line} and again on line ${location?.line}.`,
    }));
}

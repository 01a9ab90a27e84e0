import { pathToFileURL } from 'node:url';

/**
 * Loads the bundle in the first argument with the environment of this process, then once more without each of the
 * variables in the others, and prints what each loading said, by variable: `''` when it went well.
 */
const [bundle = '', ...variables] = process.argv.slice(2);
const { href } = pathToFileURL(bundle);
const said: Record<string, string> = {};
for (const without of ['', ...variables]) {
  const value = process.env[without];
  delete process.env[without];
  try {
    const { handler } = await import(`${href}?without=${without}`);
    said[without] = typeof handler === 'function' ? '' : 'exports no handler';
  } catch (error) {
    said[without] = String(error);
  }
  if (value !== undefined) process.env[without] = value;
}
console.log(JSON.stringify(said));

import { readdirSync } from 'node:fs';
import { describe } from '../../infra/commands/tell.ts';

/**
 * `npm run bench` runs every benchmark, `npm run bench -- pull` one or some of them. A benchmark is a file in this
 * folder, named for what it measures, that exports `bench`; what speed depends on is here and not among the tests.
 */
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'bench.ts' && !file.startsWith('child-'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

// Tables are printed here, not what functions log.
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';

try {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new Error(`There is no benchmark "${unknown}". There are: ${known.join(', ')}.`);
  }
  for (const name of asked.length > 0 ? asked : known) {
    const { bench } = (await import(`./${name}.ts`)) as { readonly bench: () => Promise<void> };
    await bench();
  }
} catch (error) {
  console.error(describe(error));
  process.exitCode = 1;
}

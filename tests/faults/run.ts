import { parseArgs } from 'node:util';
import { refuseTaken } from '../../infra/commands/command-line.ts';
import { describe } from '../../infra/commands/tell.ts';

/**
 * `npm run faults -- --seeds 20` runs twenty seeds, `--seed 7` one of them again. `--faults 500,reset-mid-body` lets
 * only these kinds strike; `--list` prints them all.
 */
process.env.POWERTOOLS_LOG_LEVEL ??= 'SILENT';

try {
  refuseTaken(['seeds', 'seed', 'faults', 'list'], 'npm run faults -- --seeds 20');
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '10' },
      seed: { type: 'string' },
      faults: { type: 'string' },
      list: { type: 'boolean', default: false },
    },
  });
  const { KINDS } = await import('./kinds.ts');
  const { runSeeds } = await import('./run-seeds.ts');
  const { printReport } = await import('./print-report.ts');
  const kinds = values.faults?.split(',') ?? Object.keys(KINDS);
  const unknown = kinds.find((id) => !Object.hasOwn(KINDS, id));
  if (unknown !== undefined) throw new Error(`There is no fault "${unknown}". Add --list to see them all.`);
  if (values.list) console.log(Object.keys(KINDS).join('\n'));
  else {
    const seeds = values.seed === undefined ? count(values.seeds) : [Number(values.seed)];
    if (seeds.length === 0 || seeds.some((seed) => !Number.isSafeInteger(seed) || seed < 0))
      throw new Error('--seeds and --seed take whole numbers.');
    const report = await runSeeds(seeds, { kinds, onSeed: (line) => console.log(line) });
    printReport(report);
    if (report.failures.length > 0) process.exitCode = 1;
  }
} catch (error) {
  console.error(describe(error));
  process.exitCode = 1;
}

function count(words: string): readonly number[] {
  return Array.from({ length: Math.max(0, Math.min(Number(words) || 0, 1_000_000)) }, (_, at) => at + 1);
}

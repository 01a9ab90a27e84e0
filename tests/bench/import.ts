import { join } from 'node:path';
import { assembleLocal } from '../../infra/assemble.ts';
import { readTemplate } from '../../infra/aws-rules/template.ts';
import { runNode } from '../support/run-node.ts';

const RUNS = 7;
const BUDGET_MS = 150;

/** Prints how long each function's bundle takes to load in a fresh process, with the environment it is deployed with. */
export async function bench(): Promise<void> {
  const { assembly } = await assembleLocal();
  const template = readTemplate(assembly, (text) => text);
  const rows: Record<string, object> = {};
  for (const { properties } of template.ofType('AWS::Lambda::Function')) {
    const env: Record<string, string> = { ...properties.Environment.Variables, AWS_REGION: 'us-east-1' };
    const bundle = join(assembly, `asset.${properties.Code.S3Key.replace('.zip', '')}`, 'index.mjs');
    const times: number[] = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await loadingMs(bundle, env));
    const [least = 0, median = 0] = [0, Math.floor(RUNS / 2)].map(
      (at) => times.toSorted((a, b) => a - b)[at],
    );
    rows[env.POWERTOOLS_SERVICE_NAME ?? ''] = {
      'median ms': Math.round(median),
      'least ms': Math.round(least),
      'budget ms': BUDGET_MS,
      within: median <= BUDGET_MS,
    };
  }
  console.log(`\nLoading each bundle, median of ${RUNS} fresh processes`);
  console.table(rows);
}

async function loadingMs(bundle: string, env: Readonly<Record<string, string>>): Promise<number> {
  const script = `
    const begun = performance.now();
    await import(${JSON.stringify(new URL(bundle, `file://${process.cwd()}/`).href)});
    process.stdout.write(String(performance.now() - begun));
    process.exit();`;
  const { code, stdout, stderr } = await runNode(['--input-type=module', '--eval', script], { env });
  if (code !== 0) throw new Error(stderr);
  return Number(stdout);
}

import type { CampaignReport } from './run-seeds.ts';

/** Prints what struck how often, how runs ended, and how to see a failure again. */
export function printReport(report: CampaignReport): void {
  const { injected, outcomes, runs, calls, failures, mostBytes, seconds } = report;
  const faults = [...injected.values()].reduce((sum, count) => sum + count, 0);
  console.log('\nFaults that struck');
  console.table(Object.fromEntries([...injected].toSorted(([a], [b]) => (a < b ? -1 : 1))));
  console.log('How runs ended');
  console.table(Object.fromEntries([...outcomes].toSorted((a, b) => b[1] - a[1])));
  const megabytes = Math.round(mostBytes / 1e6);
  console.log(
    `${faults} faults, ${runs} runs, ${calls} requests, ${Math.round(seconds)} s, ${megabytes} MB at most.`,
  );
  for (const { seed, wrong } of failures) {
    console.log(`\nSeed ${seed} went wrong; npm run faults -- --seed ${seed} shows it again:`);
    for (const what of wrong.slice(0, 20)) console.log(`  ${what}`);
  }
  if (failures.length === 0) console.log('Nothing was lost, doubled, shown too long or removed too soon.');
}

import type { PullRun } from '../../functions/domain/pull.ts';
import type { Scene, Walked } from './oracle.ts';

const DAY_MS = 86_400_000;

/** What runs say of themselves is what they did. */
export function checkRuns({ deed, walks }: Scene): string[] {
  return walks.flatMap((walked) => {
    const { told } = walked;
    if (!told) return [];
    const safe = checkCoherence(told, walked, deed.isExact);
    return deed.isExact ? [...safe, ...checkCounts(told, walked)] : safe;
  });
}

function checkCoherence({ isCoherent }: PullRun, { isWhole, run, all }: Walked, isExact: boolean): string[] {
  const wrong: string[] = [];
  if (isCoherent && !isWhole) wrong.push('A run takes its reading for whole that was not.');
  if (isExact && isWhole && !isCoherent) wrong.push('A run does not take a whole reading for whole.');
  const since = all[0]?.since ?? run.startedAt;
  const isOld = Date.parse(run.startedAt) - Date.parse(since) > DAY_MS;
  if (isOld && isExact) wrong.push('A run goes on with a reading that is older than a day.');
  return wrong;
}

function checkCounts({ counts }: PullRun, { all, last }: Walked): string[] {
  const wrong: string[] = [];
  const dealt = counts.stored + counts.renewed + counts.unchanged + counts.refused + counts.erased;
  if (dealt !== counts.served) wrong.push(`${dealt} dealt with, ${counts.served} counted as served.`);
  if (all.length !== 1 || !last) return wrong;
  const served = new Set([...last.rows.keys(), ...last.refused]);
  const isAgain = (id: string) => last.seenBefore.has(id);
  const again = [...served].filter(isAgain).length;
  // A reading that cannot be whole any more does not carry along what earlier runs had.
  const isCounted = counts.served === served.size - again || (!last.isSound && counts.served === served.size);
  if (!isCounted)
    wrong.push(`${counts.served} counted as served, ${served.size} were, ${again} of them again.`);
  const refused = [...last.refused].filter((id) => !last.rows.has(id) && !isAgain(id)).length;
  if (counts.refused < refused) wrong.push(`${counts.refused} counted as refused, ${refused} were.`);
  return wrong;
}

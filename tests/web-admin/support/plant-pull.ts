import type { Pull, PullRun } from '../../../functions/domain/pull.ts';
import { openLeases } from '../../../functions/store/leases.ts';
import type { StaffApi } from '../../admin/staff-api.ts';

/** A run of a pull that ended at an instant. */
export function aRun(outcome: PullRun['outcome'], at: string): PullRun {
  const counts = {
    served: 43,
    stored: 1,
    renewed: 0,
    unchanged: 42,
    refused: 0,
    erased: 0,
    withdrawn: 0,
    deleted: 0,
  };
  return { startedAt: at, finishedAt: at, outcome, isCoherent: true, counts };
}

/** Puts down how a listing is doing, as the pull itself does it. */
export async function plantPull({ tables, needs }: StaffApi, pull: Pull): Promise<void> {
  const lease = await openLeases(tables.ledger).take(pull, needs.now(), needs.now());
  if (!lease || !(await needs.pulls.finish(pull, lease))) throw new Error('The pull could not be written.');
}

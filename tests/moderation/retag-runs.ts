import type { RetagJob, RetagRequest } from '../../functions/domain/job.ts';
import { type RetagNeeds, retag } from '../../functions/moderation/retag.ts';
import { clinicPartition } from '../../functions/store/keys.ts';
import { queryAll } from '../../functions/store/table.ts';
import { NOW } from '../support/builders.ts';
import type { TestTables } from '../support/tables.ts';
import type { RetagWorld } from './retag-world.ts';

/** When what is asked for is applied, ISO 8601 UTC. */
export const LATER = '2026-11-22T11:00:00.000Z';

/** Asks for a preview. */
export const preview = (clinicId: string, at = NOW): RetagRequest => ({
  action: 'preview',
  clinicId,
  by: 'sam',
  at,
});

/** What a job found or did, without its clock and the number of steps it took. */
export function resultOf({ phase, counts, total }: RetagJob) {
  return { phase, counts, total };
}

/** Everything that writes, told before and after each write which one of all it is. */
export function interrupted(needs: RetagNeeds, at: (moment: number) => void): RetagNeeds {
  let moment = 0;
  const around =
    <In, Out>(write: (input: In) => Promise<Out>) =>
    async (input: In): Promise<Out> => {
      at(moment++);
      const out = await write(input);
      at(moment++);
      return out;
    };
  return {
    ...needs,
    jobs: { ...needs.jobs, save: around(needs.jobs.save) },
    retaggings: { save: around(needs.retaggings.save) },
  };
}

/** What becomes of requests in a world. */
export type RetagRuns = ReturnType<typeof openRetagRuns>;

/** Opens what tests ask of a world and read of it. */
export function openRetagRuns(tables: TestTables, world: RetagWorld) {
  return {
    /** Asks to apply what a clinic's job says. */
    async apply(clinicId: string): Promise<RetagRequest> {
      const { version = 0 } = (await world.needs.jobs.find(clinicId)) ?? {};
      return { action: 'apply', clinicId, by: 'olga', at: LATER, seenVersion: String(version) };
    },
    /** Follows a request and everything it sends to the queue. */
    async follow(request: RetagRequest, needs: RetagNeeds = world.needs): Promise<void> {
      let next: RetagRequest | undefined = request;
      while (next) {
        await retag(next, needs);
        next = world.sent.shift();
      }
    },
    async jobOf(clinicId: string): Promise<RetagJob> {
      const job = await world.needs.jobs.find(clinicId);
      if (!job) throw new Error('There is no job.');
      return job;
    },
    /** Every item of a clinic but its job and the audit, by sort key. */
    async itemsOf(clinicId: string): Promise<Readonly<Record<string, object>>> {
      const items: Record<string, object> = {};
      for (const table of [tables.content, tables.ledger]) {
        for await (const { sk, ...item } of queryAll(table, { pk: clinicPartition(clinicId) })) {
          if (!/^(?:JOB|AUDIT)#/u.test(String(sk))) items[String(sk)] = item;
        }
      }
      return JSON.parse(JSON.stringify(items).replaceAll(clinicId, 'clinic'));
    },
  };
}

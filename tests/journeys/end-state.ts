import { clinicPartition } from '../../functions/store/keys.ts';
import { queryAll } from '../../functions/store/table.ts';
import { bodiesOf, CLINIC_ID, needsOf, type World } from './world.ts';

/** Everything that a run leaves behind, but for what only tells how it went there. */
export interface EndState {
  /** Reviews and what the machine and the staff make of them, by sort key. */
  readonly items: Readonly<Record<string, object>>;
  /** Lines of the audit: subject, action and who; sorted. */
  readonly audit: readonly string[];
  /** Every feed object: body by key. */
  readonly feed: Readonly<Record<string, string>>;
  /** Messages in dead-letter queues. */
  readonly dead: number;
}

const COMPARED = ['REVIEW#', 'TAGGING#', 'SUMMARY#', 'MODERATION#', 'REFUSAL#'];
/** Instants at which something was done: minutes apart in two runs. */
const VOLATILE = [
  'fetchedAt',
  'decidedAt',
  'at',
  'openedAt',
  'changedAt',
  'withdrawnAt',
  'removedAt',
  'updatedAt',
];

/** Reads what a world holds in the end. */
export async function endState({ runtime, feed }: Pick<World, 'runtime' | 'feed'>): Promise<EndState> {
  const { content, ledger } = needsOf(runtime);
  const items: Record<string, object> = {};
  const audit: string[] = [];
  for (const table of [content, ledger]) {
    for await (const { pk: _, sk, ...item } of queryAll(table, { pk: clinicPartition(CLINIC_ID) })) {
      if (COMPARED.some((prefix) => String(sk).startsWith(prefix))) items[String(sk)] = lasting(item);
      if (String(sk).startsWith('AUDIT#')) audit.push([item.subject, item.action].join(' '));
    }
  }
  return {
    items,
    audit: audit.sort(),
    feed: Object.fromEntries(await bodiesOf(feed)),
    dead: ['SourcesFailedPull', 'FeedFailedDue'].reduce(
      (sum, prefix) => sum + runtime.queue(prefix).bodies().length,
      0,
    ),
  };
}

/** Without the instants at which something was done, at any depth. */
function lasting(item: Readonly<Record<string, unknown>>): object {
  return JSON.parse(JSON.stringify(item, (name, value) => (VOLATILE.includes(name) ? undefined : value)));
}

import type { SourceName } from '../domain/review.ts';
import {
  changeSwitch,
  closedBecause,
  type SourceSwitch,
  type SwitchChange,
} from '../domain/source-switch.ts';
import { inGroups, inParallel } from '../platform/batch.ts';
import type { Clinics } from '../store/clinics.ts';
import type { ListingRef } from '../store/leases.ts';
import type { Pulls } from '../store/pulls.ts';
import type { SourceSwitches } from '../store/source-switches.ts';

/** What switching works with. */
export interface SwitchNeeds {
  readonly sourceSwitches: Pick<SourceSwitches, 'find' | 'save'>;
  readonly clinics: Pick<Clinics, 'findListing'>;
  readonly pulls: Pick<Pulls, 'listDue' | 'postpone'>;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/** What an operator does, and to which source. */
export interface Switching {
  readonly source: SourceName;
  readonly change: SwitchChange;
  /** `operator`, or `sample` for the made-up sources of the sample world. */
  readonly by: string;
}

const FAR = '9999-12-31T23:59:59.999Z';
const CHUNK = 100;
const AT_ONCE = 10;

/**
 * Stops, resumes or confirms a source for all clinics. From that instant on no feed is built with what a closed source
 * gave, and nothing is asked of it; the change itself marks every clinic due. A source that opens is pulled at once.
 *
 * @returns the switch as it is now, and how many listings were made due
 * @throws AppError `invalid` for the consent of a source that asks for none, `conflict` when somebody was faster
 */
export async function switchSource(
  { source, change, by }: Switching,
  needs: SwitchNeeds,
): Promise<{ readonly set: SourceSwitch | undefined; readonly due: number }> {
  const at = needs.now();
  const before = await needs.sourceSwitches.find(source);
  const after = changeSwitch(source, before, change, { by, at });
  if (after) await needs.sourceSwitches.save(after);
  const set = after ?? before;
  // Also when nothing changed: the command may have died between the two before.
  const opens = change.verb !== 'stop' && closedBecause(source, set) === undefined;
  return { set, due: opens ? await makeDue(source, at, needs) : 0 };
}

async function makeDue(source: SourceName, at: string, needs: SwitchNeeds): Promise<number> {
  let due = 0;
  for await (const refs of inGroups(needs.pulls.listDue(FAR), CHUNK)) {
    const made = await inParallel(refs, AT_ONCE, (ref) => makeDueIfOf(source, ref, at, needs));
    due += made.filter(Boolean).length;
  }
  return due;
}

async function makeDueIfOf(
  source: SourceName,
  ref: ListingRef,
  at: string,
  { clinics, pulls }: SwitchNeeds,
): Promise<boolean> {
  const listing = await clinics.findListing(ref.clinicId, ref.listingId);
  if (listing?.source !== source) return false;
  await pulls.postpone(ref, FAR, { dueAt: at, isPlace: false });
  return true;
}

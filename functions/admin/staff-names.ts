import type { Members } from '../store/members.ts';

/** Those who act by no hand: the machine's own entries in `decidedBy` and in audit lines. */
const MACHINES: ReadonlySet<string> = new Set(['source', 'policy', 'setup']);

/** Names of the people and machines behind decisions. */
export interface StaffNames {
  /** Never empty: somebody who left is `A former member`, a rule of the clinic `Your rules`. */
  readonly of: (by: string) => string;
  /** Absent when a machine acted. */
  readonly ofPerson: (by: string) => string | undefined;
}

/**
 * Reads the names of people at a clinic, as their colleagues read them.
 *
 * @param ids staff ids and machines, as decisions and audit lines hold them
 */
export async function readStaffNames(
  clinicId: string,
  ids: readonly (string | undefined)[],
  { members }: { readonly members: Pick<Members, 'findMany'> },
): Promise<StaffNames> {
  const people = ids.filter((id) => id !== undefined && !MACHINES.has(id)) as string[];
  const found = await members.findMany(people, clinicId);
  const names = new Map(found.map(({ staffId, name }) => [staffId, name]));
  const ofPerson = (by: string) => (MACHINES.has(by) ? undefined : (names.get(by) ?? 'A former member'));
  return { ofPerson, of: (by) => ofPerson(by) ?? 'Your rules' };
}

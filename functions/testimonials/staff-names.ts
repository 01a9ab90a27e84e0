import type { StaffNeeds } from './needs.ts';

/** Reads the names of people by their ids; `patient` stays, and whoever is no member any more is a former colleague. */
export async function readNames(
  clinicId: string,
  ids: readonly string[],
  { members }: Pick<StaffNeeds, 'members'>,
): Promise<(id: string) => string> {
  const found = await members.findMany(
    ids.filter((id) => id !== 'patient'),
    clinicId,
  );
  const names = new Map(found.map(({ staffId, name }) => [staffId, name]));
  return (id) => (id === 'patient' ? id : (names.get(id) ?? 'a former colleague'));
}

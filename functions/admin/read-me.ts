import type { MeView } from '../domain/staff-view.ts';
import type { AdminNeeds } from './needs.ts';

/** The signed-in person's clinics, by name; empty for somebody nobody has admitted. */
export async function readMe(
  staffId: string,
  { members, clinics }: Pick<AdminNeeds, 'members' | 'clinics'>,
): Promise<MeView> {
  const memberships = await members.listOf(staffId);
  const admitted = await Promise.all(
    memberships.map(async ({ clinicId, role, name: memberName }) => {
      const clinic = await clinics.find(clinicId);
      return clinic ? [{ clinicId, name: clinic.name, role, memberName }] : [];
    }),
  );
  return { staffId, clinics: admitted.flat().toSorted((a, b) => a.name.localeCompare(b.name)) };
}

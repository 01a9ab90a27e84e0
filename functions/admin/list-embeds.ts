import type { EmbedsView } from '../domain/staff-view.ts';
import type { AdminNeeds } from './needs.ts';

/** A clinic's embeds, in order of their ids; empty when there are none. */
export async function listEmbeds(
  clinicId: string,
  { clinics }: Pick<AdminNeeds, 'clinics'>,
): Promise<EmbedsView> {
  return { embeds: await clinics.listEmbeds(clinicId) };
}

import type { Member } from '../domain/clinic.ts';
import type { StaffNeeds } from './needs.ts';
import { revokeConsent } from './revoke-consent.ts';

/** Takes a testimonial back because its patient asked the clinic to. @throws AppError `not-found` */
export async function revokeForPatient(
  { clinicId, staffId }: Member,
  testimonialId: string,
  needs: StaffNeeds,
): Promise<{ readonly testimonialId: string; readonly revokedAt: string }> {
  const { revokedAt = '' } = await revokeConsent({ clinicId, testimonialId, by: staffId }, needs);
  return { testimonialId, revokedAt };
}

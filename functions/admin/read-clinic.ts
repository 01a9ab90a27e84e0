import { AppError } from '../domain/error.ts';
import { isProfileComplete } from '../domain/may-show.ts';
import { type ClinicView, REVIEW_QUEUES, type ReviewQueue } from '../domain/staff-view.ts';
import type { AdminNeeds } from './needs.ts';

const MOST_COUNTED = 1000;

/** A clinic with its locations and the length of its queues. @throws AppError `not-found` */
export async function readClinic(
  clinicId: string,
  { clinics, moderations }: Pick<AdminNeeds, 'clinics' | 'moderations'>,
): Promise<ClinicView> {
  const [clinic, locations, counted] = await Promise.all([
    clinics.find(clinicId),
    clinics.listLocations(clinicId),
    Promise.all(
      REVIEW_QUEUES.map(
        async (queue) => [queue, await moderations.countQueue(clinicId, queue, MOST_COUNTED)] as const,
      ),
    ),
  ]);
  if (!clinic) throw new AppError('not-found', 'There is no such clinic among yours.');
  return {
    clinic,
    locations,
    counts: Object.fromEntries(counted) as Record<ReviewQueue, number>,
    ...(!isProfileComplete(clinic) && { hold: 'clinic-profile-incomplete' }),
  };
}

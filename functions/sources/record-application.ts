import * as z from 'zod';
import type { Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import {
  APPLICATION_STEPS,
  type ApplicationRequest,
  type GoogleAccess,
  type GoogleApplication,
} from '../domain/google-application.ts';
import type { GoogleApplications } from '../store/google-applications.ts';

/** Body of the request. */
export const ApplicationBody = z.strictObject({
  seenVersion: z.int().min(0),
  appliedOn: z.iso.date().nullable(),
  done: z.array(z.enum(APPLICATION_STEPS)).max(APPLICATION_STEPS.length),
}) satisfies z.ZodType<ApplicationRequest>;

/** What recording works with. */
export interface ApplicationNeeds {
  readonly applications: GoogleApplications;
  /** Gives the instant, ISO 8601 UTC. */
  readonly now: () => string;
}

/** The zone that is first to begin a day is 14 hours ahead of UTC. */
const FIRST_ZONE_MS = 14 * 3_600_000;

/**
 * Keeps how far the clinic has come with Google's approval. Kept per clinic although Google approves the project behind
 * all of them: who signs in here knows a clinic, and each one's waiting ends with its own first answer.
 *
 * @throws AppError `invalid` for a day to come, `conflict` when somebody recorded something since
 */
export async function recordApplication(
  { clinicId, staffId }: Member,
  { seenVersion, appliedOn, done }: ApplicationRequest,
  { applications, now }: ApplicationNeeds,
): Promise<GoogleAccess['application']> {
  const latest = new Date(Date.parse(now()) + FIRST_ZONE_MS).toISOString().slice(0, 10);
  if (appliedOn !== null && appliedOn > latest) {
    const message = 'The day of the application is still to come; give today at the latest.';
    throw new AppError('invalid', message, { issues: [{ path: 'appliedOn', message }] });
  }
  const before = await applications.find(clinicId);
  if ((before?.version ?? 0) !== seenVersion) {
    throw new AppError('conflict', 'Somebody else changed this meanwhile. Look again.');
  }
  const after: GoogleApplication = {
    clinicId,
    ...(appliedOn !== null && { appliedOn }),
    done: [...new Set(done)],
    version: seenVersion + 1,
  };
  const audit = {
    subject: 'google-application',
    action: before ? 'changed' : 'created',
    by: staffId,
    at: now(),
  } as const;
  await applications.save({ ...(before && { before }), after, audit });
  const { clinicId: _, ...told } = after;
  return told;
}

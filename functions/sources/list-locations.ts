import * as z from 'zod';
import type { Member } from '../domain/clinic.ts';
import type { Connection } from '../domain/connection.ts';
import { AppError } from '../domain/error.ts';
import type { SourceFailure } from '../domain/pull.ts';
import { type GoogleConnectionNeeds, startBudget } from './google-connection-needs.ts';
import { type LocationNeeds, listGoogleLocations } from './list-google-locations.ts';
import { settleListings } from './settle-listings.ts';

/** Body of a request about one connection. */
export const ConnectionBody = z.strictObject({ connectionId: z.string().min(1).max(64) });

/** What came of listing a connection's locations. */
export type Listed = Pick<Connection, 'locations' | 'listedAt' | 'listFailure'>;

/** Lists the locations that a token reaches; where Google does not, why, with what was known before. */
export async function tryLocations(
  accessToken: string,
  before: Partial<Listed> | undefined,
  needs: LocationNeeds,
): Promise<Listed> {
  try {
    return { locations: await listGoogleLocations(accessToken, needs), listedAt: needs.now() };
  } catch (error) {
    return failedListing(error, before);
  }
}

/**
 * Lists the locations of a connection anew, as when Google has approved the project since.
 *
 * @returns what the connection is now; `listFailure` says why nothing could be listed
 * @throws AppError `not-found` for a connection that is not the clinic's own, or is not connected
 */
export async function relistLocations(
  { clinicId, staffId }: Member,
  { connectionId }: z.infer<typeof ConnectionBody>,
  needs: GoogleConnectionNeeds,
): Promise<Pick<Connection, 'connectionId' | 'listFailure'>> {
  const before = await needs.connections.find(clinicId, connectionId);
  if (before?.state !== 'connected') throw new AppError('not-found', 'This clinic has no such connection.');
  const remainingMs = startBudget(needs.now);
  const listed = await tokenOf(connectionId, remainingMs, needs).then(
    (token) => tryLocations(token, before, { ...needs, remainingMs }),
    (error: unknown) => failedListing(error, before),
  );
  const { listFailure: _, ...known } = before;
  const at = needs.now();
  const after: Connection = { ...known, ...listed, version: before.version + 1 };
  const audit = {
    subject: `connection/${connectionId}`,
    action: 'locations-listed',
    by: staffId,
    at,
  } as const;
  await needs.connections.save({ before, after, audit });
  if (listed.listFailure === undefined) await settleListings(after, { staffId, at }, needs);
  return { connectionId, ...(listed.listFailure !== undefined && { listFailure: listed.listFailure }) };
}

async function tokenOf(
  connectionId: string,
  remainingMs: () => number,
  { tokens }: GoogleConnectionNeeds,
): Promise<string> {
  return await tokens.get(connectionId, remainingMs);
}

function failedListing(error: unknown, before: Partial<Listed> | undefined): Listed {
  if (!(error instanceof AppError) || error.reason === undefined) throw error;
  const reason: SourceFailure = error.reason;
  const { locations = [], listedAt } = before ?? {};
  return { locations, ...(listedAt !== undefined && { listedAt }), listFailure: reason };
}

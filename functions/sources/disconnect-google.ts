import type * as z from 'zod';
import type { Listing, Member } from '../domain/clinic.ts';
import type { Connection } from '../domain/connection.ts';
import { AppError } from '../domain/error.ts';
import type { DisconnectedView } from '../domain/source-view.ts';
import { log } from '../platform/log.ts';
import { type GoogleConnectionNeeds, startBudget } from './google-connection-needs.ts';
import { grantName } from './google-token.ts';
import type { ConnectionBody } from './list-locations.ts';
import { makeDueNow } from './make-due-now.ts';
import { revokeGrant } from './revoke-grant.ts';
import { auditOf } from './settle-listings.ts';

/**
 * Ends a connection: its listings are off every page at once, the grant is taken back at Google and deleted, and what
 * was pulled is deleted by the next pull. Decisions stay. A grant of the operator's stays where it is, as other
 * clinics may use it. Whatever broke off is finished by asking again.
 *
 * @throws AppError `not-found` for a connection that the clinic does not use, `conflict` when somebody was faster
 */
export async function disconnectGoogle(
  { clinicId, staffId }: Member,
  { connectionId }: z.infer<typeof ConnectionBody>,
  needs: GoogleConnectionNeeds,
): Promise<DisconnectedView> {
  const { clinics, connections, now } = needs;
  const [own, all] = await Promise.all([
    connections.find(clinicId, connectionId),
    clinics.listListings(clinicId),
  ]);
  const listings = all.filter(
    (listing) => listing.source === 'google-business' && listing.connectionId === connectionId,
  );
  if (!own && listings.length === 0) throw new AppError('not-found', 'This clinic has no such connection.');
  const ending = own && (await beginEnd(own, staffId, needs));
  for (const listing of listings) await disconnectListing(listing, staffId, needs);
  log.info('google.disconnected', { clinicId, connectionId, listings: listings.length });
  if (!ending) return { isRevoked: false };
  if (ending.state === 'disconnected') return { isRevoked: !ending.isLeftAtSource };
  const isRevoked = await removeGrant(connectionId, needs);
  const { isLeftAtSource: _, ...rest } = ending;
  await connections.save({
    before: ending,
    after: {
      ...rest,
      state: 'disconnected',
      ...(!isRevoked && { isLeftAtSource: true }),
      version: ending.version + 1,
    },
    audit: { subject: `connection/${connectionId}`, action: 'disconnected', by: staffId, at: now() },
  });
  return { isRevoked };
}

/** From here on the page says that it is being ended, and asking again goes on. */
async function beginEnd(
  before: Connection,
  staffId: string,
  { connections, now }: GoogleConnectionNeeds,
): Promise<Connection> {
  if (before.state !== 'connected') return before;
  const after: Connection = {
    ...before,
    state: 'disconnecting',
    locations: [],
    version: before.version + 1,
  };
  const subject = `connection/${before.connectionId}`;
  await connections.save({ before, after, audit: { subject, action: 'changed', by: staffId, at: now() } });
  return after;
}

async function disconnectListing(
  listing: Listing,
  staffId: string,
  { clinics, pulls, now }: GoogleConnectionNeeds,
): Promise<void> {
  const at = now();
  if (listing.disconnectedAt === undefined) {
    await clinics.saveListing({
      before: listing,
      after: { ...listing, disconnectedAt: at, version: listing.version + 1 },
      audit: auditOf(listing, 'disconnected', staffId, at),
    });
  }
  await makeDueNow(listing, pulls, at);
}

/** @returns whether Google was told, or knew already */
async function removeGrant(connectionId: string, needs: GoogleConnectionNeeds): Promise<boolean> {
  const { secrets, now } = needs;
  const name = grantName(connectionId);
  const grant = (await secrets.read(name, { isFresh: true }))?.trim();
  if (!grant) return false;
  const isRevoked = await revokeGrant(grant, { ...needs, remainingMs: startBudget(now) });
  await secrets.remove(name);
  return isRevoked;
}

import * as z from 'zod';
import type { Member } from '../domain/clinic.ts';
import type { Connection } from '../domain/connection.ts';
import { AppError } from '../domain/error.ts';
import type { ConnectedView, ConsentAnswer } from '../domain/source-view.ts';
import { log } from '../platform/log.ts';
import { shortHash } from '../platform/short-hash.ts';
import { exchangeCode } from './exchange-code.ts';
import { type GoogleConnectionNeeds, startBudget } from './google-connection-needs.ts';
import { grantName } from './google-token.ts';
import { type Listed, tryLocations } from './list-locations.ts';
import { settleListings } from './settle-listings.ts';

/** Body of the request: what Google sent back. */
export const AnswerBody = z.strictObject({
  state: z.string().min(1).max(200),
  code: z.string().min(1).max(2000),
}) satisfies z.ZodType<ConsentAnswer>;

/**
 * Takes what Google sent back, keeps the grant as a secret and the connection with the locations it reaches, and has
 * its listings read again. A consent that comes to nothing stores nothing. The connection is kept although Google
 * lists no locations yet: they are listed later.
 *
 * @throws AppError `conflict` when the answer is not to a question of this person at this clinic, or comes too late
 */
export async function connectGoogle(
  { clinicId, staffId }: Member,
  { state, code }: z.infer<typeof AnswerBody>,
  needs: GoogleConnectionNeeds,
): Promise<ConnectedView> {
  const asked = await needs.grantRequests.take({ clinicId, staffId }, shortHash(state));
  const at = needs.now();
  if (!asked || asked.expiresAt <= at) {
    throw new AppError(
      'conflict',
      'This answer of Google is too old, or was used already. Connect once more.',
    );
  }
  const remainingMs = startBudget(needs.now);
  const granted = await exchangeCode(code, asked, { ...needs, readSecret: needs.secrets.read, remainingMs });
  if (typeof granted === 'string') return { outcome: granted };
  const { connectionId } = asked;
  const before = await needs.connections.find(clinicId, connectionId);
  const listed = await tryLocations(granted.accessToken, before, { ...needs, remainingMs });
  const after = toConnection({ clinicId, connectionId, staffId, at }, before, listed);
  const action = before ? 'reconnected' : 'connected';
  const audit = { subject: `connection/${connectionId}`, action, by: staffId, at } as const;
  // First the item: a grant that nothing names could neither be seen nor taken back.
  await needs.connections.save({ ...(before && { before }), after, audit });
  await needs.secrets.write(grantName(connectionId), granted.grant);
  await settleListings(after, { staffId, at }, needs);
  log.info('google.connected', { clinicId, connectionId, locations: after.locations.length });
  return { outcome: 'connected', connectionId };
}

interface Consented extends Pick<Connection, 'clinicId' | 'connectionId'> {
  readonly staffId: string;
  readonly at: string;
}

function toConnection(
  { clinicId, connectionId, staffId, at }: Consented,
  before: Connection | undefined,
  listed: Listed,
): Connection {
  return {
    clinicId,
    connectionId,
    source: 'google-business',
    state: 'connected',
    consentedAt: at,
    consentedBy: staffId,
    ...listed,
    version: (before?.version ?? 0) + 1,
  };
}

import { createHash } from 'node:crypto';
import type { Connection } from '../domain/connection.ts';
import { AppError } from '../domain/error.ts';
import type { GoogleConnectionNeeds } from './google-connection-needs.ts';
import { grantName } from './google-token.ts';

const LONGEST_WHOLE = 35;
const KEPT = 24;
const ENDINGS = ['main', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/**
 * Names the connection that a consent is for: the one asked for, else one that was ended, else a new one. A new name
 * begins with the clinic's id, as grants of all clinics lie together; one that has a grant already is passed over.
 *
 * @throws AppError `not-found` for a connection that is not the clinic's own, `conflict` when it has nine already
 */
export async function nameConnection(
  clinicId: string,
  asked: string | undefined,
  { connections, secrets }: Pick<GoogleConnectionNeeds, 'connections' | 'secrets'>,
): Promise<string> {
  const known = await connections.listOf(clinicId);
  if (asked !== undefined) return idOf(known.find(({ connectionId }) => connectionId === asked));
  const ended = known.find(({ state }) => state === 'disconnected');
  if (ended) return ended.connectionId;
  for (const ending of ENDINGS) {
    const name = `${beginningOf(clinicId)}-${ending}`;
    const isTaken = known.some(({ connectionId }) => connectionId === name);
    if (!isTaken && (await secrets.read(grantName(name))) === undefined) return name;
  }
  throw new AppError('conflict', 'This clinic has as many connections to Google as it can have.');
}

function idOf(connection: Connection | undefined): string {
  if (!connection) throw new AppError('not-found', 'This clinic has no such connection.');
  return connection.connectionId;
}

/** Short enough that the whole is a slug; what is cut off goes into a hash. */
function beginningOf(clinicId: string): string {
  if (clinicId.length <= LONGEST_WHOLE) return clinicId;
  const rest = createHash('sha256').update(clinicId).digest('hex').slice(0, 10);
  return `${clinicId.slice(0, KEPT).replace(/-$/u, '')}-${rest}`;
}

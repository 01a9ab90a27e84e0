import type { Connection } from '../domain/connection.ts';
import type { ConnectionsView, ConnectionView } from '../domain/source-view.ts';
import type { Members } from '../store/members.ts';
import type { GoogleConnectionNeeds } from './google-connection-needs.ts';

/** What listing connections needs. */
export interface ConnectionListNeeds extends Pick<GoogleConnectionNeeds, 'clinics' | 'connections'> {
  readonly members: Pick<Members, 'findMany'>;
}

/** A clinic's connections to Google: its own, and those of the operator that its listings hang on. No token is in it. */
export async function listConnections(
  clinicId: string,
  { clinics, connections, members }: ConnectionListNeeds,
): Promise<ConnectionsView> {
  const [own, listings] = await Promise.all([connections.listOf(clinicId), clinics.listListings(clinicId)]);
  const people = await members.findMany(
    own.map(({ consentedBy }) => consentedBy),
    clinicId,
  );
  const names = new Map(people.map(({ staffId, name }) => [staffId, name]));
  const others = listings.flatMap(({ source, connectionId, disconnectedAt }) =>
    source === 'google-business' && connectionId !== undefined && disconnectedAt === undefined
      ? [connectionId]
      : [],
  );
  const ownIds = own.map(({ connectionId }) => connectionId);
  const strange = [...new Set(others)].filter((connectionId) => !ownIds.includes(connectionId));
  const views = [...own.map((connection) => toView(connection, names)), ...strange.map(ofOperator)];
  return { connections: views.toSorted((a, b) => (a.connectionId < b.connectionId ? -1 : 1)) };
}

function toView(connection: Connection, names: ReadonlyMap<string, string>): ConnectionView {
  const { clinicId: _clinic, source: _source, version: _version, consentedBy, ...view } = connection;
  const name = names.get(consentedBy);
  return { ...view, ...(name !== undefined && { consentedBy: name }), isOwn: true };
}

function ofOperator(connectionId: string): ConnectionView {
  return { connectionId, state: 'connected', locations: [], isOwn: false };
}

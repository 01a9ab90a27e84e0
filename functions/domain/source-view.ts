import type { ConnectedLocation, Connection } from './connection.ts';

/** A connection as its clinic's owner sees it. */
export interface ConnectionView
  extends Pick<
    Connection,
    'connectionId' | 'state' | 'locations' | 'listedAt' | 'listFailure' | 'isLeftAtSource'
  > {
  /** Absent when the operator connected it by a command. */
  readonly consentedAt?: string;
  /** Name of the person who connected; absent when no member has that id now, or the operator connected. */
  readonly consentedBy?: string;
  /** False when the operator connected it by a command: other clinics may share it, so that it cannot be renewed here. */
  readonly isOwn: boolean;
}

/** Answer of `GET /api/clinics/{clinicId}/google`. */
export interface ConnectionsView {
  /** In order of their ids; empty while nothing is connected. */
  readonly connections: readonly ConnectionView[];
}

/** Body of `POST …/google/consent`. */
export interface ConsentAsk {
  /** The connection to renew; a new one when absent. */
  readonly connectionId?: string;
  /** Where Google sends the person back: the admin page's own address, ending in a slash. */
  readonly returnTo: string;
}

/** Answer of `POST …/google/consent`. */
export interface ConsentView {
  /** Google's page that asks for consent; absent while the operator has set up no client at Google. */
  readonly address?: string;
}

/** Body of `POST …/google/connection`: what Google sent back. */
export interface ConsentAnswer {
  readonly state: string;
  readonly code: string;
}

/**
 * What came of a consent, in the ways a person can act on; only `connected` stored anything.
 *
 * - `no-lasting-grant`: Google gave access for an hour only; the old permission must be removed first
 * - `scope-missing`: the box for Business Profile was not ticked
 * - `refused`: Google does not take the answer; it is too old or was used
 * - `not-set-up`: Google does not take our client
 * - `unreachable`: Google did not answer
 */
export const CONSENT_FAILURES = [
  'no-lasting-grant',
  'scope-missing',
  'refused',
  'not-set-up',
  'unreachable',
] as const;
export type ConsentFailure = (typeof CONSENT_FAILURES)[number];

/** Answer of `POST …/google/connection`. */
export type ConnectedView =
  | { readonly outcome: 'connected'; readonly connectionId: string }
  | { readonly outcome: ConsentFailure };

/** A location that shall become a listing. */
export interface LocationChoice extends Pick<ConnectedLocation, 'accountId'> {
  /** Google's own id of the location. */
  readonly sourceListingId: string;
  /** Which of the clinic's locations it is. */
  readonly locationId: string;
}

/** Body of `POST …/google/listings`. */
export interface ChoiceAsk {
  readonly connectionId: string;
  readonly choices: readonly LocationChoice[];
}

/** Answer of `POST …/google/listings`. */
export interface ChosenView {
  /** In the order of the choices. */
  readonly listingIds: readonly string[];
}

/** Answer of `POST …/listings/{listingId}/move`. */
export interface MovedView {
  /** The id by which the listing is read from now on. */
  readonly movedTo: string;
}

/** Answer of `POST …/listings/{listingId}/removal`. */
export interface RemovedView {
  /** Instant from which nothing of the listing is shown, ISO 8601 UTC. */
  readonly disconnectedAt: string;
}

/** Answer of `POST …/google/disconnection`. */
export interface DisconnectedView {
  /** False when the person must take the permission back at Google too. */
  readonly isRevoked: boolean;
}

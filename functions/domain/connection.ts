import type { SourceFailure } from './pull.ts';

/**
 * Where a connection stands: `connected`; `disconnecting` from the moment a person ended it until the source was told
 * and the grant is deleted; `disconnected`.
 */
export const CONNECTION_STATES = ['connected', 'disconnecting', 'disconnected'] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** A location that the connected person may read, as Google listed it. */
export interface ConnectedLocation {
  /** Digits after `accounts/`; every call for reviews needs them. */
  readonly accountId: string;
  /** Digits after `locations/`; the `sourceListingId` of its listing. */
  readonly locationId: string;
  /** The profile's name, as Google tells it. */
  readonly title: string;
  /** Its page on Google Maps, https; absent while Google has none. */
  readonly mapsUrl?: string;
  /** Google Maps' id of the place; absent while Google has none. */
  readonly placeId?: string;
  /** Where patients write a review, https; absent while Google has none. */
  readonly newReviewUrl?: string;
}

/** A person's consent at a source, by which listings are read. The grant itself lies among the secrets, by this id. */
export interface Connection {
  readonly clinicId: string;
  /** Unique over all clinics: the grant's secret is named after it. */
  readonly connectionId: string;
  readonly source: 'google-business';
  readonly state: ConnectionState;
  /** When consent was given last, ISO 8601 UTC. */
  readonly consentedAt: string;
  /** Staff id of the person who connected. */
  readonly consentedBy: string;
  /** As listed at `listedAt`, at most 500; empty until then. */
  readonly locations: readonly ConnectedLocation[];
  /** When the locations were listed last, ISO 8601 UTC; absent when they never were. */
  readonly listedAt?: string;
  /** Why they could not be listed when that was tried last; absent when they could. */
  readonly listFailure?: SourceFailure;
  /** True when it was ended here, but Google could not be told. */
  readonly isLeftAtSource?: boolean;
  /** Grows by one with every change. */
  readonly version: number;
}

/** How long after consent an ended grant points at a consent screen that is in testing: it dies after seven days. */
const TESTING_DAYS = 8;

/** Tells whether a grant that ended so soon after consent points at a consent screen in testing. Instants ISO 8601 UTC. */
export function endedAsInTesting({ consentedAt }: Pick<Connection, 'consentedAt'>, endedAt: string): boolean {
  return Date.parse(endedAt) - Date.parse(consentedAt) <= TESTING_DAYS * 86_400_000;
}

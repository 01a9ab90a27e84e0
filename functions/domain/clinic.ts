import type { SourceName } from './review.ts';

/** Languages the visitor's texts exist in. */
export const LANGUAGES = ['en', 'es', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How a reviewer's name is printed: `Maria L.`, or `M. L.`. */
export const AUTHOR_STYLES = ['first-name', 'initials'] as const;
export type AuthorStyle = (typeof AUTHOR_STYLES)[number];

/**
 * What becomes of a review that nobody has judged: with `manual` it waits for a person, with `show-unflagged` it is
 * shown unless its words carry a flag. How many stars it has is asked by neither.
 */
export const OPENING_POLICIES = ['manual', 'show-unflagged'] as const;
export type OpeningPolicy = (typeof OPENING_POLICIES)[number];

/** A customer: one clinic with one or more locations. */
export interface Clinic {
  /** Lower-case slug, 3 to 40 characters, chosen once. */
  readonly clinicId: string;
  /** As visitors read it. */
  readonly name: string;
  /** ISO 3166-1 alpha-2 country of the practice; nothing is published while it is absent. */
  readonly country?: string;
  /** State or province, ISO 3166-2 without the country, such as `CA`. */
  readonly region?: string;
  /** Regulated profession, such as `acupuncture`; nothing is published while it is absent. */
  readonly profession?: string;
  /** Default `first-name`. Reviews that speak of a sensitive condition always get `initials`. */
  readonly authorStyle: AuthorStyle;
  /**
   * What becomes of a source's new reviews; `manual` where a source is not named. Switched on, it judges only what
   * comes or changes from then on: what waits stays waiting. Switched off, everything it showed is off the pages at
   * once and waits for a person.
   */
  readonly opening?: Readonly<Partial<Record<SourceName, OpeningPolicy>>>;
  /** Grows by one with every change. */
  readonly version: number;
}

/** The policy for a source's new reviews. */
export function openingPolicyOf({ opening }: Pick<Clinic, 'opening'>, source: SourceName): OpeningPolicy {
  return opening?.[source] ?? 'manual';
}

/** One address of a clinic. */
export interface Location {
  readonly clinicId: string;
  /** Lower-case slug, unique in its clinic; the embed's `location` attribute. */
  readonly locationId: string;
  /** As visitors read it, such as `Mill Lane`. */
  readonly name: string;
  readonly version: number;
}

/** The clinic's record of Yelp's written consent to choose excerpts one by one. */
export interface ExcerptConsent {
  /** Day it was recorded, `YYYY-MM-DD`. */
  readonly recordedOn: string;
  /** Where the document lies, in the clinic's own words; never empty. */
  readonly document: string;
}

/** One location as one source knows it. */
export interface Listing {
  readonly clinicId: string;
  /** Lower-case slug, unique in its clinic. */
  readonly listingId: string;
  readonly locationId: string;
  readonly source: SourceName;
  /**
   * The source's own id of the listing: Google `locations/{l}` without the prefix, Yelp's 22-character business id, the
   * location's slug for direct testimonials.
   * Part of every review's id, so it never changes.
   */
  readonly sourceListingId: string;
  /**
   * The id by which the source knows it now, where the source has moved it and a person agreed to follow: reviews are
   * asked for with it. Yelp only. Reviews keep their ids, and with them every decision.
   */
  readonly movedTo?: string;
  /** Google's account number: v4 calls need it and it cannot be found from the location. Absent elsewhere. */
  readonly accountId?: string;
  /** Whose grant reads it; Google only. Absent until Google is connected: an export brings its reviews meanwhile. */
  readonly connectionId?: string;
  /** Google's id of the place, for links alone; Google only. */
  readonly placeId?: string;
  /** Public page with all reviews at the source, https; empty for direct testimonials, which have none. */
  readonly pageUrl: string;
  /** Hours between pulls; default 24 for Google and 8 for Yelp, 1 for direct testimonials. */
  readonly pullEveryHours: number;
  /** A paused listing is not pulled; what was pulled stays up within its retention. */
  readonly isPaused: boolean;
  /**
   * When its connection was ended here, ISO 8601 UTC: nothing of it is shown from that instant on, what was pulled is
   * deleted, and it is not read again until it is chosen anew.
   */
  readonly disconnectedAt?: string;
  /** Yelp only. Without it excerpts are not chosen one by one. */
  readonly excerptConsent?: ExcerptConsent;
  readonly version: number;
}

/** Tells whether a listing can be pulled: a Google one needs an account and a grant that was not ended here. */
export function isConnected({ source, accountId, connectionId, disconnectedAt }: Listing): boolean {
  if (disconnectedAt !== undefined) return false;
  return source !== 'google-business' || (accountId !== undefined && connectionId !== undefined);
}

/** Whose page an embed stands on. */
export const AUDIENCES = ['own-site', 'partner'] as const;

/** One place on the web where reviews are shown; its id is public. */
export interface Embed {
  readonly clinicId: string;
  /** Public id, part of the snippet and of every feed address; lower-case letters, digits, hyphens. */
  readonly embedId: string;
  /** What staff call it, such as `Our website`. */
  readonly name: string;
  /** A partner's page never gets reviews that speak of sensitive conditions. */
  readonly audience: (typeof AUDIENCES)[number];
  readonly language: Language;
  /** Locations whose reviews it shows; every location when absent, never empty. */
  readonly locationIds?: readonly string[];
  readonly version: number;
}

/** What a member may do: a viewer reads, staff decide, an owner also changes the clinic. */
export const ROLES = ['owner', 'staff', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** A person's place at a clinic. Removing the item removes the access with the next request. */
export interface Member {
  readonly clinicId: string;
  /** The `sub` of the person's tokens. */
  readonly staffId: string;
  /** As colleagues read it in histories. */
  readonly name: string;
  readonly role: Role;
  readonly version: number;
}

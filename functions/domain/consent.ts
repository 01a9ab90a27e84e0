import type { AUDIENCES, Language } from './clinic.ts';
import type { TestimonialOrigin } from './testimonial.ts';

/** Where a testimonial may be shown: on the clinic's own site, or on a partner's. */
export type ConsentAudience = (typeof AUDIENCES)[number];

/**
 * The text of a consent, sentence by sentence, exactly as it was shown and signed. Its sentences are the elements that
 * 45 CFR 164.508(c) asks of an authorization, in plain language as (c)(3) asks.
 */
export interface ConsentStatement {
  readonly clinicId: string;
  /** Hash of everything below; the same text is kept once. */
  readonly statementId: string;
  readonly language: Language;
  /** Of the wording; grows with every change of a sentence. */
  readonly wording: string;
  /** What is disclosed, specifically: (c)(1)(i). */
  readonly description: string;
  /** Who discloses it: (c)(1)(ii). */
  readonly discloser: string;
  /** To whom: (c)(1)(iii). */
  readonly recipients: string;
  /** Each purpose: (c)(1)(iv). */
  readonly purpose: string;
  /** When it ends: (c)(1)(v). */
  readonly expiry: string;
  /** The right to revoke, its exceptions, and how: (c)(2)(i). */
  readonly revocation: string;
  /** That treatment does not depend on it: (c)(2)(ii). */
  readonly conditions: string;
  /** That others may pass it on, and that it is then no longer protected: (c)(2)(iii). */
  readonly redisclosure: string;
}

/** How a consent was given: (c)(1)(vi). */
export type Signature =
  | {
      readonly kind: 'typed';
      /** As typed under the statement. */
      readonly name: string;
      /** Who may sign for the patient, and by what right; only where the patient did not sign: (c)(1)(vi). */
      readonly authority?: string;
    }
  | {
      /** Signed on paper, which the clinic keeps; or told in a file whose consents the clinic keeps. */
      readonly kind: 'paper' | 'file';
      /** Where the clinic keeps it, in its own words; never empty. */
      readonly reference: string;
      readonly authority?: string;
    };

/** A consent that a later one for the same words has followed. */
export type EarlierConsent = Pick<
  Consent,
  'statementId' | 'audiences' | 'signature' | 'signedAt' | 'expiresAt' | 'recordedAt' | 'recordedBy'
>;

/**
 * A patient's consent to show a testimonial, and what became of it. Kept when the testimonial is deleted, without its
 * words and without the name it was shown under: 45 CFR 164.530(j) asks for six years.
 */
export interface Consent {
  readonly clinicId: string;
  readonly testimonialId: string;
  /** Our id of the review that the testimonial becomes. */
  readonly reviewId: string;
  readonly locationId: string;
  readonly origin: TestimonialOrigin;
  /** Of the {@link ConsentStatement} that was signed. */
  readonly statementId: string;
  /** To whom, as the patient chose: (c)(1)(iii). Never empty. */
  readonly audiences: readonly ConsentAudience[];
  readonly signature: Signature;
  /** Instant, ISO 8601 UTC; noon of the day that staff named. */
  readonly signedAt: string;
  /** From this instant on it is over, ISO 8601 UTC, a whole hour: (c)(1)(v). */
  readonly expiresAt: string;
  /** When it was recorded, ISO 8601 UTC. */
  readonly recordedAt: string;
  /** Staff id, or `patient`. */
  readonly recordedBy: string;
  /** SHA-256 of the secret in the revoke link, base64url; absent where no link was made. */
  readonly revokeHash?: string;
  /** Those before it, the oldest first; absent for a first one. */
  readonly earlier?: readonly EarlierConsent[];
  /** Since when it is taken back, ISO 8601 UTC. */
  readonly revokedAt?: string;
  /** Staff id, or `patient`; with `revokedAt`. */
  readonly revokedBy?: string;
  /** Grows by one with every change. */
  readonly version: number;
}

/** What the gate must know of a consent. */
export type ConsentInForce = Pick<Consent, 'audiences' | 'expiresAt' | 'revokedAt'>;

/** Why a testimonial may not be shown. */
export type ConsentRefusal =
  | 'consent-missing'
  | 'consent-revoked'
  | 'consent-expired'
  | 'consent-not-for-partners';

/**
 * Says why a consent does not cover showing its testimonial.
 *
 * @param until instant up to which it must hold, ISO 8601 UTC
 * @param audience where it would be shown; absent while no place is in question
 * @returns `undefined` when it covers it
 */
export function refusalOf(
  consent: ConsentInForce | undefined,
  until: string,
  audience?: ConsentAudience,
): ConsentRefusal | undefined {
  if (!consent) return 'consent-missing';
  if (consent.revokedAt !== undefined) return 'consent-revoked';
  if (!(Date.parse(consent.expiresAt) > Date.parse(until))) return 'consent-expired';
  if (audience !== undefined && !consent.audiences.includes(audience)) return 'consent-not-for-partners';
  return undefined;
}

/** A consent with a later one in its place; the one before is kept in it. */
export function renew(before: Consent, later: EarlierConsent): Consent {
  const { statementId, audiences, signature, signedAt, expiresAt, recordedAt, recordedBy } = before;
  const kept = { statementId, audiences, signature, signedAt, expiresAt, recordedAt, recordedBy };
  return { ...before, ...later, earlier: [...(before.earlier ?? []), kept], version: before.version + 1 };
}

const DAY_MS = 86_400_000;
/** Staff are reminded this long before a consent ends. */
const REMINDER_DAYS = 30;

/** Tells whether a consent is in force and ends within 30 days of `now` (ISO 8601 UTC). */
export function isEndingSoon(consent: ConsentInForce, now: string): boolean {
  if (refusalOf(consent, now)) return false;
  return Date.parse(consent.expiresAt) - Date.parse(now) <= REMINDER_DAYS * DAY_MS;
}

/** The instant from which a consent is over that holds through a day (`YYYY-MM-DD`), ISO 8601 UTC. */
export function endOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY_MS).toISOString();
}

/** The last day on which a consent holds, `YYYY-MM-DD`. */
export function lastDayOf({ expiresAt }: Pick<Consent, 'expiresAt'>): string {
  return new Date(Date.parse(expiresAt) - 1).toISOString().slice(0, 10);
}

/** The day some years after another, `YYYY-MM-DD`; 28 February for a 29th where there is none. */
export function yearsAfter(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years;
  const same = `${year}${day.slice(4)}`;
  return Number.isNaN(Date.parse(same)) || !new Date(same).toISOString().startsWith(same)
    ? `${year}-02-28`
    : same;
}

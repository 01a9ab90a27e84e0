import type { Language } from './clinic.ts';

/** A link for one patient, or a code that stands at the desk for many. */
export const LINK_KINDS = ['one-time', 'desk'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** What leads a patient to the form. The secret in its address is stored nowhere. */
export interface TestimonialLink {
  readonly clinicId: string;
  /** SHA-256 of the secret in the address, base64url, 43 characters. */
  readonly linkId: string;
  readonly kind: LinkKind;
  readonly locationId: string;
  /** The form's language; what the patient's browser asks for when absent. */
  readonly language?: Language;
  /** Key of the stamps that forms of this link carry, base64url; never leaves the server. */
  readonly stampKey: string;
  /** Staff id. */
  readonly createdBy: string;
  /** Instant, ISO 8601 UTC. */
  readonly createdAt: string;
  /** From this instant on it leads nowhere, ISO 8601 UTC. */
  readonly expiresAt: string;
  /** Since when staff have withdrawn it, ISO 8601 UTC. */
  readonly withdrawnAt?: string;
  /** The testimonial that used up a one-time link. */
  readonly usedBy?: string;
  /** The day of the last use, `YYYY-MM-DD`, UTC. */
  readonly usedOn?: string;
  readonly uses: number;
  /** Uses on the day of the last use. */
  readonly usesToday: number;
  readonly version: number;
}

/** Testimonials that a desk code takes in a day. */
const MOST_PER_DAY = 60;

/** Why a link does not lead to the form now. */
export type LinkRefusal = 'withdrawn' | 'used' | 'expired' | 'busy';

/** Says why a link does not take a testimonial at `now` (ISO 8601 UTC); `undefined` when it does. */
export function linkRefusal(link: TestimonialLink, now: string): LinkRefusal | undefined {
  if (link.withdrawnAt !== undefined) return 'withdrawn';
  if (link.usedBy !== undefined) return 'used';
  if (!(Date.parse(link.expiresAt) > Date.parse(now))) return 'expired';
  return link.usedOn === now.slice(0, 10) && link.usesToday >= MOST_PER_DAY ? 'busy' : undefined;
}

/** A link after one more use. @param now instant, ISO 8601 UTC */
export function countUse(link: TestimonialLink, testimonialId: string, now: string): TestimonialLink {
  const day = now.slice(0, 10);
  return {
    ...link,
    ...(link.kind === 'one-time' && { usedBy: testimonialId }),
    usedOn: day,
    uses: link.uses + 1,
    usesToday: link.usedOn === day ? link.usesToday + 1 : 1,
    version: link.version + 1,
  };
}

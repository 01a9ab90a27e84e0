import type { Language } from './clinic.ts';
import type { Stars } from './review.ts';

/** How a testimonial came to the clinic: the patient's own form, entered by staff, or from a file. */
export const TESTIMONIAL_ORIGINS = ['form', 'staff', 'import'] as const;
export type TestimonialOrigin = (typeof TESTIMONIAL_ORIGINS)[number];

/**
 * What a patient gave the clinic directly: the words, and how the patient wants to be named. It exists only as long as
 * its consent was not taken back; revoking deletes it.
 */
export interface Testimonial {
  readonly clinicId: string;
  /** Derived, 22 characters of base64url; the same submission or row gives the same id. */
  readonly testimonialId: string;
  /** Where the patient was treated. */
  readonly locationId: string;
  readonly origin: TestimonialOrigin;
  /** The patient's own words, never empty. */
  readonly text: string;
  /** Absent where the patient gave none; every rating is taken. */
  readonly stars?: Stars;
  /** As the patient wants to be named; absent for somebody who does not want to be. */
  readonly author?: string;
  /** The language of the form, or what staff said it is. */
  readonly language: Language;
  /** Day it was written, `YYYY-MM-DD`. */
  readonly writtenOn: string;
  /** Orders testimonials, ISO 8601 UTC. */
  readonly writtenAt: string;
}

/** Most characters of a testimonial's parts, as a reader counts them (graphemes). */
export const TESTIMONIAL_LIMITS = { text: 3000, author: 60, signature: 80, reference: 120 } as const;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Counts characters as a reader does: an emoji or a letter with its accents is one. Stops counting beyond `most`. */
export function countCharacters(text: string, most: number): number {
  if (text.length <= most) return text.length;
  let count = 0;
  for (const _ of graphemes.segment(text)) {
    count += 1;
    if (count > most) return count;
  }
  return count;
}

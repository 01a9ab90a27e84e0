import type { Testimonial } from '../domain/testimonial.ts';
import { idOfWords } from './known-words.ts';

/** What staff know of words that a patient gave them, on paper or in a table. */
export interface StaffEntry
  extends Pick<Testimonial, 'locationId' | 'text' | 'stars' | 'language' | 'writtenOn'> {
  /** Absent or `undefined` for somebody who does not want to be named. */
  readonly author?: string | undefined;
}

/**
 * A testimonial of what staff entered. Its id comes from its words, so that the same ones entered again are found; its
 * order comes from noon of the day it was written, as nobody knows the hour.
 */
export function testimonialOf(
  clinicId: string,
  origin: 'staff' | 'import',
  { locationId, text, stars, author, language, writtenOn }: StaffEntry,
): Testimonial {
  return {
    ...{ clinicId, testimonialId: idOfWords(clinicId, text, author), locationId, origin, text },
    ...(stars && { stars }),
    ...(author !== undefined && { author }),
    ...{ language, writtenOn, writtenAt: `${writtenOn}T12:00:00.000Z` },
  };
}

import type { Language } from '../domain/clinic.ts';
import type { ListedReview } from './allow-reviews.ts';

interface Words {
  /** Where all reviews of a list come from exports. */
  readonly all: (days: string) => string;
  /** Where only some do. */
  readonly some: (days: string) => string;
  readonly between: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    all: (days) => `From an export of ${days}, not confirmed by Google. `,
    some: (days) => `Some are from an export of ${days}, not confirmed by Google. `,
    between: ' to ',
  },
  es: {
    all: (days) => `De una exportación del ${days}, sin confirmar por Google. `,
    some: (days) => `Algunas son de una exportación del ${days}, sin confirmar por Google. `,
    between: ' al ',
  },
  fr: {
    all: (days) => `D’un export du ${days}, non confirmé par Google. `,
    some: (days) => `Certains viennent d’un export du ${days}, non confirmé par Google. `,
    between: ' au ',
  },
};

/**
 * What the selection line says of reviews that no source has confirmed, with a space at its end; `undefined` where there
 * is none. Several exports are told by the days of the first and the last.
 */
export function printNote(listed: readonly ListedReview[], language: Language): string | undefined {
  const days = listed.flatMap(({ allowed }) => allowed.review.unconfirmed?.exportedOn ?? []).toSorted();
  const ends = [...new Set([days[0], days.at(-1)])].filter((day) => day !== undefined);
  if (ends.length === 0) return undefined;
  const words = WORDS[language];
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const printed = ends.map((day) => format.format(new Date(`${day}T00:00:00Z`))).join(words.between);
  return days.length === listed.length ? words.all(printed) : words.some(printed);
}

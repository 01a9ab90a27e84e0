import * as z from 'zod';
import { AUDIENCES, LANGUAGES } from '../domain/clinic.ts';
import { countCharacters, TESTIMONIAL_LIMITS } from '../domain/testimonial.ts';
import { tidyLine, tidyText } from './tidy-text.ts';

/** Longest a text may be before its characters are even counted: most are of few code units. */
const MOST_UNITS = 20_000;

/** Words of several lines, tidied. */
export const words = z
  .string()
  .max(MOST_UNITS)
  .transform(tidyText)
  .refine((text) => text !== '', { error: 'Fill in the patient’s words.' })
  .refine((text) => countCharacters(text, TESTIMONIAL_LIMITS.text) <= TESTIMONIAL_LIMITS.text, {
    error: `Shorten the words to ${TESTIMONIAL_LIMITS.text} characters.`,
  });

/** A line of some length, tidied; never empty. */
export function line(most: number, what: string) {
  return z
    .string()
    .max(MOST_UNITS)
    .transform(tidyLine)
    .refine((text) => text !== '' && countCharacters(text, most) <= most, {
      error: `${what}: 1 to ${most} characters.`,
    });
}

/** How the patient wants to be named; `undefined` when nothing of the name can be seen. */
export const author = z
  .string()
  .max(MOST_UNITS)
  .transform(tidyLine)
  .refine((text) => countCharacters(text, TESTIMONIAL_LIMITS.author) <= TESTIMONIAL_LIMITS.author, {
    error: `The name: at most ${TESTIMONIAL_LIMITS.author} characters.`,
  })
  .transform((text) => (text === '' ? undefined : text));

/** A day of the calendar, `YYYY-MM-DD`. */
export const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/u, 'Give a day as YYYY-MM-DD.')
  .refine((text) => isRealDay(text), { error: 'There is no such day.' });

/** Stars as patients give them. */
export const stars = z.literal([1, 2, 3, 4, 5], { error: 'Stars are 1 to 5, or none.' });

/** Where it may be shown: the clinic's own site always, as nobody agrees to a partner's alone. */
export const audiences = z
  .array(z.enum(AUDIENCES))
  .min(1)
  .max(AUDIENCES.length)
  .refine((all) => all.includes('own-site'), { error: 'The clinic’s own site is always among them.' })
  .transform((all) => AUDIENCES.filter((audience) => all.includes(audience)));

/** One of the languages that we have. */
export const language = z.enum(LANGUAGES, { error: `The language is one of ${LANGUAGES.join(', ')}.` });

/** The id of a location. */
export const locationId = z.string().min(1).max(40);

function isRealDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) && text >= '1950-01-01';
}

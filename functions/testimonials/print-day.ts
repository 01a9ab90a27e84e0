import type { Language } from '../domain/clinic.ts';

/** Prints a day (`YYYY-MM-DD`) in full as people write it in a language. */
export function printDay(day: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(`${day}T12:00:00.000Z`));
}

import type { Location } from '../../functions/domain/clinic.ts';

/**
 * Guesses which of the clinic's places a profile at Google is: the only one, or the one whose name stands in its
 * title.
 *
 * @returns the id of the place; `''` when nothing points at one place alone
 */
export function guessPlace(title: string, places: readonly Location[]): string {
  const named = places.filter(({ name }) => title.toLowerCase().includes(name.toLowerCase()));
  const [only, another] = named.length > 0 ? named : places;
  return only && !another ? only.locationId : '';
}

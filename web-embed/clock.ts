/** As the page had it before anything came later that replaces it. */
const Clock = Date;

/** Now, in milliseconds since 1970. */
export function now(): number {
  return +new Clock();
}

/** Reads an instant; `NaN` for what is none. Not by `Date.parse`, which an old library replaces with its own. */
export function instantOf(text: string): number {
  return +new Clock(text);
}

const YEAR_MS = 31_556_952_000;

/** The year of an instant; in the hours around New Year it may be the other one, which only says more or less of a day. */
export function yearOf(instant: number): number {
  return (1970 + instant / YEAR_MS) | 0;
}

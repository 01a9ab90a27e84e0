/** The earliest of some instants, ISO 8601 UTC as `Date` prints them; `undefined` when there is none. */
export function earliest(instants: Iterable<string | undefined>): string | undefined {
  let found: string | undefined;
  for (const instant of instants) {
    if (instant !== undefined && (found === undefined || instant < found)) found = instant;
  }
  return found;
}

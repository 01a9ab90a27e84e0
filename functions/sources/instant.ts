import * as z from 'zod';

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/u;

/** No source is older. */
const EARLIEST = Date.parse('2000-01-01T00:00:00Z');
/** Clocks differ; but a review from further ahead would stand above all others for years. */
const MOST_AHEAD_MS = 48 * 3_600_000;

/**
 * An RFC 3339 instant with any offset and up to nine digits of a second, as ISO 8601 UTC with three.
 *
 * @returns `undefined` when the text is no instant
 */
export function toUtc(text: string): string | undefined {
  const parts = RFC_3339.exec(text);
  if (!parts) return undefined;
  const [, day = '', time, fraction = '', offset = ''] = parts;
  const instant = Date.parse(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${offset.toUpperCase()}`);
  return isDay(day) && !Number.isNaN(instant) ? new Date(instant).toISOString() : undefined;
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
}

/**
 * Reads an instant of a row, or refuses the row: also when no review can be of that time.
 *
 * @param toUtc gives ISO 8601 UTC, or `undefined` for what is not in the source's form
 * @param now gives the present instant, ISO 8601 UTC
 */
export function instantSchema(
  toUtc: (text: string) => string | undefined,
  now: () => string,
): z.ZodType<string> {
  return z.string().transform((text, context) => {
    const instant = toUtc(text);
    if (instant !== undefined && isPossible(instant, now())) return instant;
    context.addIssue({ code: 'custom', message: 'no time in the documented form, or an impossible one' });
    return z.NEVER;
  });
}

function isPossible(instant: string, now: string): boolean {
  const at = Date.parse(instant);
  return at >= EARLIEST && at <= Date.parse(now) + MOST_AHEAD_MS;
}

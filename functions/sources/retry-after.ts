/**
 * How long a `Retry-After` asks to wait, in milliseconds. It is a number of seconds or an HTTP date; anything else,
 * a negative number and a date that is past say nothing.
 *
 * @param nowMs the present instant, epoch milliseconds
 * @returns `undefined` when it says nothing
 */
export function parseRetryAfter(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d{1,9}\s*$/u.test(value)) return Number(value) * 1000;
  if (!/^\s*[a-z]{3,9},/iu.test(value)) return undefined;
  const wait = Date.parse(value) - nowMs;
  return wait > 0 ? wait : undefined;
}

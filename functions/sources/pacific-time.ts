const HOUR_MS = 3_600_000;
const WALL_TIME = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})$/u;

const wallClock = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/**
 * The instant of a wall time in Los Angeles, `YYYY-MM-DD HH:MM:SS`, as ISO 8601 UTC. An hour that happens twice is
 * taken as the earlier one; a time in the hour that never happens is moved forward by it.
 *
 * @returns `undefined` when the text is no such time
 */
export function pacificToUtc(text: string): string | undefined {
  const [, year, month, day, hour, minute, second] = (WALL_TIME.exec(text) ?? []).map(Number);
  if (year === undefined) return undefined;
  const wall = Date.UTC(year, (month ?? 0) - 1, day, hour, minute, second);
  if (new Date(wall).toISOString().slice(0, 19) !== text.replace(' ', 'T')) return undefined;
  const inSummer = wall + 7 * HOUR_MS;
  const isSummer = wallTimeAt(inSummer) === wall;
  return new Date(isSummer ? inSummer : wall + 8 * HOUR_MS).toISOString();
}

/** The wall time in Los Angeles at an instant, both in milliseconds, the former as if it were UTC. */
function wallTimeAt(instant: number): number {
  const parts = wallClock.formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((found) => found.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

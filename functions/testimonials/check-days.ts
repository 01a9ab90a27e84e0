import { yearsAfter } from '../domain/consent.ts';
import type { Issue } from '../domain/error.ts';

/** The days of an entry, `YYYY-MM-DD`. */
export interface EntryDays {
  readonly writtenOn: string;
  readonly signedOn: string;
  readonly lastDay: string;
}

/** A consent on paper holds this long at most; without an end it would not be one. */
const MOST_YEARS = 10;
/** The zone that is first to begin a day is 14 hours ahead of UTC. */
const FIRST_ZONE_MS = 14 * 3_600_000;

/** What is wrong with the days of an entry; empty when they go together. @param now instant, ISO 8601 UTC */
export function checkDays({ writtenOn, signedOn, lastDay }: EntryDays, now: string): readonly Issue[] {
  const today = new Date(Date.parse(now) + FIRST_ZONE_MS).toISOString().slice(0, 10);
  const issues: Issue[] = [];
  if (writtenOn > today)
    issues.push({ path: 'writtenOn', message: 'The day it was written is still to come.' });
  if (signedOn > today) issues.push({ path: 'signedOn', message: 'The day it was signed is still to come.' });
  if (lastDay < now.slice(0, 10)) issues.push({ path: 'lastDay', message: 'The consent has ended already.' });
  if (lastDay <= signedOn) {
    issues.push({ path: 'lastDay', message: 'The consent must end after the day it was signed.' });
  }
  if (lastDay > yearsAfter(signedOn, MOST_YEARS)) {
    issues.push({ path: 'lastDay', message: `The consent must end within ${MOST_YEARS} years.` });
  }
  return issues;
}

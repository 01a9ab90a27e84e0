import { partWords } from './part-words.ts';

/** The language of this page's words. */
const LANGUAGE = 'en';

/** The person's own region where it speaks the page's language, so that dates are in the order they know. */
const locale = navigator.languages.filter(isLocale).find((one) => one.split('-')[0] === LANGUAGE) ?? 'en-GB';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const dayThisYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
const dayOtherYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });

/** How long ago something happened, "12 minutes ago"; from a week on the day, "3 May". */
export function agoInWords(at: string, now: number): string {
  const passed = now - Date.parse(at);
  if (passed < MINUTE_MS) return partWords.justNow;
  if (passed < HOUR_MS) return ago.format(-Math.floor(passed / MINUTE_MS), 'minute');
  if (passed < DAY_MS) return ago.format(-Math.floor(passed / HOUR_MS), 'hour');
  if (passed < 7 * DAY_MS) return ago.format(-Math.floor(passed / DAY_MS), 'day');
  return dayInWords(at, now);
}

/** How long until something happens, "in 3 hours"; rounded up, so never less than a minute. */
export function inWords(at: string, now: number): string {
  const left = Date.parse(at) - now;
  if (left < HOUR_MS) return ago.format(Math.max(1, Math.ceil(left / MINUTE_MS)), 'minute');
  if (left < DAY_MS) return ago.format(Math.round(left / HOUR_MS), 'hour');
  return ago.format(Math.round(left / DAY_MS), 'day');
}

/** The day of an instant, or a day `YYYY-MM-DD`: "3 May", with the year unless it is this one. */
export function dayInWords(at: string, now: number): string {
  const day = atLocalTime(at);
  const isThisYear = day.getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? dayThisYear : dayOtherYear).format(day);
}

/** A day `YYYY-MM-DD` as people speak of it: "today", "yesterday", "3 days ago", then the day itself. */
export function writtenInWords(day: string, now: number): string {
  const today = new Date(now);
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate()).getTime();
  const days = Math.round((midnight - atLocalTime(day).getTime()) / DAY_MS);
  return days >= 0 && days < 7 ? ago.format(-days, 'day') : dayInWords(day, now);
}

/** The day it is where the person is, `YYYY-MM-DD`. */
export function today(now: number): string {
  const here = new Date(now);
  const [month, day] = [here.getMonth() + 1, here.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${here.getFullYear()}-${month}-${day}`;
}

/** Day and time in full, for whoever wants to know exactly. */
export function instantInWords(at: string): string {
  return whole.format(new Date(at));
}

/** A number with the separators of the person's region. */
export function numberInWords(count: number): string {
  return count.toLocaleString(locale);
}

/** A rating as sources print it: one decimal. */
export function ratingInWords(rating: number): string {
  return rating.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** A day without a time is that day wherever the person is; read as an instant it would be midnight in Greenwich. */
function atLocalTime(at: string): Date {
  return new Date(at.length === 10 ? `${at}T00:00:00` : at);
}

/** Some browsers on Linux name a language as the system does, `en-US@posix`, which every `Intl` object refuses. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

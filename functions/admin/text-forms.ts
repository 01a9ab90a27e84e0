import * as z from 'zod';

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Breaks lines, or turns the direction of what follows on the page. */
const UNRULY = /[\p{Control}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** Tells whether a text is one line of 1 to 80 characters, some of which can be seen, without blanks around it. */
export function isLine(text: string): boolean {
  if (text.length < 1 || text.length > 80 || text !== text.trim() || !text.isWellFormed()) return false;
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) && !UNRULY.test(text);
}

/** Tells whether a text is a country's present code, ISO 3166-1 alpha-2: `GB`, and not `UK`. */
export function isCountry(text: string): boolean {
  if (!/^[A-Z]{2}$/u.test(text) || text === 'ZZ') return false;
  return new Intl.Locale(`und-${text}`).region === text && names.of(text) !== undefined;
}

/** Tells whether a text is a day that exists, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Tells whether a text is a whole https address without a user in it. */
export function isHttpsUrl(text: string): boolean {
  if (!/^https:\/\/\S{1,2000}$/u.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

/** Tells whether a text is an e-mail address alone, to which mail can go: no name beside it, no second one. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && z.regexes.email.test(text);
}

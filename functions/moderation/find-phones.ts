import type { Flag } from '../domain/tagging.ts';

/** Digits of a phone number with its area, national or international. */
const FEWEST = 9;
const MOST = 15;
/** A local number: "555-0134". */
const LOCAL = '3-4';
/** Dates and spans of years: "2024-05-01", "01.05.2024", "2019-2023". */
const DATES = new Set(['4-2-2', '2-2-4', '1-2-4', '2-1-4', '1-1-4', '4-4', '4-1-1', '4-2-1', '4-1-2']);

/** Finds phone numbers: groups of digits with nothing but a space, dot, hyphen or bracket between them. */
export function findPhones(text: string): readonly Flag[] {
  const found: Flag[] = [];
  for (let at = 0; at < text.length; ) {
    if (!isDigit(text, at)) {
      at += 1;
      continue;
    }
    const { end, groups } = numberFrom(text, at);
    if (isPhone(groups)) found.push({ kind: 'phone', start: at, end });
    at = end;
  }
  return found;
}

/** Groups of digits, by length, up to where something else stands. */
function numberFrom(text: string, start: number): { end: number; groups: readonly number[] } {
  const groups: number[] = [];
  let end = start;
  for (let at = start; isDigit(text, at); at = afterSeparator(text, end)) {
    end = at;
    while (isDigit(text, end)) end += 1;
    groups.push(end - at);
  }
  return { end, groups };
}

/** At most two characters may stand between groups, as in "(555) 010". */
function afterSeparator(text: string, at: number): number {
  let next = at;
  while (next < at + 2 && ' .-()\u00a0\u2011\u2013'.includes(text[next] ?? 'x')) next += 1;
  return next;
}

function isPhone(groups: readonly number[]): boolean {
  const shape = groups.join('-');
  const digits = groups.reduce((sum, length) => sum + length, 0);
  return shape === LOCAL || (digits >= FEWEST && digits <= MOST && !DATES.has(shape));
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

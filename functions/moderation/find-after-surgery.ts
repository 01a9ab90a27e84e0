import type { Reading } from './reading.ts';
import type { Finding } from './weigh-mentions.ts';

/** How far apart words may stand that belong together. */
const NEAR = 5;

/**
 * Finds care after an operation, and adds it to what was found: an operation named beside rehabilitation in one
 * sentence, or after a word such as "after". One that is only advised or avoided is none; without any word of
 * rehabilitation it is a suggestion.
 */
export function addAfterSurgery(findings: Finding[], reading: Reading): void {
  if (!reading.items.some(({ roles }) => roles.has('surgery'))) return;
  const isRehabilitation = reading.items.some(({ roles }) => roles.has('rehab'));
  const last = { surgery: -1, rehab: -1, afterwards: -1, pending: -1 };
  for (let at = 0; at < reading.count; at += 1) {
    if (reading.rolesOf(at).size === 0) continue;
    remember(last, reading, at);
    const isNew = last.surgery === at || last.rehab === at;
    const isAfter = last.surgery === at && isClose(reading, last.afterwards, at);
    const isBeside = isNew && isTogether(reading, last, at);
    const isAching = isAfter && reading.has(last.afterwards, 'pain');
    const isSure = (isRehabilitation || isAching) && !reading.at(at).isDoubted;
    if (isAfter || isBeside) findings.push(toFinding(last.surgery, isSure));
  }
}

interface Last {
  surgery: number;
  rehab: number;
  afterwards: number;
  pending: number;
}

function remember(last: Last, reading: Reading, at: number): void {
  if (reading.has(at, 'afterwards')) last.afterwards = at;
  if (reading.has(at, 'pending')) last.pending = at;
  if (reading.has(at, 'rehab')) last.rehab = at;
  if (reading.has(at, 'surgery') && !isClose(reading, last.pending, at)) last.surgery = at;
}

/** Whether an operation and care stand in one sentence, with no "but" between them. */
function isTogether(reading: Reading, { surgery, rehab }: Last, at: number): boolean {
  if (!isHere(reading, surgery, at) || !isHere(reading, rehab, at)) return false;
  for (let between = Math.min(surgery, rehab) + 1; between < Math.max(surgery, rehab); between += 1)
    if (reading.has(between, 'contrast')) return false;
  return true;
}

/** Whether a place was seen, in the sentence of another. */
function isHere(reading: Reading, place: number, at: number): boolean {
  return place >= 0 && reading.isSameSentence(place, at);
}

function isClose(reading: Reading, place: number, at: number): boolean {
  return isHere(reading, place, at) && at - place <= NEAR;
}

function toFinding(at: number, isSure: boolean): Finding {
  return {
    conditionId: 'post-surgery',
    from: at,
    to: at + 1,
    rule: 'after-surgery',
    phrase: 'surgery',
    isSure,
    roles: new Set(['surgery']),
    groups: new Set(),
  };
}

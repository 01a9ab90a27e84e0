import { BIT } from './context.ts';
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
  if (!(reading.allRoles & BIT.surgery)) return;
  const isRehabilitation = (reading.allRoles & BIT.rehab) !== 0;
  const last = { surgery: -1, rehab: -1, afterwards: -1, pending: -1 };
  for (let at = 0; at < reading.count; at += 1) {
    if (!reading.has(at, TOLD)) continue;
    remember(last, reading, at);
    const isNew = last.surgery === at || last.rehab === at;
    const isAfter = last.surgery === at && isClose(reading, last.afterwards, at);
    const isBeside = isNew && isHere(reading, last.surgery, at) && isHere(reading, last.rehab, at);
    const isSure = isRehabilitation && !reading.isDoubted(at);
    if (isAfter || isBeside) findings.push(toFinding(last.surgery, isSure));
  }
}

const TOLD = BIT.afterwards | BIT.pending | BIT.rehab | BIT.surgery;

interface Last {
  surgery: number;
  rehab: number;
  afterwards: number;
  pending: number;
}

function remember(last: Last, reading: Reading, at: number): void {
  if (reading.has(at, BIT.afterwards)) last.afterwards = at;
  if (reading.has(at, BIT.pending)) last.pending = at;
  if (reading.has(at, BIT.rehab)) last.rehab = at;
  if (reading.has(at, BIT.surgery) && !isClose(reading, last.pending, at)) last.surgery = at;
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
    roles: BIT.surgery,
    groups: 0,
  };
}

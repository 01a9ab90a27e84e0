import { GAP } from './characters.ts';
import { BIT } from './context.ts';
import type { Reading } from './reading.ts';

/** How far before and after a denial words are looked for that make it a recovery: "now I have no". */
const RESOLVED_WITHIN = 8;

const CARRIES =
  BIT.transparent |
  BIT.joiner |
  BIT.complaint |
  BIT.pain |
  BIT.sore |
  BIT.modifier |
  BIT.determiner |
  BIT.numbness;

// A loop over every item asks no other module for a value; see `Words`.
const [denies, doubts, begins] = [BIT.negation, BIT.generic, BIT.negation | BIT.generic];

/** Reads the items of a text once, from the first to the last: what is denied, and what is doubted. */
export function readScopes(reading: Reading): void {
  if (!(reading.allRoles & begins)) return;
  let [isDenied, isDoubted] = [false, false];
  for (let at = 0; at < reading.count; at += 1) {
    if (!isDenied && !isDoubted && !reading.has(at, begins)) continue;
    isDenied = keepsDenying(reading, at, isDenied);
    isDoubted = keepsDoubting(reading, at, isDoubted);
    const isMeant = isDenied && reading.isMention(at) && !isResolved(reading, at);
    if (isMeant || isDoubted) reading.judge(at, isMeant, isDoubted);
  }
}

function keepsDenying(reading: Reading, at: number, isDenied: boolean): boolean {
  if (reading.has(at, denies)) return true;
  if (!isDenied) return false;
  const gap = reading.gapOf(at);
  if (gap >= GAP.clause || reading.has(at, BIT.contrast | BIT.resolved)) return false;
  if (gap === GAP.comma && reading.has(at, BIT.possessive | BIT.self)) return false;
  return reading.isMention(at) || reading.has(at, CARRIES);
}

function keepsDoubting(reading: Reading, at: number, isDoubted: boolean): boolean {
  if (reading.has(at, doubts)) return true;
  return isDoubted && reading.gapOf(at) < GAP.clause && !reading.has(at, BIT.self | BIT.contrast);
}

/** "I have no more", "not had one since", "walked out with no": what was there is gone. */
function isResolved(reading: Reading, at: number): boolean {
  for (let after = at + 1; after <= at + RESOLVED_WITHIN; after += 1) {
    if (reading.gapOf(after) === GAP.sentence) break;
    if (reading.has(after, BIT.resolved)) return true;
  }
  for (let here = at; here > at - RESOLVED_WITHIN; here -= 1) {
    if (here < at && reading.has(here, BIT.resolved)) return true;
    if (reading.gapOf(here) === GAP.sentence) break;
  }
  return false;
}

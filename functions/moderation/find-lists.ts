import { GAP } from './characters.ts';
import { BIT } from './context.ts';
import type { Reading } from './reading.ts';

/** Conditions and parts of the body named in one breath: "neck, lower back and my left hip". */
export interface List {
  /** Places among the items of its first and its last member; every mention between them is a member too. */
  readonly first: number;
  readonly last: number;
  /** Whether a word between the members says that the following one is sore: "headaches and bad knees". */
  readonly isSore: boolean;
  /** Whether one of the members counts by itself. */
  readonly hasSaid: boolean;
}

/** Words that may stand between two members. */
const BETWEEN = 5;
const FILLER = BIT.determiner | BIT.possessive | BIT.modifier | BIT.sore;

/** Reads the list that begins with a mention; most have that one member. */
export function listFrom(reading: Reading, first: number): List {
  let last = first;
  let isSore = false;
  let hasSaid = isSaid(reading, first);
  for (let next = nextMember(reading, last); next > last; next = nextMember(reading, last)) {
    for (let at = last + 1; at < next; at += 1) isSore ||= reading.has(at, BIT.sore);
    hasSaid ||= isSaid(reading, next);
    last = next;
  }
  return { first, last, isSore, hasSaid };
}

function isSaid(reading: Reading, at: number): boolean {
  return reading.mentionOf(at)?.kind === 'said';
}

/** The next member of a list after one; that one itself when it is the last. */
function nextMember(reading: Reading, from: number): number {
  let isJoined = false;
  for (let at = from + 1; at <= from + BETWEEN; at += 1) {
    const gap = reading.gapOf(at);
    if (gap >= GAP.clause) return from;
    isJoined ||= gap === GAP.comma || reading.has(at, BIT.joiner);
    if (reading.isMention(at)) return isJoined || at === from + 1 ? at : from;
    if (!isJoined || !reading.has(at, FILLER | BIT.joiner)) return from;
  }
  return from;
}

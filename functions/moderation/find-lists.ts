import { GAP } from './characters.ts';
import type { Role } from './context.ts';
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
/** Words that may stand between them. */
const PASSED: readonly Role[] = ['determiner', 'possessive', 'modifier', 'sore', 'joiner', 'linker'];

/** Reads the list that begins with a mention; most have that one member. */
export function listFrom(reading: Reading, first: number): List {
  let last = first;
  let isSore = false;
  let hasSaid = isSaid(reading, first);
  for (let next = nextMember(reading, last); next > last; next = nextMember(reading, last)) {
    for (let at = last + 1; at < next; at += 1) isSore ||= reading.has(at, 'sore');
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
    isJoined ||= gap === GAP.comma || reading.has(at, 'joiner');
    const mention = reading.mentionOf(at);
    if (mention && mention.kind !== 'circumstance')
      return isJoined || isBeside(reading, from, at) ? at : from;
    if (!isJoined || !reading.hasAny(at, PASSED)) return from;
  }
  return from;
}

/** "Neck knees hips": no word between; but "shoulder injury" is one thing, and "my arm back" speaks of no back. */
function isBeside(reading: Reading, from: number, at: number): boolean {
  if (at !== from + 1 || reading.hasTrait(at, 'adverbs')) return false;
  return !reading.has(at, 'complaint') && !reading.mentionOf(at)?.groups.has('injury');
}

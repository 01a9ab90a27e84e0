import { GAP } from './characters.ts';
import type { Role } from './context.ts';
import type { Reading } from './reading.ts';

/** How far before and after a denial words are looked for that make it a recovery: "now I have no". */
const RESOLVED_WITHIN = 8;

/** Words through which a denial reaches on. */
const CARRIES: readonly Role[] = [
  'transparent',
  'joiner',
  'complaint',
  'pain',
  'sore',
  'modifier',
  'determiner',
  'numbness',
];
/** Words through which a comparison reaches on. */
const COMPARED: readonly Role[] = ['determiner', 'modifier', 'sore', 'joiner', 'linker', 'complaint', 'pain'];
/** Words that cast doubt on what follows. */
const DOUBTS: readonly Role[] = ['generic', 'wrong', 'service'];

/** Reads the items of a text once, from the first to the last: what is denied, and what is doubted. */
export function readScopes(reading: Reading): void {
  let [isDenied, isDeniedOfAll, isDoubted, isCompared] = [false, false, false, false];
  /** The last sentence that spoke of the writer, or of somebody of the writer's. */
  let ownSentence = 0;
  for (let at = 0; at < reading.count; at += 1) {
    const isOpen = isDenied || isDeniedOfAll || isDoubted || isCompared;
    if (!isOpen && !reading.mentionOf(at) && !reading.hasAny(at, TOLD)) continue;
    isDenied = keepsDenying(reading, at, isDenied);
    isDeniedOfAll = keepsDenyingAll(reading, at, isDeniedOfAll);
    isCompared = keepsComparing(reading, at, isCompared);
    if (reading.has(at, 'self')) ownSentence = reading.at(at).sentence;
    isDoubted = keepsDoubting(reading, at, {
      isDoubted,
      isOfSelf: ownSentence === reading.at(at).sentence,
    });
    const item = reading.at(at);
    if (!item.mention) continue;
    item.isDenied = isCompared || isDeniedOfAll || (isDenied && !isResolved(reading, at));
    item.isDoubted = isDoubted || isOnlyAsked(reading, at);
  }
}

/** What "nobody" denies goes on to the end of the clause, or to what somebody did about it. */
function keepsDenyingAll(reading: Reading, at: number, isDeniedOfAll: boolean): boolean {
  if (reading.has(at, 'nobody')) return true;
  return (
    isDeniedOfAll && reading.gapOf(at) < GAP.clause && !reading.hasAny(at, ['contrast', 'treat', 'touch'])
  );
}

function keepsDenying(reading: Reading, at: number, isDenied: boolean): boolean {
  if (reading.has(at, 'negation')) return true;
  if (!isDenied) return false;
  const gap = reading.gapOf(at);
  if (gap >= GAP.clause || reading.hasAny(at, ['contrast', 'resolved'])) return false;
  if (gap === GAP.comma && reading.hasAny(at, ['possessive', 'self'])) return false;
  return reading.mentionOf(at) !== undefined || reading.hasAny(at, CARRIES);
}

/** "Worse than giving birth", "like a broken arm": said to compare, not to tell what somebody has. */
function keepsComparing(reading: Reading, at: number, isCompared: boolean): boolean {
  if (reading.has(at, 'comparison')) return true;
  if (!isCompared || reading.gapOf(at) >= GAP.comma || reading.hasAny(at, ['self', 'contrast'])) return false;
  return reading.mentionOf(at) !== undefined || reading.hasAny(at, COMPARED);
}

function isSelf(reading: Reading, at: number): boolean {
  return reading.hasAny(at, ['self', 'possessive']);
}

/** "Gout? Lupus?": asked of nobody in particular, and not answered. */
function isOnlyAsked(reading: Reading, at: number): boolean {
  if (!reading.isAsked(at)) return false;
  const end = reading.endOfSentence(at);
  for (let other = at; other < end; other += 1) if (isSelf(reading, other)) return false;
  for (let other = at - 1; other > at - RESOLVED_WITHIN && reading.isSameSentence(other, at); other -= 1)
    if (isSelf(reading, other)) return false;
  return !reading.hasAny(end, ['resolved', 'ails']);
}

/** Words that begin something, and words that what is begun depends on. */
const TOLD: readonly Role[] = ['negation', 'nobody', 'comparison', 'range', 'self', ...DOUBTS];

interface Doubt {
  readonly isDoubted: boolean;
  /** Whether the sentence has spoken of the writer or of somebody of the writer's. */
  readonly isOfSelf: boolean;
}

/** "Helped me with everything from colic to sciatica" is had; what is offered is not. */
function keepsDoubting(reading: Reading, at: number, { isDoubted, isOfSelf }: Doubt): boolean {
  if (reading.hasAny(at, DOUBTS)) return true;
  if (reading.has(at, 'range')) return !isOfSelf;
  if (reading.gapOf(at) === GAP.comma && reading.at(at).lastWord === 'it') return false;
  return isDoubted && reading.gapOf(at) < GAP.clause && !reading.hasAny(at, ['self', 'contrast']);
}

/** "I have no more", "not had one since", "walked out with no": what was there is gone. */
function isResolved(reading: Reading, at: number): boolean {
  for (let after = at + 1; after <= at + RESOLVED_WITHIN; after += 1) {
    if (reading.gapOf(after) === GAP.sentence) break;
    if (reading.has(after, 'resolved')) return true;
  }
  for (let here = at; here > at - RESOLVED_WITHIN; here -= 1) {
    if (here < at && reading.has(here, 'resolved')) return true;
    if (reading.gapOf(here) === GAP.sentence) break;
  }
  return false;
}

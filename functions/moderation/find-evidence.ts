import { GAP } from './characters.ts';
import { GROUP } from './condition-groups.ts';
import { BIT, TRAIT } from './context.ts';
import type { List } from './find-lists.ts';
import type { Reading } from './reading.ts';

/** Why a part of the body, or a word that only hints, counts. */
export interface Evidence {
  /** Name of the rule; each is explained in `context/roles.json`. */
  readonly rule:
    | 'complaint'
    | 'complaint-in'
    | 'sore'
    | 'hurt'
    | 'treated'
    | 'reason'
    | 'cannot'
    | 'ails'
    | 'has'
    | 'listed'
    | 'numb'
    | 'touched'
    | 'well';
  /** What the words that count were: pain, a want of feeling, an operation, other. */
  readonly roles: number;
  /** Place of the word that makes it count; -1 where it is what is missing before a list that counts. */
  readonly at: number;
  /** Not enough for more than a suggestion. */
  readonly isWeak: boolean;
}

/** What stands around a list. */
export interface Surroundings {
  /** What makes its members count: first what stands before it, then what stands after it. */
  readonly evidence: readonly Evidence[];
  /** Whether it is said whose. */
  readonly isOwned: boolean;
}

const FILLER = BIT.determiner | BIT.possessive | BIT.modifier;
const AILMENT = BIT.complaint | BIT.surgery | BIT.numbness | BIT.pain;
/** What may stand between an ailment and the word that links it. */
const PASSED = FILLER | BIT.linker | BIT.radiating | BIT.auxiliary;
/** How far the words around a list are looked at. */
const REACH = 6;
/** How far an ailment may stand before the word that links it: "pain in my back that went down into". */
const FAR = 10;

/** Reads what stands around a list and makes its members count. */
export function findEvidence(reading: Reading, list: List): Surroundings {
  const { first, last } = list;
  const { at, roles } = skipBack(reading, first);
  const evidence: Evidence[] = [];
  if (list.isSore || roles & BIT.sore) evidence.push({ rule: 'sore', roles, at: first, isWeak: false });
  addBefore(evidence, reading, { at, owned: roles });
  addAilmentAfter(evidence, reading, last);
  addToldAfter(evidence, reading, last);
  return { evidence, isOwned: (roles & (BIT.possessive | BIT.sore | BIT.determiner)) !== 0 };
}

/** Passes over "both of my badly" to the word that governs; -1 when none does. */
function skipBack(reading: Reading, from: number): { at: number; roles: number } {
  let roles = 0;
  let at = from - 1;
  for (; at >= Math.max(0, from - REACH); at -= 1) {
    if (reading.gapOf(at + 1) !== GAP.none) return { at: -1, roles };
    const here = reading.rolesOf(at);
    const isSore = (here & BIT.sore) !== 0 && !(roles & (BIT.possessive | BIT.determiner));
    if (!isSore && (!(here & FILLER) || (here & BIT.linker && !(here & BIT.possessive)))) break;
    roles |= isSore ? BIT.sore | (here & FILLER) : here & FILLER;
  }
  return { at, roles };
}

const BEFORE = [
  ['hurt', BIT.hurt],
  ['treated', BIT.treat],
  ['reason', BIT.reason],
  ['has', BIT.have],
] as const;

/** @param governor the word that governs, and the roles of what was passed over on the way to it */
function addBefore(
  evidence: Evidence[],
  reading: Reading,
  { at, owned }: { at: number; owned: number },
): void {
  const roles = at < 0 ? 0 : reading.rolesOf(at);
  const add = (rule: Evidence['rule'], why = roles) =>
    evidence.push({ rule, roles: why, at, isWeak: rule === 'touched' });
  const ailment = roles & BIT.linker ? ailmentBefore(reading, at) : roles & AILMENT && !owned ? roles : 0;
  if (ailment) add('complaint-in', ailment);
  for (const [rule, bit] of BEFORE) if (roles & bit) add(rule);
  if (owned & BIT.possessive) add('has');
  if (roles & BIT.cannot && owned & BIT.possessive) add('cannot');
  if (roles & BIT.touch) add('touched');
}

/** "pain and numbness down both sides of": the ailments before a linking word; no roles when there is none. */
function ailmentBefore(reading: Reading, linker: number): number {
  let found = 0;
  for (let at = linker - 1; at >= Math.max(0, linker - FAR); at -= 1) {
    if (reading.gapOf(at + 1) !== GAP.none) return found;
    const ailment = ailmentAt(reading, at);
    if (ailment) found |= ailment | reading.rolesOf(linker);
    else if (
      !reading.has(at, found ? BIT.joiner : PASSED) &&
      (found || reading.mentionOf(at)?.kind !== 'part')
    )
      return found;
  }
  return found;
}

/** Roles of a word for an ailment; of a condition that a part of the body can have, those of what it does. */
function ailmentAt(reading: Reading, at: number): number {
  if (reading.has(at, AILMENT | BIT.ails)) return reading.rolesOf(at);
  const mention = reading.mentionOf(at);
  if (mention?.kind !== 'said' || !(mention.groups & GROUP.located)) return 0;
  return mention.conditionId === 'nerve-pain' ? BIT.numbness : BIT.complaint;
}

function addAilmentAfter(evidence: Evidence[], reading: Reading, last: number): void {
  const at = firstAfter(reading, last, { wanted: AILMENT, filler: BIT.modifier });
  if (at < 0 || !reading.has(at, AILMENT)) return;
  const isWeak = reading.hasTrait(at, TRAIT.noPart);
  evidence.push({ rule: 'complaint', roles: reading.rolesOf(at), at, isWeak });
}

function addToldAfter(evidence: Evidence[], reading: Reading, last: number): void {
  const at = firstAfter(reading, last, {
    wanted: BIT.ails | BIT.wentNumb | BIT.well,
    filler: BIT.auxiliary,
  });
  if (at < 0) return;
  const roles = reading.rolesOf(at);
  if (roles & BIT.ails) evidence.push({ rule: 'ails', roles, at, isWeak: false });
  else if (roles & BIT.wentNumb) evidence.push({ rule: 'numb', roles, at, isWeak: false });
  else if (roles & BIT.well) evidence.push({ rule: 'well', roles, at, isWeak: true });
}

/** The first item after a place that is wanted or does not only fill; -1 where a comma or a clause ends before it. */
function firstAfter(
  reading: Reading,
  from: number,
  { wanted, filler }: { wanted: number; filler: number },
): number {
  for (let at = from + 1; at <= from + REACH; at += 1) {
    if (reading.gapOf(at) !== GAP.none) return -1;
    if (reading.has(at, wanted) || !reading.has(at, filler)) return at;
  }
  return -1;
}

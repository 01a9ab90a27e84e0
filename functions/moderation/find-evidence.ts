import rules from './context/rules.json' with { type: 'json' };
import { BIT } from './context.ts';
import type { List } from './find-lists.ts';
import type { Reader } from './lexicon.ts';
import type { Item } from './read-items.ts';
import { GAP } from './words.ts';

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
  /** Place of the word that makes it count. */
  readonly at: number;
  /** Not enough for more than a suggestion. */
  readonly isWeak?: true;
}

/** What stands before and after a list. */
export interface Surroundings {
  readonly before: readonly Evidence[];
  readonly after: readonly Evidence[];
  /** Whether it is said whose. */
  readonly isOwned: boolean;
}

/** Conditions that a part of the body can have: "arthritis in my knees". */
const located = new Set(rules.located);
const FILLER = BIT.determiner | BIT.possessive | BIT.modifier;
const AILMENT = BIT.complaint | BIT.surgery | BIT.numbness | BIT.pain;
/** What may stand between an ailment and the word that links it. */
const PASSED = FILLER | BIT.linker | BIT.radiating | BIT.auxiliary;
/** How far the words around a list are looked at. */
const REACH = 6;
/** How far an ailment may stand before the word that links it: "pain in my back that went down into". */
const FAR = 10;

/** Reads what stands around a list and makes its members count. */
export function findEvidence(items: readonly Item[], list: List, reader: Reader): Surroundings {
  const [first, last] = [list.members[0] ?? 0, list.members.at(-1) ?? 0];
  const { at, roles } = skipBack(items, first);
  const before: Evidence[] = [];
  if (list.isSore || roles & BIT.sore) before.push({ rule: 'sore', roles, at: first });
  const isOwned = (roles & (BIT.possessive | BIT.sore)) !== 0;
  before.push(...evidenceBefore(items, at, roles));
  return {
    before,
    after: evidenceAfter(items, last, reader),
    isOwned: isOwned || (roles & BIT.determiner) !== 0,
  };
}

/** Passes over "both of my badly" to the word that governs. */
function skipBack(items: readonly Item[], from: number): { at: number; roles: number } {
  let roles = 0;
  let at = from - 1;
  for (; at >= Math.max(0, from - REACH); at -= 1) {
    const item = items[at];
    if (!item || items[at + 1]?.gap !== GAP.none) return { at: -1, roles };
    const isSore = (item.roles & BIT.sore) !== 0 && !(roles & (BIT.possessive | BIT.determiner));
    if (!isSore && (!(item.roles & FILLER) || (item.roles & BIT.linker && !(item.roles & BIT.possessive))))
      break;
    roles |= isSore ? BIT.sore | (item.roles & FILLER) : item.roles & FILLER;
  }
  return { at, roles };
}

const BEFORE = [
  ['hurt', BIT.hurt],
  ['treated', BIT.treat],
  ['reason', BIT.reason],
  ['has', BIT.have],
] as const;

function evidenceBefore(items: readonly Item[], at: number, owned: number): readonly Evidence[] {
  const roles = items[at]?.roles ?? 0;
  const found: Evidence[] = [];
  const ailment = roles & BIT.linker ? ailmentBefore(items, at) : roles & AILMENT && !owned ? roles : 0;
  if (ailment) found.push({ rule: 'complaint-in', roles: ailment, at });
  for (const [rule, bit] of BEFORE) if (roles & bit) found.push({ rule, roles, at });
  if (owned & BIT.possessive) found.push({ rule: 'has', roles, at });
  if (roles & BIT.cannot && owned & BIT.possessive) found.push({ rule: 'cannot', roles, at });
  if (roles & BIT.touch) found.push({ rule: 'touched', roles, at, isWeak: true });
  return found;
}

/** "pain and numbness down both sides of": the ailments before a linking word; no roles when there is none. */
function ailmentBefore(items: readonly Item[], linker: number): number {
  let found = 0;
  for (let at = linker - 1; at >= Math.max(0, linker - FAR); at -= 1) {
    const item = items[at];
    if (!item || items[at + 1]?.gap !== GAP.none) return found;
    const ailment = ailmentOf(item);
    if (ailment) found |= ailment | (items[linker]?.roles ?? 0);
    else if (!(item.roles & (found ? BIT.joiner : PASSED)) && (found || item.mention?.kind !== 'part'))
      return found;
  }
  return found;
}

/** Roles of a word for an ailment; of a condition that a part of the body can have, those of what it does. */
function ailmentOf({ roles, mention }: Item): number {
  if (roles & (AILMENT | BIT.ails)) return roles;
  if (mention?.kind !== 'said' || !located.has(mention.conditionId)) return 0;
  return mention.conditionId === 'nerve-pain' ? BIT.numbness : BIT.complaint;
}

function evidenceAfter(items: readonly Item[], last: number, reader: Reader): readonly Evidence[] {
  const found: Evidence[] = [];
  const next = firstAfter(items, last, { wanted: AILMENT, filler: BIT.modifier });
  if (next && next.roles & AILMENT) {
    const isWeak = reader.noPart.has(next.form);
    found.push({ rule: 'complaint', roles: next.roles, at: next.at, ...(isWeak && { isWeak }) });
  }
  const told = firstAfter(items, last, { wanted: BIT.ails | BIT.wentNumb | BIT.well, filler: BIT.auxiliary });
  if (!told) return found;
  const { roles, at } = told;
  if (roles & BIT.ails) found.push({ rule: 'ails', roles, at });
  else if (roles & BIT.wentNumb) found.push({ rule: 'numb', roles, at });
  else if (roles & BIT.well) found.push({ rule: 'well', roles, at, isWeak: true });
  return found;
}

/** The first item after a place that is wanted or does not only fill; `undefined` where a comma or a clause ends. */
function firstAfter(
  items: readonly Item[],
  from: number,
  { wanted, filler }: { wanted: number; filler: number },
): (Item & { at: number }) | undefined {
  for (let at = from + 1; at <= from + REACH; at += 1) {
    const item = items[at];
    if (!item || item.gap !== GAP.none) return undefined;
    if (item.roles & wanted || !(item.roles & filler)) return { ...item, at };
  }
  return undefined;
}

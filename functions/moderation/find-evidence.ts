import { GAP } from './characters.ts';
import type { Role } from './context.ts';
import type { List } from './find-lists.ts';
import { hasAny, NO_ROLES, type Reading } from './reading.ts';

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
    | 'well'
    | 'cause'
    | 'contrast';
  /** What the words that count were: pain, a want of feeling, an operation, other. */
  readonly roles: ReadonlySet<Role>;
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

const FILLER: readonly Role[] = ['determiner', 'possessive', 'modifier'];
const AILMENT: readonly Role[] = ['complaint', 'surgery', 'numbness', 'pain'];
/** What may stand between an ailment and the word that links it. */
const PASSED: readonly Role[] = [...FILLER, 'linker', 'radiating', 'auxiliary'];
/** Words that stand for the part of the body named before them. */
const PRONOUNS: ReadonlySet<string> = new Set(['it', 'they', 'was', 'were']);
/** How far the words around a list are looked at. */
const REACH = 6;
/** How far an ailment may stand before the word that links it: "pain in my back that went down into". */
const FAR = 10;

/** Reads what stands around a list and makes its members count. */
export function findEvidence(reading: Reading, list: List): Surroundings {
  const { first, last } = list;
  const { at, roles } = skipBack(reading, first);
  const evidence: Evidence[] = [];
  if (list.isSore || roles.has('sore')) evidence.push({ rule: 'sore', roles, at: first, isWeak: false });
  addBefore(evidence, reading, { at, owned: roles });
  addAilmentAfter(evidence, reading, last);
  addToldAfter(evidence, reading, list);
  return { evidence, isOwned: hasAny(roles, ['possessive', 'sore', 'determiner']) };
}

/** Passes over "both of my badly" to the word that governs; -1 when none does. */
function skipBack(reading: Reading, from: number): { at: number; roles: ReadonlySet<Role> } {
  const roles = new Set<Role>();
  let at = from - 1;
  for (; at >= Math.max(0, from - REACH); at -= 1) {
    if (reading.gapOf(at + 1) !== GAP.none) return { at: -1, roles };
    const here = reading.rolesOf(at);
    if (reading.mentionOf(at)?.kind === 'circumstance') continue;
    const isSore = here.has('sore') && !hasAny(roles, ['possessive', 'determiner']);
    if (!isSore && !isFiller(here)) break;
    addFiller(roles, here, isSore);
  }
  return { at, roles };
}

function addFiller(roles: Set<Role>, here: ReadonlySet<Role>, isSore: boolean): void {
  if (isSore) roles.add('sore');
  for (const role of FILLER) if (here.has(role)) roles.add(role);
}

function isFiller(roles: ReadonlySet<Role>): boolean {
  return hasAny(roles, FILLER) && (!roles.has('linker') || roles.has('possessive'));
}

const BEFORE = [
  ['hurt', 'hurt'],
  ['treated', 'treat'],
  ['reason', 'reason'],
  ['cause', 'cause'],
  ['has', 'have'],
] as const satisfies readonly (readonly [Evidence['rule'], Role])[];

/** @param governor the word that governs, and the roles of what was passed over on the way to it */
function addBefore(
  evidence: Evidence[],
  reading: Reading,
  { at, owned }: { at: number; owned: ReadonlySet<Role> },
): void {
  const roles = at < 0 ? NO_ROLES : reading.rolesOf(at);
  const add = (rule: Evidence['rule'], why = roles) =>
    evidence.push({ rule, roles: why, at, isWeak: rule === 'touched' });
  const ailment = ailmentGoverning(reading, at, owned);
  if (ailment.size > 0) add('complaint-in', ailment);
  for (const [rule, role] of BEFORE) if (roles.has(role)) add(rule);
  if (owned.has('possessive')) add('has');
  if (roles.has('cannot') && owned.has('possessive')) add('cannot');
  if (roles.has('touch')) add('touched');
}

/** Roles of the ailment that a governing word is, or that it links to what follows; none where it does neither. */
function ailmentGoverning(reading: Reading, at: number, owned: ReadonlySet<Role>): ReadonlySet<Role> {
  if (at < 0) return NO_ROLES;
  if (reading.has(at, 'linker')) return ailmentBefore(reading, at);
  return reading.hasAny(at, AILMENT) && owned.size === 0 ? reading.rolesOf(at) : NO_ROLES;
}

/** "pain and numbness down both sides of": the ailments before a linking word; no roles when there is none. */
function ailmentBefore(reading: Reading, linker: number): ReadonlySet<Role> {
  const found = new Set<Role>();
  for (let at = linker - 1; at >= Math.max(0, linker - FAR); at -= 1) {
    if (reading.gapOf(at + 1) !== GAP.none) return found;
    const ailment = ailmentAt(reading, at);
    if (ailment.size > 0) for (const role of [...ailment, ...reading.rolesOf(linker)]) found.add(role);
    else if (
      !(found.size > 0 ? reading.has(at, 'joiner') : reading.hasAny(at, PASSED)) &&
      (found.size > 0 || reading.mentionOf(at)?.kind !== 'part')
    )
      return found;
  }
  return found;
}

/** Roles of a word for an ailment; of a condition that a part of the body can have, those of what it does. */
function ailmentAt(reading: Reading, at: number): ReadonlySet<Role> {
  if (reading.hasAny(at, AILMENT) || reading.has(at, 'ails')) return reading.rolesOf(at);
  const mention = reading.mentionOf(at);
  if (!mention || !['said', 'state'].includes(mention.kind) || !mention.groups.has('located'))
    return NO_ROLES;
  return new Set<Role>([mention.conditionId === 'nerve-pain' ? 'numbness' : 'complaint']);
}

function addAilmentAfter(evidence: Evidence[], reading: Reading, last: number): void {
  const at = firstAfter(reading, last, { wanted: AILMENT, filler: ['modifier'] });
  if (at < 0) return;
  const roles = reading.hasAny(at, AILMENT) ? reading.rolesOf(at) : ailmentAt(reading, at);
  if (!hasAny(roles, AILMENT)) return;
  const isWeak = reading.hasTrait(at, 'noPart');
  evidence.push({ rule: 'complaint', roles, at, isWeak });
}

function addToldAfter(evidence: Evidence[], reading: Reading, list: List): void {
  const { last } = list;
  if (
    reading.gapOf(last + 1) === GAP.comma &&
    reading.has(last + 1, 'ails') &&
    !reading.has(last + 1, 'hurt')
  )
    evidence.push({ rule: 'ails', roles: reading.rolesOf(last + 1), at: last + 1, isWeak: false });
  addPainAfter(evidence, reading, list);
  const at = firstAfter(reading, last, {
    wanted: ['ails', 'wentNumb', 'well'],
    filler: ['auxiliary', 'modifier'],
  });
  if (at < 0) {
    addWorksAgain(evidence, reading, list);
    return;
  }
  const roles = reading.rolesOf(at);
  if (roles.has('ails')) evidence.push({ rule: 'ails', roles, at, isWeak: false });
  else if (roles.has('wentNumb')) evidence.push({ rule: 'numb', roles, at, isWeak: false });
  else if (roles.has('well')) {
    const before = ailedBefore(reading, at);
    evidence.push(before ?? { rule: 'well', roles, at, isWeak: true });
  } else addWorksAgain(evidence, reading, list);
}

/** "My neck turns both ways again": what it does again it could not do. */
function addWorksAgain(evidence: Evidence[], reading: Reading, { last }: List): void {
  for (let at = last + 1; at <= last + REACH; at += 1) {
    if (reading.gapOf(at) !== GAP.none || reading.hasAny(at, ['self', 'well', 'contrast'])) return;
    if (reading.at(at).lastWord !== 'again') continue;
    evidence.push({ rule: 'ails', roles: NO_ROLES, at, isWeak: at === last + 1 });
    return;
  }
}

/** "My ankle is better, it was swollen": what is said of it after that. */
function ailedBefore(reading: Reading, well: number): Evidence | undefined {
  const pronoun = well + 1;
  if (reading.gapOf(pronoun) !== GAP.comma || !PRONOUNS.has(reading.at(pronoun).lastWord)) return undefined;
  const at = firstAfter(reading, pronoun, { wanted: ['ails'], filler: ['auxiliary'] });
  if (at < 0 || !reading.has(at, 'ails')) return undefined;
  return { rule: 'ails', roles: reading.rolesOf(at), at, isWeak: false };
}

/** "was in so much pain", "is in a constant state of agony"; after a list also "wrist, elbow: all painful". */
function addPainAfter(evidence: Evidence[], reading: Reading, { first, last }: List): void {
  const isSummedUp = last > first && reading.gapOf(last + 1) === GAP.clause;
  if (isSummedUp && reading.mentionOf(last + 1)?.groups.has('lastingPain')) {
    evidence.push({ rule: 'ails', roles: reading.rolesOf(last + 1), at: last + 1, isWeak: false });
    return;
  }
  const isList = isSummedUp && reading.has(last + 1, 'modifier');
  const from = isList ? last + 1 : firstAfter(reading, last, { wanted: ['linker'], filler: ['auxiliary'] });
  if (from < 0 || !(isList || reading.at(from).lastWord === 'in')) return;
  const at = firstAfter(reading, from, { wanted: ['pain'], filler: ['modifier', 'determiner'] });
  if (at >= 0 && reading.has(at, 'pain'))
    evidence.push({ rule: 'ails', roles: reading.rolesOf(at), at, isWeak: false });
}

/** The first item after a place that is wanted or does not only fill; -1 where a comma or a clause ends before it. */
function firstAfter(
  reading: Reading,
  from: number,
  { wanted, filler }: { wanted: readonly Role[]; filler: readonly Role[] },
): number {
  for (let at = from + 1; at <= from + REACH; at += 1) {
    if (reading.gapOf(at) !== GAP.none) return -1;
    if (reading.hasAny(at, wanted) || !reading.hasAny(at, filler)) return at;
  }
  return -1;
}

import { GAP } from './characters.ts';
import { GROUP } from './condition-groups.ts';
import { BIT, TRAIT } from './context.ts';
import { type Evidence, findEvidence, type Surroundings } from './find-evidence.ts';
import { type List, listFrom } from './find-lists.ts';
import { hasNear } from './has-near.ts';
import type { Mention } from './phrases.ts';
import type { Reading } from './reading.ts';

/** A condition that the words of a text speak of. */
export interface Finding {
  readonly conditionId: string;
  /** Places among the items: first, and one past the last. */
  readonly from: number;
  readonly to: number;
  readonly rule: string;
  readonly phrase: string;
  readonly isSure: boolean;
  /** Roles of the words that made it count. */
  readonly roles: number;
  /** Groups of the condition, bits of `GROUP`. */
  readonly groups: number;
}

/** How near a feeling a word of the visit must stand for it to be about the visit. */
const NEAR = 6;

/** Weighs every mention of a text by what stands around it; what is denied or merely named is left out. */
export function weighMentions(reading: Reading): Finding[] {
  const findings: Finding[] = [];
  let last = -1;
  for (let place = 0; place < reading.mentionCount; place += 1) {
    const at = reading.mentionedAt(place);
    if (at <= last) continue;
    const list = listFrom(reading, at);
    weighList(findings, reading, list);
    last = list.last;
  }
  return findings;
}

function weighList(findings: Finding[], reading: Reading, list: List): void {
  let around: Surroundings | undefined;
  for (let at = list.first; at <= list.last; at += 1) {
    const mention = reading.mentionOf(at);
    if (!mention || reading.isDenied(at)) continue;
    if (mention.kind === 'said' || (mention.kind === 'circumstance' && tellsOfInjury(reading, at)))
      findings.push(findingOf(reading, at, mention));
    if (mention.kind === 'said' || mention.kind === 'circumstance') continue;
    around ??= findEvidence(reading, list);
    const evidence = evidenceFor(reading, at, { mention, list, around });
    if (evidence) findings.push(findingBy(evidence, reading, at, { mention, list }));
  }
}

/** What counts by itself. */
function findingOf(reading: Reading, at: number, mention: Mention): Finding {
  return {
    conditionId: mention.conditionId,
    from: at,
    to: at + 1,
    rule: 'synonym',
    phrase: mention.phrase,
    isSure: !isDoubted(reading, at, mention),
    roles: reading.rolesOf(at),
    groups: mention.groups,
  };
}

/** What counts by something beside it; an ailment that follows the last of a list belongs to its words. */
function findingBy(
  { rule, roles, at: place, isWeak }: Evidence,
  reading: Reading,
  at: number,
  { mention, list }: Omit<Weighing, 'around'>,
): Finding {
  const isNextTo = rule === 'complaint' && at === list.last;
  return {
    conditionId: mention.conditionId,
    from: at,
    to: isNextTo ? place + 1 : at + 1,
    rule,
    phrase: mention.phrase,
    isSure: !isWeak && !isDoubted(reading, at, mention),
    roles,
    groups: mention.groups,
  };
}

interface Weighing {
  readonly mention: Mention;
  readonly list: List;
  readonly around: Surroundings;
}

/** The first evidence that is enough and not weak, that of a want of feeling last; then what is less. */
function evidenceFor(
  reading: Reading,
  at: number,
  { mention, list, around }: Weighing,
): Evidence | undefined {
  const isOwned = isOwnedAt(reading, at, list.last > list.first || around.isOwned);
  let [first, numb]: (Evidence | undefined)[] = [];
  for (const evidence of around.evidence) {
    if (!isEnough(evidence, reading, at, { kind: mention.kind, isOwned })) continue;
    first ??= evidence;
    if (!numb && isNumb(evidence)) numb = evidence;
    else if (!evidence.isWeak) return evidence;
  }
  if (numb) return mention.groups & GROUP.limb ? { ...numb, isWeak: true } : numb;
  return isListed(reading, at, list) ? { rule: 'listed', roles: 0, at, isWeak: false } : first;
}

function isNumb({ rule, roles }: Evidence): boolean {
  return rule === 'numb' || ((roles & BIT.numbness) !== 0 && !(roles & BIT.pain));
}

/** Whether a part of the body counts because a condition is named in one breath with it. */
function isListed(reading: Reading, at: number, { hasSaid }: List): boolean {
  if (!hasSaid || reading.hasTrait(at, TRAIT.painParts)) return false;
  return !reading.hasTrait(at, TRAIT.adverbs) || endsHere(reading, at);
}

function isOwnedAt(reading: Reading, at: number, isOwned: boolean): boolean {
  return isOwned || (at > 0 && reading.has(at - 1, BIT.possessive | BIT.sore));
}

interface Standing {
  readonly kind: Mention['kind'];
  readonly isOwned: boolean;
}

function isEnough(
  { rule, roles, at: governor }: Evidence,
  reading: Reading,
  at: number,
  { kind, isOwned }: Standing,
): boolean {
  if (rule === 'has') return kind === 'state';
  if (reading.hasTrait(at, TRAIT.painParts)) return (roles & BIT.pain) !== 0;
  if (rule === 'reason' && reading.hasTrait(at, TRAIT.tools) && isBareWith(reading, governor)) return false;
  if (kind !== 'part' || !reading.hasTrait(at, TRAIT.looseParts | TRAIT.adverbs)) return true;
  if (rule === 'complaint' || rule === 'complaint-in' || rule === 'sore') return true;
  return isOwned;
}

/** "with my feet up" gives no reason for coming; "help with my feet" does. */
function isBareWith(reading: Reading, at: number): boolean {
  return reading.isOneWord(at) && reading.hasTrait(at, TRAIT.with);
}

/** Whether somebody was hurt in the sentence of a circumstance. */
function tellsOfInjury(reading: Reading, at: number): boolean {
  return hasNear(reading, at, { within: 2 * NEAR, isWanted: isInjury });
}

function isInjury(reading: Reading, at: number): boolean {
  const mention = reading.mentionOf(at);
  return reading.has(at, BIT.hurt) || (mention?.kind === 'said' && (mention.groups & GROUP.injury) !== 0);
}

/** Whether nothing of the clause follows: "sciatica and back." */
function endsHere(reading: Reading, at: number): boolean {
  return reading.gapOf(at + 1) !== GAP.none || reading.has(at + 1, BIT.joiner);
}

function isDoubted(reading: Reading, at: number, mention: Mention): boolean {
  return reading.isDoubted(at) || isAboutVisit(reading, at, mention);
}

/** "My anxiety about the dentist" is no anxiety that was treated. */
function isAboutVisit(reading: Reading, at: number, { groups }: Mention): boolean {
  return (groups & GROUP.feeling) !== 0 && hasNear(reading, at, { within: NEAR, isWanted: isOfVisit });
}

function isOfVisit(reading: Reading, at: number): boolean {
  return reading.has(at, BIT.visit);
}

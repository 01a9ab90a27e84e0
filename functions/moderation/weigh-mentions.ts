import { GAP } from './characters.ts';
import type { Group } from './condition-groups.ts';
import rules from './context/rules.json' with { type: 'json' };
import type { Role } from './context.ts';
import { type Evidence, findEvidence, type Surroundings } from './find-evidence.ts';
import { type List, listFrom } from './find-lists.ts';
import { hasNear } from './has-near.ts';
import type { Mention } from './phrases.ts';
import { NO_ROLES, type Reading } from './reading.ts';

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
  readonly roles: ReadonlySet<Role>;
  /** Groups of the condition. */
  readonly groups: ReadonlySet<Group>;
}

/** Words that say something of their own of a part of the body, so that no contrast is meant. */
const TELLING: readonly Role[] = ['treat', 'hurt', 'touch', 'ails', 'well'];
/** How near a feeling a word of the visit must stand for it to be about the visit. */
const NEAR = 6;

/** Weighs every mention of a text by what stands around it; what is denied or merely named is left out. */
export function weighMentions(reading: Reading): Finding[] {
  const findings: Finding[] = [];
  let last = -1;
  for (let at = 0; at < reading.count; at += 1) {
    if (at <= last || !reading.mentionOf(at)) continue;
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
    if (!mention || reading.at(at).isDenied) continue;
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
    if (isNumb(evidence)) numb ??= evidence;
    else if (!evidence.isWeak) return evidence;
  }
  if (numb) return mention.groups.has('limb') ? { ...numb, isWeak: true } : numb;
  if (isContrasted(reading, list)) return { rule: 'contrast', roles: NO_ROLES, at, isWeak: false };
  return isListed(reading, at, list) ? { rule: 'listed', roles: NO_ROLES, at, isWeak: false } : first;
}

function isNumb({ rule, roles }: Evidence): boolean {
  return rule === 'numb' || (roles.has('numbness') && !roles.has('pain'));
}

/** Whether a part of the body counts because a condition is named in one breath with it. */
function isListed(reading: Reading, at: number, { hasSaid }: List): boolean {
  if (!hasSaid || reading.hasTrait(at, 'painParts')) return false;
  return !reading.hasTrait(at, 'adverbs') || endsHere(reading, at);
}

/** How far apart the members of a contrast may stand. */
const CONTRAST_REACH = 8;

/** "Not my knee but my hip", "it was my hip rather than my back": what is denied tells what the other one is. */
function isContrasted(reading: Reading, { first, last }: List): boolean {
  return isDeniedPart(reading, first, -1) || isDeniedPart(reading, last, 1);
}

function isDeniedPart(reading: Reading, from: number, step: 1 | -1): boolean {
  for (let away = 1; away <= CONTRAST_REACH; away += 1) {
    const at = from + step * away;
    if (reading.gapOf(step > 0 ? at : at + 1) === GAP.sentence) return false;
    const { mention, isDenied } = reading.at(at);
    if (mention) return isDenied && mention.kind === 'part';
    if (reading.hasAny(at, TELLING)) return false;
  }
  return false;
}

function isOwnedAt(reading: Reading, at: number, isOwned: boolean): boolean {
  return isOwned || (at > 0 && reading.hasAny(at - 1, ['possessive', 'sore']));
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
  if (reading.hasTrait(at, 'painParts')) return roles.has('pain');
  if (rule === 'reason' && reading.hasTrait(at, 'tools') && isBareWith(reading, governor)) return false;
  if (kind !== 'part' || !(reading.hasTrait(at, 'looseParts') || reading.hasTrait(at, 'adverbs')))
    return true;
  if (rule === 'complaint' || rule === 'complaint-in' || rule === 'sore') return true;
  if (rule === 'ails' && roles.has('pain') && !reading.hasTrait(at, 'adverbs')) return true;
  return isOwned;
}

/** "with my feet up" gives no reason for coming; "help with my feet" does. */
function isBareWith(reading: Reading, at: number): boolean {
  return reading.at(at).length === 1 && reading.hasTrait(at, 'with');
}

/** Whether somebody was hurt in the sentence of a circumstance. */
function tellsOfInjury(reading: Reading, at: number): boolean {
  if (reading.has(at - 1, 'pursuit')) return false;
  return hasNear(reading, at, { within: 2 * NEAR, isWanted: isInjury });
}

function isInjury(reading: Reading, at: number): boolean {
  const mention = reading.mentionOf(at);
  return reading.has(at, 'hurt') || (mention?.kind === 'said' && mention.groups.has('injury'));
}

/** Whether nothing of the clause follows: "sciatica and back." */
function endsHere(reading: Reading, at: number): boolean {
  return reading.gapOf(at + 1) !== GAP.none || reading.has(at + 1, 'joiner');
}

function isDoubted(reading: Reading, at: number, mention: Mention): boolean {
  return (
    reading.at(at).isDoubted ||
    isAboutVisit(reading, at, mention) ||
    (mention.groups.has('sensitive') && !isSomebodys(reading, at, mention))
  );
}

/** How far from a sensitive condition it may be said whose it is. */
const OWNED_WITHIN = 12;
/** In items. */
const LONGEST_FRAGMENT = 3;
/** Words for sensitive conditions that nobody uses in another sense; what has their stem is one too. */
const unmistakable = new Set(rules.unmistakable);
/** Patients speak of themselves with words like these inside the phrase. */
const OWN_WORDS: ReadonlySet<string> = new Set(['i', 'my', 'me', 'mi', 'mis', 'mon', 'ma', 'mes', 'm', 'j']);
/** Words that say by themselves that somebody has, or came for, what follows them. */
const GOVERNING: readonly Role[] = ['have', 'treat', 'reason', 'afterwards'];

/** Whether a sentence says whose a sensitive condition is: "the depression in the table" is nobody's. */
function isSomebodys(reading: Reading, at: number, { phrase }: Mention): boolean {
  if (isPlain(reading, phrase) || isFragment(reading, at)) return true;
  if (hasNear(reading, at, { within: OWNED_WITHIN, isWanted: isOfSomebody }) || isOfSomebody(reading, at))
    return true;
  const { lastWord } = reading.at(at - 1);
  return reading.hasAny(at - 1, GOVERNING) && lastWord !== 'the' && lastWord !== 'for';
}

/** "Depression and anxiety.": no sentence that could say something else with the words. */
function isFragment(reading: Reading, at: number): boolean {
  const from = at - LONGEST_FRAGMENT;
  return !reading.isSameSentence(from, at) && reading.endOfSentence(at) - from <= LONGEST_FRAGMENT + 2;
}

/** Whether a phrase says by itself that somebody has it: "stresses me out", "hot flashes", and verbs in Spanish. */
function isPlain(reading: Reading, phrase: string): boolean {
  if (reading.language !== 'en') return true;
  return unmistakable.has(phrase) || phrase.split(' ').some((word) => OWN_WORDS.has(word));
}

function isOfSomebody(reading: Reading, at: number): boolean {
  return reading.hasAny(at, ['self', 'possessive', 'resolved']);
}

/** "My anxiety about the dentist" is no anxiety that was treated. */
function isAboutVisit(reading: Reading, at: number, { groups }: Mention): boolean {
  return groups.has('feeling') && hasNear(reading, at, { within: NEAR, isWanted: isOfVisit });
}

function isOfVisit(reading: Reading, at: number): boolean {
  return reading.has(at, 'visit');
}

import { GAP } from './characters.ts';
import type { Group } from './condition-groups.ts';
import { addAfterSurgery } from './find-after-surgery.ts';
import { hasAny, type Reading } from './reading.ts';
import type { Finding } from './weigh-mentions.ts';

/** What may be another's: an injury, lasting pain, a disc. */
const DEPENDENT: readonly Group[] = ['disc', 'plainInjury', 'lastingPain'];

/** Groups of what sure findings name, by sentence, and all of them under `ANYWHERE`. */
type Named = ReadonlyMap<number, ReadonlySet<Group>>;
/** Sentences are numbered from 1. */
const ANYWHERE = 0;

/**
 * What findings say together that none says alone, and what one makes of another. Linear in their number.
 *
 * @param findings of the mentions of the text; what they say together is added to them
 */
export function combineFindings(reading: Reading, findings: Finding[]): readonly Finding[] {
  const weighed = [...findings];
  addLastingPain(findings, reading);
  addAfterSurgery(findings, reading);
  const isDependent = ({ groups }: Finding) => DEPENDENT.some((group) => groups.has(group));
  const named = nameGroups(weighed, reading);
  addCausingSports(findings, reading, named);
  addSharedBacks(findings, weighed, reading);
  for (const finding of weighed) {
    const other = whatItMeans(finding, named, reading);
    if (other) findings.push(other);
  }
  return findings.map((finding) =>
    isDependent(finding) && isOfRegion(finding, named, reading) ? { ...finding, isSure: false } : finding,
  );
}

function nameGroups(findings: readonly Finding[], reading: Reading): Named {
  const named = new Map<number, Set<Group>>();
  for (const { groups, from, isSure } of findings) {
    if (!isSure || groups.size === 0) continue;
    for (const place of [ANYWHERE, reading.at(from).sentence]) {
      const there = named.get(place) ?? new Set();
      named.set(place, there);
      for (const group of groups) there.add(group);
    }
  }
  return named;
}

/** A plain injury belongs to the region that is named anywhere; lasting pain, to the one named in its sentence. */
function isOfRegion({ groups, from, rule }: Finding, named: Named, reading: Reading): boolean {
  if (groups.has('disc')) return isOfNeck(from, named, reading);
  const isAnywhere = groups.has('plainInjury') || rule === 'long-pain';
  const place = isAnywhere ? ANYWHERE : reading.at(from).sentence;
  return named.get(place)?.has('region') === true;
}

function isOfNeck(from: number, named: Named, reading: Reading): boolean {
  const groups = named.get(reading.at(from).sentence);
  return groups?.has('neck') === true && !groups.has('back');
}

/** A disc named with the neck is one of the neck; pain that runs down a leg may be sciatica. */
function whatItMeans(finding: Finding, named: Named, reading: Reading): Finding | undefined {
  const { conditionId, groups, roles } = finding;
  if (groups.has('disc') && isOfNeck(finding.from, named, reading)) {
    return { ...finding, conditionId: 'cervical-disc', rule: 'disc-of-neck', groups: new Set() };
  }
  if (!groups.has('limb')) return undefined;
  if (finding.rule === 'numb' || (finding.rule === 'complaint' && roles.has('wentNumb')))
    return { ...finding, conditionId: 'nerve-pain', isSure: true, groups: new Set() };
  if (conditionId === 'leg-pain' && roles.has('radiating') && hasAny(roles, ['pain', 'complaint', 'ails'])) {
    return { ...finding, conditionId: 'sciatica', rule: 'pain-down-leg', isSure: false, groups: new Set() };
  }
  return undefined;
}

/** "Elbow pain from climbing", "my Achilles went during a half marathon": a sport that is said to have caused it. */
function addCausingSports(findings: Finding[], reading: Reading, named: Named): void {
  const known = new Set(findings.map(({ from }) => from));
  for (const [at, { mention, sentence, isDenied, isDoubted }] of reading.items.entries()) {
    if (mention?.kind !== 'circumstance' || isDenied || known.has(at)) continue;
    if (!named.get(sentence)?.has('region')) continue;
    if (!isCausedBy(reading, at) && !isDoing(reading, at, findings)) continue;
    findings.push({
      conditionId: mention.conditionId,
      from: at,
      to: at + 1,
      rule: 'sport-as-cause',
      phrase: mention.phrase,
      isSure: !isDoubted,
      roles: reading.rolesOf(at),
      groups: mention.groups,
    });
  }
}

/** "Running", "jugando al padel": what somebody was doing then, unless it is what they can do again or love. */
function isDoing(reading: Reading, at: number, findings: readonly Finding[]): boolean {
  const { start, end, gap } = reading.at(at);
  if (gap !== GAP.none || reading.has(at - 1, 'pursuit')) return false;
  if (!/^\S+(?:ing|ando|iendo)\b/iu.test(reading.text.slice(start, end))) return false;
  return findings.some(({ from, groups }) => groups.has('region') && from < at && from >= at - HAD_WITHIN);
}

/** Parts of the back by the word that tells which. */
const BACKS: ReadonlyMap<string, string> = new Map([
  ['lower', 'low-back-pain'],
  ['low', 'low-back-pain'],
  ['upper', 'upper-back-pain'],
  ['mid', 'upper-back-pain'],
  ['middle', 'upper-back-pain'],
]);
const BACK_CONDITIONS: ReadonlySet<string> = new Set([...BACKS.values(), 'back-pain']);

/** "Lower and mid back pain": the first of them shares the back of the second, and what is said of it. */
function addSharedBacks(findings: Finding[], weighed: readonly Finding[], reading: Reading): void {
  for (const finding of weighed) {
    if (!BACK_CONDITIONS.has(finding.conditionId) || !reading.has(finding.from - 1, 'joiner')) continue;
    const conditionId = BACKS.get(reading.at(finding.from - 2).lastWord);
    if (conditionId === undefined || conditionId === finding.conditionId) continue;
    findings.push({ ...finding, conditionId, from: finding.from - 2 });
  }
}

/** Whether what stands before an item says that it was the cause or the moment: "from too much", "during a". */
function isCausedBy(reading: Reading, at: number): boolean {
  for (let before = at - 1; before >= at - NEAR && reading.isSameSentence(before, at); before -= 1) {
    if (reading.has(before, 'occasion')) return true;
    if (!reading.hasAny(before, ['modifier', 'determiner', 'possessive'])) return false;
  }
  return false;
}

/** How far apart words may stand that belong together. */
const NEAR = 5;
/** How far before a pain is said whose it is. */
const HAD_WITHIN = 9;

/** "constant pain", "pain for many years": lasting pain, where no part of the body takes it. */
function addLastingPain(findings: Finding[], reading: Reading): void {
  for (let at = 0; at < reading.count; at += 1) {
    if (reading.mentionOf(at) || !reading.has(at, 'pain')) continue;
    const other = nearestLasting(reading, at);
    if (other < 0 || !isHad(reading, at)) continue;
    findings.push({
      conditionId: 'chronic-pain',
      from: Math.min(at, other),
      to: Math.max(at, other) + 1,
      rule: 'long-pain',
      phrase: 'pain',
      isSure: !reading.at(at).isDoubted,
      roles: reading.rolesOf(at),
      groups: new Set(['lastingPain']),
    });
  }
}

/** Whether somebody is said to have a pain; "always a painful way to spend money" is nobody's. */
function isHad(reading: Reading, at: number): boolean {
  if (reading.has(at, 'figurative') || reading.has(at + 1, 'figurative')) return false;
  for (let before = at; before > at - HAD_WITHIN && reading.isSameSentence(before, at); before -= 1)
    if (reading.hasAny(before, ['self', 'possessive', 'have', 'hurt', 'treat', 'reason'])) return true;
  return false;
}

/** The first word of lasting near a place and in its sentence; -1 when there is none. */
function nearestLasting(reading: Reading, at: number): number {
  const last = Math.min(at + NEAR, reading.count - 1);
  for (let other = Math.max(0, at - NEAR); other <= last; other += 1) {
    if (reading.has(other, 'lasting') && reading.isSameSentence(other, at)) return other;
  }
  return -1;
}

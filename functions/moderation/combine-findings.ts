import rules from './context/rules.json' with { type: 'json' };
import { BIT } from './context.ts';
import { addAfterSurgery } from './find-after-surgery.ts';
import type { Reading } from './reading.ts';
import type { Finding } from './weigh-mentions.ts';

const regions = new Set(rules.regions);
const limbs = new Set(rules.limbs);
const plainInjuries = new Set(rules.plainInjuries);

/** What the sure findings of a sentence name, one bit each. */
const REGION = 1;
const NECK = 2;
const BACK = 4;
const necks = new Set(['neck-pain', 'cervical-disc']);
const backs = new Set(['back-pain', 'low-back-pain', 'sciatica']);

/** Bits of what sure findings name, by sentence, and all of them under `ANYWHERE`. */
type Named = ReadonlyMap<number, number>;
const ANYWHERE = -1;

/**
 * What findings say together that none says alone, and what one makes of another. Linear in their number.
 *
 * @param findings of the mentions of the text
 */
export function combineFindings(reading: Reading, findings: readonly Finding[]): readonly Finding[] {
  const all = [...findings];
  const named = nameRegions(findings, reading);
  addLastingPain(all, reading);
  addAfterSurgery(all, reading);
  for (const finding of findings) {
    const other = whatItMeans(finding, named, reading);
    if (other) all.push(other);
  }
  for (const [at, finding] of all.entries())
    if (finding.isSure && isOfRegion(finding, named, reading)) all[at] = { ...finding, isSure: false };
  return all;
}

function nameRegions(findings: readonly Finding[], reading: Reading): Named {
  const named = new Map<number, number>();
  for (const { conditionId, from, isSure } of findings) {
    if (!isSure) continue;
    const bits =
      (regions.has(conditionId) ? REGION : 0) |
      (necks.has(conditionId) ? NECK : 0) |
      (backs.has(conditionId) ? BACK : 0);
    for (const place of [reading.sentenceOf(from), ANYWHERE])
      named.set(place, (named.get(place) ?? 0) | bits);
  }
  return named;
}

/** A plain injury belongs to the region that is named anywhere; lasting pain, to the one named in its sentence. */
function isOfRegion(finding: Finding, named: Named, reading: Reading): boolean {
  const { conditionId, from } = finding;
  if (conditionId === 'herniated-disc') return isOfNeck(finding, named, reading);
  const isInjury = conditionId === 'injury' && plainInjuries.has(finding.phrase);
  if (!isInjury && conditionId !== 'chronic-pain') return false;
  const place = isInjury || finding.rule === 'long-pain' ? ANYWHERE : reading.sentenceOf(from);
  return ((named.get(place) ?? 0) & REGION) !== 0;
}

function isOfNeck({ from }: Finding, named: Named, reading: Reading): boolean {
  const bits = named.get(reading.sentenceOf(from)) ?? 0;
  return (bits & NECK) !== 0 && !(bits & BACK);
}

/** A disc named with the neck is one of the neck; pain that runs down a leg may be sciatica. */
function whatItMeans(finding: Finding, named: Named, reading: Reading): Finding | undefined {
  const { conditionId, roles } = finding;
  if (conditionId === 'herniated-disc' && isOfNeck(finding, named, reading)) {
    return { ...finding, conditionId: 'cervical-disc', rule: 'disc-of-neck' };
  }
  if (finding.rule === 'numb' && limbs.has(conditionId))
    return { ...finding, conditionId: 'nerve-pain', isSure: true };
  if (conditionId === 'leg-pain' && roles & BIT.radiating && roles & (BIT.pain | BIT.complaint | BIT.ails)) {
    return { ...finding, conditionId: 'sciatica', rule: 'pain-down-leg', isSure: false };
  }
  return undefined;
}

/** How far apart words may stand that belong together. */
const NEAR = 5;

/** "constant pain", "pain for many years": lasting pain, where no part of the body takes it. */
function addLastingPain(findings: Finding[], reading: Reading): void {
  if (!(reading.allRoles & BIT.lasting)) return;
  for (let at = 0; at < reading.count; at += 1) {
    if (!reading.has(at, BIT.pain) || reading.mentionOf(at)) continue;
    const other = nearestLasting(reading, at);
    if (other < 0) continue;
    findings.push({
      conditionId: 'chronic-pain',
      from: Math.min(at, other),
      to: Math.max(at, other) + 1,
      rule: 'long-pain',
      phrase: 'pain',
      isSure: !reading.isDoubted(at),
      roles: reading.rolesOf(at),
    });
  }
}

/** The first word of lasting near a place and in its sentence; -1 when there is none. */
function nearestLasting(reading: Reading, at: number): number {
  const last = Math.min(at + NEAR, reading.count - 1);
  for (let other = Math.max(0, at - NEAR); other <= last; other += 1) {
    if (reading.has(other, BIT.lasting) && reading.isSameSentence(other, at)) return other;
  }
  return -1;
}

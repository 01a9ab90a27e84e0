import { GROUP } from './condition-groups.ts';
import { BIT } from './context.ts';
import { addAfterSurgery } from './find-after-surgery.ts';
import type { Reading } from './reading.ts';
import type { Finding } from './weigh-mentions.ts';

/** What may be another's: an injury, lasting pain, a disc. */
const DEPENDENT = GROUP.disc | GROUP.plainInjury | GROUP.lastingPain;

/** What may say another condition as well. */
const TELLING = GROUP.disc | GROUP.limb;

/** Groups of what sure findings name, by sentence, and all of them under `ANYWHERE`. */
type Named = Readonly<Int32Array>;
/** Sentences are numbered from 1. */
const ANYWHERE = 0;

/**
 * What findings say together that none says alone, and what one makes of another. Linear in their number.
 *
 * @param findings of the mentions of the text; what they say together is added to them
 */
export function combineFindings(reading: Reading, findings: Finding[]): readonly Finding[] {
  const weighed = findings.length;
  addLastingPain(findings, reading);
  addAfterSurgery(findings, reading);
  let groups = 0;
  for (const finding of findings) groups |= finding.groups;
  const named = groups & DEPENDENT ? nameGroups(findings, weighed, reading) : undefined;
  for (let at = 0; at < weighed; at += 1) {
    const finding = findings[at] as Finding;
    const other = finding.groups & TELLING ? whatItMeans(finding, named, reading) : undefined;
    if (other) findings.push(other);
  }
  for (let at = 0; named && at < findings.length; at += 1) {
    const finding = findings[at] as Finding;
    const isWeak = finding.groups & DEPENDENT && finding.isSure && isOfRegion(finding, named, reading);
    if (isWeak) findings[at] = { ...finding, isSure: false };
  }
  return findings;
}

/** @param many of the findings, from the first on */
function nameGroups(findings: readonly Finding[], many: number, reading: Reading): Named {
  const named = new Int32Array(reading.sentenceCount + 1);
  for (let at = 0; at < many; at += 1) {
    const { groups, from, isSure } = findings[at] as Finding;
    if (!isSure) continue;
    const sentence = reading.sentenceOf(from);
    named[sentence] = (named[sentence] ?? 0) | groups;
    named[ANYWHERE] = (named[ANYWHERE] ?? 0) | groups;
  }
  return named;
}

/** A plain injury belongs to the region that is named anywhere; lasting pain, to the one named in its sentence. */
function isOfRegion({ groups, from, rule }: Finding, named: Named, reading: Reading): boolean {
  if (groups & GROUP.disc) return isOfNeck(from, named, reading);
  if (!(groups & (GROUP.plainInjury | GROUP.lastingPain))) return false;
  const isAnywhere = groups & GROUP.plainInjury || rule === 'long-pain';
  const place = isAnywhere ? ANYWHERE : reading.sentenceOf(from);
  return ((named[place] ?? 0) & GROUP.region) !== 0;
}

function isOfNeck(from: number, named: Named, reading: Reading): boolean {
  const groups = named[reading.sentenceOf(from)] ?? 0;
  return (groups & GROUP.neck) !== 0 && !(groups & GROUP.back);
}

/** A disc named with the neck is one of the neck; pain that runs down a leg may be sciatica. */
function whatItMeans(finding: Finding, named: Named | undefined, reading: Reading): Finding | undefined {
  const { conditionId, groups, roles } = finding;
  if (named && groups & GROUP.disc && isOfNeck(finding.from, named, reading)) {
    return { ...finding, conditionId: 'cervical-disc', rule: 'disc-of-neck', groups: 0 };
  }
  if (!(groups & GROUP.limb)) return undefined;
  if (finding.rule === 'numb') return { ...finding, conditionId: 'nerve-pain', isSure: true, groups: 0 };
  if (conditionId === 'leg-pain' && roles & BIT.radiating && roles & (BIT.pain | BIT.complaint | BIT.ails)) {
    return { ...finding, conditionId: 'sciatica', rule: 'pain-down-leg', isSure: false, groups: 0 };
  }
  return undefined;
}

/** How far apart words may stand that belong together. */
const NEAR = 5;

/** "constant pain", "pain for many years": lasting pain, where no part of the body takes it. */
function addLastingPain(findings: Finding[], reading: Reading): void {
  if (!(reading.allRoles & BIT.lasting)) return;
  for (let at = 0; at < reading.count; at += 1) {
    if (!reading.has(at, BIT.pain) || reading.isMention(at)) continue;
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
      groups: GROUP.lastingPain,
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

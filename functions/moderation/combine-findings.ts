import rules from './context/rules.json' with { type: 'json' };
import { BIT } from './context.ts';
import { findAfterSurgery } from './find-after-surgery.ts';
import type { Item } from './read-items.ts';
import type { Scopes } from './read-scopes.ts';
import type { Finding } from './weigh-mentions.ts';

const regions = new Set(rules.regions);
const limbs = new Set(rules.limbs);
const plainInjuries = new Set(rules.plainInjuries);

/** What findings say together that none says alone, and what one makes of another. */
export function combineFindings(
  items: readonly Item[],
  findings: readonly Finding[],
  scopes: Scopes,
): readonly Finding[] {
  const all = [...findings, ...findLastingPain(items, scopes), ...findAfterSurgery(items, scopes)];
  return [...all, ...findings.flatMap((finding) => whatItMeans(finding, findings, scopes))].map((finding) =>
    isOfRegion(finding, all, scopes) ? { ...finding, isSure: false } : finding,
  );
}

/** A plain injury belongs to the region that is named anywhere; lasting pain, to the one named in its sentence. */
function isOfRegion(finding: Finding, all: readonly Finding[], { sentence }: Scopes): boolean {
  const isInjury = finding.conditionId === 'injury' && plainInjuries.has(finding.phrase);
  const isLasting = finding.conditionId === 'chronic-pain';
  const isDisc = finding.conditionId === 'herniated-disc';
  if (isInjury) return all.some(({ conditionId, isSure }) => isSure && regions.has(conditionId));
  if (isLasting) {
    const isLong = finding.rule === 'long-pain';
    return all.some(
      (other) =>
        other.isSure &&
        regions.has(other.conditionId) &&
        (isLong || sentence[other.from] === sentence[finding.from]),
    );
  }
  return isDisc && isOfNeck(finding, all, sentence);
}

function isOfNeck(disc: Finding, all: readonly Finding[], sentence: Int32Array): boolean {
  const near = all.filter((other) => sentence[other.from] === sentence[disc.from] && other.isSure);
  const isNamed = (...ids: readonly string[]) => near.some(({ conditionId }) => ids.includes(conditionId));
  return isNamed('neck-pain', 'cervical-disc') && !isNamed('back-pain', 'low-back-pain', 'sciatica');
}

/** A disc named with the neck is one of the neck; pain that runs down a leg may be sciatica. */
function whatItMeans(finding: Finding, all: readonly Finding[], { sentence }: Scopes): readonly Finding[] {
  const { conditionId, roles } = finding;
  if (conditionId === 'herniated-disc' && isOfNeck(finding, all, sentence)) {
    return [{ ...finding, conditionId: 'cervical-disc', rule: 'disc-of-neck' }];
  }
  if (finding.rule === 'numb' && limbs.has(conditionId))
    return [{ ...finding, conditionId: 'nerve-pain', isSure: true }];
  if (conditionId === 'leg-pain' && roles & BIT.radiating && roles & (BIT.pain | BIT.complaint | BIT.ails)) {
    return [{ ...finding, conditionId: 'sciatica', rule: 'pain-down-leg', isSure: false }];
  }
  return [];
}

/** The first word of lasting near a place and in its sentence. */
function nearest(items: readonly Item[], at: number, sentence: Int32Array): number | undefined {
  for (let other = Math.max(0, at - NEAR); other <= at + NEAR; other += 1) {
    if ((items[other]?.roles ?? 0) & BIT.lasting && sentence[other] === sentence[at]) return other;
  }
  return undefined;
}

/** How far apart words may stand that belong together. */
const NEAR = 5;

/** "constant pain", "pain for many years": lasting pain, where no part of the body takes it. */
function findLastingPain(items: readonly Item[], { sentence, denied, doubted }: Scopes): readonly Finding[] {
  if (!items.some(({ roles }) => roles & BIT.lasting)) return [];
  const found: Finding[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at] as Item;
    if (!(item.roles & BIT.pain) || item.mention || denied[at]) continue;
    const other = nearest(items, at, sentence);
    if (other === undefined) continue;
    found.push({
      conditionId: 'chronic-pain',
      from: Math.min(at, other),
      to: Math.max(at, other) + 1,
      rule: 'long-pain',
      phrase: 'pain',
      isSure: !doubted[at],
      roles: item.roles,
    });
  }
  return found;
}

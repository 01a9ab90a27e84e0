import rules from './context/rules.json' with { type: 'json' };
import { BIT } from './context.ts';
import { type Evidence, findEvidence, type Surroundings } from './find-evidence.ts';
import { findLists, type List } from './find-lists.ts';
import { hasNear } from './has-near.ts';
import type { Reader } from './lexicon.ts';
import type { Item } from './read-items.ts';
import type { Scopes } from './read-scopes.ts';
import type { Mention } from './vocabulary.ts';
import { GAP } from './words.ts';

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
}

const limbs = new Set(rules.limbs);
const injuries = new Set(rules.injuries);
const feelings = new Set(rules.feelings);
const WITH = new Set(['with', 'con', 'avec']);
/** How near a feeling a word of the visit must stand for it to be about the visit. */
const NEAR = 6;

/** Weighs every mention of a text by what stands around it; what is denied or merely named is left out. */
export function weighMentions(items: readonly Item[], scopes: Scopes, reader: Reader): readonly Finding[] {
  return findLists(items).flatMap((list) => {
    const around = findEvidence(items, list, reader);
    return list.members.flatMap((at) => weigh(items, at, { list, around, scopes, reader }) ?? []);
  });
}

interface Weighing {
  readonly list: List;
  readonly around: Surroundings;
  readonly scopes: Scopes;
  readonly reader: Reader;
}

function weigh(items: readonly Item[], at: number, weighing: Weighing): Finding | undefined {
  const item = items[at];
  const mention = item?.mention;
  if (!item || !mention || weighing.scopes.denied[at]) return undefined;
  if (mention.kind === 'circumstance' && !tellsOfInjury(items, at)) return undefined;
  const isEnoughAlone = mention.kind === 'said' || mention.kind === 'circumstance';
  const evidence = isEnoughAlone ? undefined : evidenceFor(items, at, mention, weighing);
  if (!isEnoughAlone && !evidence) return undefined;
  const isDoubted = weighing.scopes.doubted[at] === 1 || isAboutVisit(items, at, mention);
  const isNextTo = evidence?.rule === 'complaint' && at === weighing.list.members.at(-1);
  return {
    conditionId: mention.conditionId,
    from: at,
    to: isNextTo ? evidence.at + 1 : at + 1,
    rule: evidence?.rule ?? 'synonym',
    phrase: mention.phrase,
    isSure: !isDoubted && !evidence?.isWeak,
    roles: evidence?.roles ?? item.roles,
  };
}

function evidenceFor(
  items: readonly Item[],
  at: number,
  mention: Mention,
  weighing: Weighing,
): Evidence | undefined {
  const { list, around, reader } = weighing;
  const form = items[at]?.form ?? '';
  const counts = (evidence: Evidence) =>
    isEnough(evidence, mention, {
      form,
      isOwned: isOwned(items, at, weighing),
      governor: items[evidence.at],
      reader,
    });
  const found = [...around.before, ...around.after].filter(counts);
  const numb = found.find(
    ({ roles, rule }) => rule === 'numb' || (roles & BIT.numbness && !(roles & BIT.pain)),
  );
  const strong = found.find((evidence) => !evidence.isWeak && evidence !== numb);
  if (strong) return strong;
  if (numb) return limbs.has(mention.conditionId) ? { ...numb, isWeak: true } : numb;
  const isListed = list.hasSaid && !reader.painParts.has(form);
  if (isListed && (!reader.adverbs.has(form) || endsHere(items, at))) return { rule: 'listed', roles: 0, at };
  return found[0];
}

function isOwned(items: readonly Item[], at: number, { list, around }: Weighing): boolean {
  if (around.isOwned || list.members.length > 1) return true;
  return ((items[at - 1]?.roles ?? 0) & (BIT.possessive | BIT.sore)) !== 0;
}

interface Standing {
  readonly form: string;
  readonly isOwned: boolean;
  readonly reader: Reader;
  /** The word that governs. */
  readonly governor: Item | undefined;
}

function isEnough(
  { rule, roles }: Evidence,
  { kind }: Mention,
  { form, isOwned, governor, reader }: Standing,
): boolean {
  if (rule === 'has') return kind === 'state';
  if (reader.painParts.has(form)) return (roles & BIT.pain) !== 0;
  if (rule === 'reason' && reader.tools.has(form) && isBareWith(governor)) return false;
  if (kind !== 'part' || !(reader.looseParts.has(form) || reader.adverbs.has(form))) return true;
  if (rule === 'complaint' || rule === 'complaint-in' || rule === 'sore') return true;
  return isOwned;
}

/** "with my feet up" gives no reason for coming; "help with my feet" does. */
function isBareWith(item: Item | undefined): boolean {
  return item !== undefined && item.to - item.from === 1 && WITH.has(item.form);
}

/** Whether somebody was hurt in the sentence of a circumstance. */
function tellsOfInjury(items: readonly Item[], at: number): boolean {
  const isWanted = ({ roles, mention }: Item) =>
    (roles & BIT.hurt) !== 0 ||
    (mention !== undefined && injuries.has(mention.conditionId) && mention.kind === 'said');
  return hasNear(items, at, { within: 2 * NEAR, isWanted });
}

/** Whether nothing of the clause follows: "sciatica and back." */
function endsHere(items: readonly Item[], at: number): boolean {
  const next = items[at + 1];
  return !next || next.gap !== GAP.none || (next.roles & BIT.joiner) !== 0;
}

/** "My anxiety about the dentist" is no anxiety that was treated. */
function isAboutVisit(items: readonly Item[], at: number, { conditionId }: Mention): boolean {
  if (!feelings.has(conditionId)) return false;
  return hasNear(items, at, { within: NEAR, isWanted: ({ roles }) => (roles & BIT.visit) !== 0 });
}

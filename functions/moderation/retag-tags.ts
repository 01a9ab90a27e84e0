import { findCondition, withParents } from '../domain/condition.ts';
import { covers } from '../domain/content-hash.ts';
import type { RetagEffect } from '../domain/job.ts';
import type { Moderation } from '../domain/moderation.ts';
import type { Tag, Tagging } from '../domain/tagging.ts';

/** A review's tags as they are, what another lexicon finds in the same words, and what people have said of it. */
export interface RetagInput {
  readonly tagging: Tagging;
  readonly found: readonly Tag[];
  /** Version of the lexicon that found them. */
  readonly lexiconVersion: string;
  readonly moderation: Moderation | undefined;
}

/** What becomes of a condition of a review, with the first words that say it, or said it. */
export interface TagEffect extends Pick<Tag, 'conditionId' | 'start' | 'end'> {
  readonly effect: RetagEffect;
}

/** The tags to store, and what is different for people; no effects when only rules or spans differ. */
export interface Retagged {
  readonly tags: readonly Tag[];
  /** At most one per condition. */
  readonly effects: readonly TagEffect[];
}

/**
 * Lays what a new lexicon finds over the tags of a review. What it finds no more goes. What it finds anew is sure while
 * nobody reads the review; for one that visitors read it becomes a proposal, and the broader condition they found it
 * under until now stays. A condition that a person marked or removed is never touched or asked about.
 */
export function retagTags({ tagging, found, lexiconVersion, moderation }: RetagInput): Retagged {
  const isJudged = moderation !== undefined && covers(moderation.contentHash, tagging.contentHash);
  const corrections = isJudged ? moderation.corrections : [];
  const corrected = new Set(corrections.map(({ conditionId }) => conditionId));
  const marked = corrections.filter(({ action }) => action === 'added').map(({ conditionId }) => conditionId);
  const known = withParents([...sureOf(tagging.tags), ...marked]);
  const asks = (tag: Tag) =>
    tag.confidence === 'sure' && !known.has(tag.conditionId) && !corrected.has(tag.conditionId);
  const isShown = isJudged && moderation.status === 'shown';
  const tags = isShown
    ? found.flatMap((tag) => (asks(tag) ? propose(tag, known, { tagging, found, lexiconVersion }) : [tag]))
    : found;
  const effects = [
    ...effectsOf('added', tags.filter(asks)),
    ...effectsOf('proposed', newProposals(tags, tagging.tags)),
    ...effectsOf('removed', lostTags(tagging.tags, tags, corrected)),
  ];
  return { tags, effects };
}

/** A proposal that waits already keeps the version that made it. */
function propose(
  tag: Tag,
  known: ReadonlySet<string>,
  { tagging, found, lexiconVersion }: Pick<RetagInput, 'tagging' | 'found' | 'lexiconVersion'>,
): readonly Tag[] {
  const earlier = tagging.tags.find(
    ({ conditionId, proposedIn }) => conditionId === tag.conditionId && proposedIn !== undefined,
  );
  const proposedIn = earlier?.proposedIn ?? lexiconVersion;
  const proposal: Tag = { ...tag, confidence: 'suggested', proposedIn };
  const parent = knownParent(tag.conditionId, known);
  if (parent === undefined || sureOf(found).has(parent)) return [proposal];
  return [{ ...tag, conditionId: parent }, proposal];
}

function knownParent(conditionId: string, known: ReadonlySet<string>): string | undefined {
  const parent = findCondition(conditionId)?.parent;
  if (parent === undefined || known.has(parent)) return parent;
  return knownParent(parent, known);
}

function newProposals(tags: readonly Tag[], before: readonly Tag[]): readonly Tag[] {
  const waiting = new Set(before.filter(isProposal).map(({ conditionId }) => conditionId));
  return tags.filter((tag) => isProposal(tag) && !waiting.has(tag.conditionId));
}

function lostTags(
  before: readonly Tag[],
  after: readonly Tag[],
  corrected: ReadonlySet<string>,
): readonly Tag[] {
  const kept = withParents(sureOf(after));
  return before.filter(
    ({ confidence, conditionId }) =>
      confidence === 'sure' && !kept.has(conditionId) && !corrected.has(conditionId),
  );
}

function effectsOf(effect: RetagEffect, tags: readonly Tag[]): readonly TagEffect[] {
  const first = new Map<string, TagEffect>();
  for (const { conditionId, start, end } of tags) {
    if (!first.has(conditionId)) first.set(conditionId, { effect, conditionId, start, end });
  }
  return [...first.values()];
}

function isProposal({ proposedIn }: Tag): boolean {
  return proposedIn !== undefined;
}

function sureOf(tags: readonly Tag[]): ReadonlySet<string> {
  return new Set(
    tags.filter(({ confidence }) => confidence === 'sure').map(({ conditionId }) => conditionId),
  );
}

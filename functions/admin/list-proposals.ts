import * as z from 'zod';
import { conditions } from '../domain/condition.ts';
import { covers } from '../domain/content-hash.ts';
import type { Span } from '../domain/may-show.ts';
import type { Moderation } from '../domain/moderation.ts';
import type { ProposalsView, ProposalView } from '../domain/retag-view.ts';
import type { Review } from '../domain/review.ts';
import type { Tagging } from '../domain/tagging.ts';
import { cutExcerpt } from './cut-excerpt.ts';
import type { AdminNeeds } from './needs.ts';

/** Query of the proposals: of which condition; of the first that has some when absent. */
export const ProposalQuery = z.strictObject({ condition: z.string().min(1).max(40).exactOptional() });

/** As many as one settlement takes. */
const PAGE = 25;

/** A proposal that waits for a person. */
interface Proposal {
  readonly conditionId: string;
  readonly moderation: Moderation;
  /** Where the words say it, in text order. */
  readonly spans: readonly [Span, ...Span[]];
}

/** What was found anew in reviews that visitors read, and is on no page until a person confirms it. */
export async function listProposals(
  clinicId: string,
  { condition }: z.infer<typeof ProposalQuery>,
  needs: AdminNeeds,
): Promise<ProposalsView> {
  const taggings = (await needs.taggings.listOf(clinicId)).filter(hasProposals);
  const moderations = await needs.moderations.findMany(taggings);
  const moderationOf = new Map(moderations.map((moderation) => [moderation.reviewId, moderation]));
  const proposals = taggings.flatMap((tagging) => openProposals(tagging, moderationOf.get(tagging.reviewId)));
  const groups = groupSizes(proposals);
  const chosen = condition ?? groups[0]?.conditionId;
  const page = proposals
    .filter(({ conditionId }) => conditionId === chosen)
    .toSorted((a, b) => (a.moderation.writtenOn < b.moderation.writtenOn ? 1 : -1))
    .slice(0, PAGE);
  const reviews = await needs.reviews.findMany(page.map(({ moderation }) => moderation));
  const reviewOf = new Map(reviews.map((review) => [review.reviewId, review]));
  return {
    groups,
    proposals: page.flatMap((proposal) => toView(proposal, reviewOf.get(proposal.moderation.reviewId))),
    ...(chosen !== undefined && groups.length > 0 && { conditionId: chosen }),
  };
}

function hasProposals({ tags }: Tagging): boolean {
  return tags.some(({ proposedIn }) => proposedIn !== undefined);
}

/** Those of a review that is on the clinic's pages. A person's correction has settled a proposal, whatever it says. */
function openProposals(tagging: Tagging, moderation: Moderation | undefined): readonly Proposal[] {
  if (moderation?.status !== 'shown' || moderation.removedAt !== undefined) return [];
  if (!covers(moderation.contentHash, tagging.contentHash)) return [];
  const settled = new Set(moderation.corrections.map(({ conditionId }) => conditionId));
  const spans = new Map<string, [Span, ...Span[]]>();
  for (const { conditionId, proposedIn, start, end } of tagging.tags) {
    if (proposedIn === undefined || settled.has(conditionId)) continue;
    const known = spans.get(conditionId);
    if (known) known.push([start, end]);
    else spans.set(conditionId, [[start, end]]);
  }
  return [...spans].map(([conditionId, all]) => ({ conditionId, moderation, spans: all }));
}

/** In the lexicon's order, so that a condition keeps its place while its proposals become fewer. */
function groupSizes(proposals: readonly Proposal[]): ProposalsView['groups'] {
  const counts = new Map<string, number>();
  for (const { conditionId } of proposals) counts.set(conditionId, (counts.get(conditionId) ?? 0) + 1);
  return conditions.flatMap(({ id }) => {
    const count = counts.get(id);
    return count === undefined ? [] : [{ conditionId: id, count }];
  });
}

/** Nothing for a review whose words are not here. */
function toView({ moderation, spans }: Proposal, review: Review | undefined): readonly ProposalView[] {
  if (!review?.text || review.withdrawnAt !== undefined) return [];
  const { reviewId, source, stars, author, writtenOn, text } = review;
  const [[start, end]] = spans;
  return [
    {
      reviewId,
      version: moderation.version,
      contentHash: moderation.contentHash,
      source,
      ...(!author.isAnonymous && author.name !== undefined && { author: author.name }),
      ...(stars && { stars }),
      writtenOn,
      start,
      end,
      excerpt: cutExcerpt(text, spans),
    },
  ];
}

import type { Embed, Location } from '../domain/clinic.ts';
import { findCondition } from '../domain/condition.ts';
import type { AllowedReview } from '../domain/may-show.ts';
import { publicIdOf } from '../domain/published-review.ts';
import { groupBy } from '../platform/batch.ts';
import { allowReviews, type ListedReview, listCandidates } from './allow-reviews.ts';
import type { ClinicState } from './clinic-state.ts';
import { earliest } from './earliest.ts';
import { headKey, pageKey } from './feed-address.ts';
import { makeLists, type ReviewList } from './make-lists.ts';
import { type HeadContext, type PrintedHead, printHead } from './print-head.ts';
import { openPrinter } from './print-reviews.ts';
import { rateListings } from './rate-listings.ts';

/** Everything that is to be public of a clinic. */
export interface BuiltFeed {
  /** Bodies of the heads by key. */
  readonly heads: ReadonlyMap<string, string>;
  /** Bodies of the following pages and indexes that heads lead to, by key. */
  readonly pages: ReadonlyMap<string, string>;
  /** Embeds that have heads. */
  readonly embedIds: readonly string[];
  /** Every review in it, by its public id. */
  readonly allowed: ReadonlyMap<string, AllowedReview>;
  /** When the first thing in it lapses, ISO 8601 UTC; absent when nothing does. */
  readonly expiresAt?: string;
}

/** Embeds that show the same reviews in the same language, and these reviews in lists. */
interface Scope {
  readonly embeds: readonly Embed[];
  readonly locations: readonly Location[];
  /** Newest first. */
  readonly allowed: readonly ListedReview[];
  readonly lists: readonly ReviewList[];
}

/**
 * Builds the whole feed of a clinic from its state: the same state gives the same bytes. Empty when the clinic is gone.
 *
 * @param until instant up to which everything in it must stay allowed, ISO 8601 UTC
 */
export function buildFeed(state: ClinicState, until: string): BuiltFeed {
  const { clinicId, clinic, embeds } = state;
  if (!clinic) return { heads: new Map(), pages: new Map(), embedIds: [], allowed: new Map() };
  const ground = { clinic, ratings: rateListings(state, until), print: openPrinter() };
  const scopes = makeScopes(ground, state, until);
  const heads = scopes.flatMap((scope) => printHeads(scope, ground));
  const reviews = scopes.flatMap(({ allowed }) => allowed.map((listed) => listed.allowed));
  const expiresAt = earliest([
    ...heads.map(([, head]) => head.expiresAt),
    ...reviews.map(({ review }) => review.expiresAt),
  ]);
  return {
    heads: new Map(heads.map(([key, { body }]) => [key, body])),
    pages: new Map(
      heads.flatMap(([, { follows }]) =>
        [...follows].map(([name, body]) => [pageKey(clinicId, name), body] as const),
      ),
    ),
    embedIds: embeds.map(({ embedId }) => embedId),
    allowed: new Map(reviews.map((allowed) => [publicIdOf(allowed.review.reviewId), allowed])),
    ...(expiresAt !== undefined && { expiresAt }),
  };
}

function makeScopes(
  { clinic, print }: Pick<HeadContext, 'clinic' | 'print'>,
  state: ClinicState,
  until: string,
): readonly Scope[] {
  const candidates = listCandidates(clinic, state);
  const groups = groupBy(state.embeds, ({ audience, locationIds, language }) =>
    JSON.stringify([audience, locationIds, language]),
  );
  return [...groups.values()].flatMap((embeds) => {
    const [embed] = embeds;
    if (!embed) return [];
    const { locationIds = state.locations.map(({ locationId }) => locationId) } = embed;
    const locations = state.locations.filter(({ locationId }) => locationIds.includes(locationId));
    const allowed = allowReviews(candidates, embed, until);
    const ids = locations.map(({ locationId }) => locationId);
    return [
      { embeds, locations, allowed, lists: makeLists(allowed, ids, { print, language: embed.language }) },
    ];
  });
}

function printHeads(
  { embeds, locations, lists }: Scope,
  ground: Omit<HeadContext, 'language' | 'locations' | 'broader'>,
): readonly (readonly [key: string, head: PrintedHead])[] {
  return embeds.flatMap(({ embedId, language }) =>
    lists.map((list) => {
      const broader = broaderList(list, lists);
      const context = { ...ground, language, locations, ...(broader && { broader }) };
      return [headKey(embedId, list), printHead(list, context)] as const;
    }),
  );
}

function broaderList(
  { conditionId, locationId }: ReviewList,
  lists: readonly ReviewList[],
): ReviewList | undefined {
  const parent = conditionId === undefined ? undefined : findCondition(conditionId)?.parent;
  if (parent === undefined) return undefined;
  return lists.find((list) => list.conditionId === parent && list.locationId === locationId);
}

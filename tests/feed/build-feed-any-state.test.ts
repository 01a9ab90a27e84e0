import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Embed } from '../../functions/domain/clinic.ts';
import { findCondition } from '../../functions/domain/condition.ts';
import type { Review } from '../../functions/domain/review.ts';
import { buildFeed } from '../../functions/feed/build-feed.ts';
import type { ClinicState } from '../../functions/feed/clinic-state.ts';
import { anyState } from './random-state.ts';
import { headAddresses, headAt, type Objects, printedReviews, readList } from './read-feed.ts';

const UNTIL = '2026-11-22T10:10:00.000Z';

function build(state: ClinicState): Objects {
  const { heads, pages } = buildFeed(state, UNTIL);
  return new Map([...heads, ...pages]);
}

/** What the rules say, told in other words than the gate's. */
function isPublic(state: ClinicState, review: Review): boolean {
  const moderation = state.moderations.find(({ reviewId }) => reviewId === review.reviewId);
  const listing = state.listings.find(({ listingId }) => listingId === review.listingId);
  const [judgedWords, judgedAuthor] = moderation?.contentHash.split('.') ?? [];
  const [words, author] = review.contentHash.split('.');
  return (
    !state.closedSources.has(review.source) &&
    review.text !== undefined &&
    review.expiresAt > UNTIL &&
    review.withdrawnAt === undefined &&
    moderation?.status === 'shown' &&
    words === judgedWords &&
    (author === judgedAuthor || author === '-') &&
    state.clinic?.country !== undefined &&
    (moderation.decidedBy !== 'policy' || isShownUnread(state, review)) &&
    listing !== undefined &&
    (listing.source !== 'yelp' || listing.excerptConsent !== undefined)
  );
}

function isShownUnread(state: ClinicState, review: Review): boolean {
  const policy = state.clinic?.opening?.[review.source];
  return policy === 'show-unflagged' && taggingOf(state, review)?.flags?.length === 0;
}

/** What was found in this very text, its author still there or gone. */
function taggingOf(state: ClinicState, { reviewId, contentHash }: Review) {
  return state.taggings.find((one) => one.reviewId === reviewId && one.contentHash === contentHash);
}

/** Conditions that somebody or the machine found words for in this very text. */
function saidConditions(state: ClinicState, review: Review): Set<string> {
  const { reviewId, text = '' } = review;
  const corrections = state.moderations.find((one) => one.reviewId === reviewId)?.corrections ?? [];
  const removed = corrections
    .filter(({ action }) => action === 'removed')
    .map(({ conditionId }) => conditionId);
  const found = [
    ...(taggingOf(state, review)?.tags ?? []).filter(({ confidence }) => confidence === 'sure'),
    ...corrections.filter((correction) => correction.action === 'added'),
  ].filter(
    ({ conditionId, start, end }) =>
      !removed.includes(conditionId) && start >= 0 && start < end && end <= text.length,
  );
  const said = found.flatMap(({ conditionId }) => [
    conditionId,
    findCondition(conditionId)?.parent ?? conditionId,
  ]);
  return new Set(said.filter((id) => !removed.includes(id)));
}

function isSensitive(conditionId: string): boolean {
  return findCondition(conditionId)?.isSensitive === true;
}

function isAt(state: ClinicState, embed: Embed, review: Review): boolean {
  const locationId = state.listings.find(({ listingId }) => listingId === review.listingId)?.locationId ?? '';
  if (embed.locationIds && !embed.locationIds.includes(locationId)) return false;
  return embed.audience !== 'partner' || !isPrivate(state, review);
}

/** Somebody or the machine ever thought it speaks of something sensitive, or nobody can tell. */
function isPrivate(state: ClinicState, review: Review): boolean {
  const { corrections = [] } = state.moderations.find((one) => one.reviewId === review.reviewId) ?? {};
  const tagging = taggingOf(state, review);
  const thought = [...(tagging?.tags ?? []), ...corrections].map(({ conditionId }) => conditionId);
  return !tagging || thought.some((id) => isSensitive(id) || isSensitive(findCondition(id)?.parent ?? id));
}

const numbersIn = (body: string) => [...body.matchAll(/⟦(\d+)⟧/gu)].map(([, number]) => Number(number));

function reviewOf(state: ClinicState, body: { readonly text: string }): Review {
  const review = state.reviews.find(({ text }) => text === body.text);
  if (!review) throw new Error('Printed words are no review’s words.');
  return review;
}

/** Every list of an embed, read through, is what the rules say, and no list is missing. */
function expectWholeLists(objects: Objects, state: ClinicState, embed: Embed): void {
  const here = state.reviews.filter((review) => isPublic(state, review) && isAt(state, embed, review));
  const listed = here.filter(({ source }) => source !== 'yelp');
  const addresses = headAddresses(objects).filter((address) => address.startsWith(`${embed.embedId}/`));
  for (const address of addresses) {
    const { condition, location = '', shown } = headAt(objects, address);
    const list = listed
      .filter((review) => condition === undefined || saidConditions(state, review).has(condition.id))
      .filter(({ listingId }) => listingId.startsWith(location))
      .toSorted((a, b) => (a.writtenAt < b.writtenAt ? 1 : -1))
      .map(({ text }) => text);
    expect(
      readList(objects, address).map(({ text }) => text),
      address,
    ).toEqual(list);
    expect(shown).toBe(list.length);
    expect(list.length > 0 || address.endsWith('/all.json')).toBe(true);
  }
  const said = listed.flatMap((review) => [...saidConditions(state, review)]);
  const expected = ['all', ...said.map((id) => `c/${id}`)].map((list) => `${embed.embedId}/${list}.json`);
  expect(addresses).toEqual(expect.arrayContaining(expected));
}

describe('buildFeed, in any state', () => {
  it('lets no word or name out that is not of a review allowed there', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const open = new Set(
          state.reviews.flatMap((review, number) => (isPublic(state, review) ? [number] : [])),
        );

        for (const [key, body] of build(state)) {
          expect(body).not.toContain('Family');
          for (const number of numbersIn(body)) {
            expect(open.has(number), `review ${number} in ${key}`).toBe(true);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('says a condition only where words say it, and no sensitive one', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        for (const printed of [...build(state).values()].flatMap(printedReviews)) {
          const review = reviewOf(state, printed);
          const said = saidConditions(state, review);
          const marked = (printed.marks ?? []).map(([start, end]) => printed.text.slice(start, end));
          const wrong = (printed.conditions ?? []).filter((id) => !said.has(id) || isSensitive(id));
          expect(wrong).toEqual([]);
          expect(marked).not.toContain('');
          if (isPrivate(state, review)) expect(printed.author ?? 'G. F.').toBe('G. F.');
        }
      }),
      { numRuns: 150 },
    );
  });

  it('leads every reader through exactly the reviews of the list', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const objects = build(state);

        for (const embed of state.embeds) expectWholeLists(objects, state, embed);
      }),
      { numRuns: 100 },
    );
  });
});

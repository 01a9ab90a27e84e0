import { describe, expect, it } from 'vitest';
import { directListing } from '../../functions/domain/direct-listing.ts';
import { buildFeed } from '../../functions/feed/build-feed.ts';
import { anEmbed } from '../support/builders.ts';
import { aState, tellMany, told, withReviews } from './feed-world.ts';

const UNTIL = '2026-11-22T10:10:00.000Z';
const ENDS = '2028-11-23T00:00:00.000Z';
const listing = directListing('juniper', 'mill-lane');

function ofPatient(number: number) {
  return {
    listingId: listing.listingId,
    source: 'direct',
    sourceReviewId: `t${number}`,
    text: `Review ${number}: my sciatica is gone.`,
    expiresAt: '2126-11-22T10:00:00.000Z',
  } as const;
}

function aMixedState(count: number, revoked: readonly number[] = []) {
  const state = aState({
    embeds: [anEmbed(), anEmbed({ embedId: 'juniper-es', language: 'es' })],
    consents: Array.from({ length: count }, (_, number) => ({
      testimonialId: `t${number}`,
      locationId: 'mill-lane',
      audiences: ['own-site'],
      expiresAt: ENDS,
      ...(revoked.includes(number) && { revokedAt: '2026-11-22T09:00:00.000Z' }),
    })),
  });
  const all = [...tellMany(count, ofPatient), told(90)];
  return withReviews({ ...state, listings: [...state.listings, listing] }, all);
}

const headOf = (state: ReturnType<typeof aMixedState>, path: string) =>
  JSON.parse(buildFeed(state, UNTIL).heads.get(`feed/${path}.json`) ?? 'null');

describe('the block of what patients gave directly', () => {
  it('stands apart from what Google lends, in every count, and ends with the consents', () => {
    const head = headOf(aMixedState(4), 'juniper-site/all');

    expect(head).toMatchObject({ shown: 1, reviews: [{ text: expect.stringContaining('Review 90') }] });
    expect(head.direct.label).toBe('Given to the clinic directly, and shown with consent');
    expect(head.direct.reviews).toHaveLength(4);
    for (const review of head.direct.reviews) expect(review.expiresAt).toBe(ENDS);
    expect(headOf(aMixedState(4), 'juniper-es/all').direct.label).toContain('con consentimiento');
  });

  it('makes a list of a condition that only patients’ own words say', () => {
    const head = headOf(aMixedState(2), 'juniper-site/c/sciatica');

    expect(head).toMatchObject({ shown: 0, reviews: [], direct: { reviews: [{}, {}] } });
  });

  it('holds the newest of many, at most twelve, and never fewer than three', () => {
    const head = headOf(aMixedState(40), 'juniper-site/all');

    expect(head.direct.reviews.length).toBeGreaterThanOrEqual(3);
    expect(head.direct.reviews.length).toBeLessThanOrEqual(12);
    expect(head.direct.reviews[0].text).toContain('Review 0:');
  });

  it('has nothing of a consent that was taken back, whoever decided to show it', () => {
    const feed = buildFeed(aMixedState(3, [0, 1, 2]), UNTIL);

    expect(JSON.stringify([...feed.heads, ...feed.pages])).not.toContain('sciatica');
    expect(headOf(aMixedState(3, [1]), 'juniper-site/all').direct.reviews).toHaveLength(2);
  });
});

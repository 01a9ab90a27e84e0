import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toContentHash } from '../../functions/domain/content-hash.ts';
import { type Candidate, mayShow } from '../../functions/domain/may-show.ts';
import { BY_POLICY } from '../../functions/domain/moderation.ts';
import type { Review, Stars } from '../../functions/domain/review.ts';
import { aListingDecision } from '../feed/feed-world.ts';
import { aClinic, aListing, aModeration, anEmbed, aReview, aTagging, NOW } from '../support/builders.ts';

/** One of the excerpts that Yelp gives now. */
function anExcerpt(differs: Partial<Review> = {}): Review {
  return aReview({ source: 'yelp', listingId: 'mill-lane-yelp', isExcerpt: true, position: 0, ...differs });
}

const NONE_CLOSED: Candidate['closedSources'] = new Set();

function aCandidate(differs: Partial<Candidate> = {}): Candidate {
  const review = differs.review ?? aReview();
  return {
    review,
    tagging: aTagging(review),
    moderation: aModeration(aReview()),
    clinic: aClinic(),
    listing: aListing(),
    closedSources: NONE_CLOSED,
    embed: anEmbed(),
    ...differs,
  };
}

function conditionsOf(candidate: Candidate): Record<string, unknown> {
  const verdict = mayShow(candidate, NOW);
  return verdict.outcome === 'allow' ? Object.fromEntries(verdict.allowed.conditions) : { verdict };
}

describe('mayShow of what only an export says', () => {
  const unconfirmed = { exportedOn: '2026-11-19', until: '2026-12-01T00:00:00.000Z' };
  const review = aReview({ unconfirmed });

  it('allows what a person shows, until its sixty days are over', () => {
    expect(mayShow(aCandidate({ review }), '2026-11-30T23:59:59.999Z')).toMatchObject({
      outcome: 'allow',
      allowed: { review: { expiresAt: unconfirmed.until } },
    });
    expect(mayShow(aCandidate({ review }), unconfirmed.until)).toEqual({
      outcome: 'block',
      rule: 'unconfirmed-too-long',
    });
  });

  it('holds what the policy shows', () => {
    const clinic = aClinic({ opening: { 'google-business': 'show-unflagged' } });
    const moderation = aModeration(aReview(), { decidedBy: BY_POLICY });

    expect(mayShow(aCandidate({ review, clinic, moderation }), NOW)).toEqual({
      outcome: 'hold',
      reason: 'not-confirmed',
    });
  });
});

describe('mayShow', () => {
  it('allows what staff show', () => {
    expect(mayShow(aCandidate(), NOW).outcome).toBe('allow');
  });

  it.each([
    ['not-approved', { moderation: aModeration(aReview(), { status: 'waiting' }) }],
    ['not-approved', { moderation: aModeration(aReview(), { status: 'not-shown', reason: 'abuse' }) }],
    ['words-changed', { review: aReview({ contentHash: toContentHash({ words: 'w2', author: 'a1' }) }) }],
    ['words-changed', { review: aReview({ contentHash: toContentHash({ words: 'w1', author: 'a2' }) }) }],
    ['clinic-profile-incomplete', { clinic: { ...aClinic(), country: '' } }],
    ['clinic-profile-incomplete', { clinic: { ...aClinic(), profession: '' } }],
  ] as const)('holds with %s', (reason, differs) => {
    expect(mayShow(aCandidate(differs), NOW)).toEqual({ outcome: 'hold', reason });
  });

  it('holds a review that nobody has opened', () => {
    const { moderation: _, ...unopened } = aCandidate();

    expect(mayShow(unopened, NOW)).toEqual({ outcome: 'hold', reason: 'not-approved' });
  });

  it.each([
    ['no-words', { review: aReview({ text: '' }) }],
    ['retention-over', { review: aReview({ expiresAt: NOW }) }],
    ['withdrawn-at-source', { review: aReview({ withdrawnAt: NOW }) }],
    ['listing-disconnected', { listing: aListing({ disconnectedAt: NOW }) }],
    ['outside-embed', { embed: anEmbed({ locationIds: ['harbour'] }) }],
  ] as const)('blocks with %s', (rule, differs) => {
    expect(mayShow(aCandidate(differs), NOW)).toEqual({ outcome: 'block', rule });
  });

  it.each(['google-business', 'yelp', 'direct'] as const)(
    'blocks everything of a source that is closed, before anything else: %s',
    (source) => {
      const review = aReview({ source, text: '' });

      expect(mayShow(aCandidate({ review, closedSources: new Set([source]) }), NOW)).toEqual({
        outcome: 'block',
        rule: 'source-stopped',
      });
    },
  );

  describe('of excerpts that are shown all or none', () => {
    const listing = aListing({ source: 'yelp', listingId: 'mill-lane-yelp' });
    const shown = aListingDecision();
    const one = (differs: Partial<Candidate> = {}): Candidate => {
      const { moderation: _, ...unjudged } = aCandidate({
        review: anExcerpt(),
        listing,
        listingDecision: shown,
      });
      return { ...unjudged, ...differs };
    };

    it('allows one that nobody has judged by itself, with no condition', () => {
      const verdict = mayShow(one(), NOW);

      expect(verdict).toMatchObject({ outcome: 'allow', allowed: { isOneOfAll: true } });
      expect(conditionsOf(one())).toEqual({});
    });

    it.each([
      ['nobody has decided', undefined],
      ['somebody took the decision back', aListingDecision({ status: 'waiting' })],
      ['somebody decided to show none', aListingDecision({ status: 'not-shown' })],
    ])('holds it when %s', (_, listingDecision) => {
      const { listingDecision: _d, ...undecided } = one();
      const candidate = listingDecision ? { ...undecided, listingDecision } : undecided;

      expect(mayShow(candidate, NOW)).toEqual({ outcome: 'hold', reason: 'excerpts-not-shown' });
    });

    it('leaves none out for what it says, however it was judged by itself before', () => {
      const review = anExcerpt();
      const flagged = aTagging(review, { flags: [{ kind: 'phone', start: 0, end: 2 }] });
      const abuse = aModeration(review, { status: 'not-shown', reason: 'abuse' });
      const edited = aModeration(review, { contentHash: toContentHash({ words: 'before' }) });

      for (const differs of [{ tagging: flagged }, { moderation: abuse }, { moderation: edited }]) {
        expect(mayShow(one(differs), NOW).outcome).toBe('allow');
      }
    });

    it('blocks one that was taken down for a legal reason, in whichever way', () => {
      const review = anExcerpt();
      const down = { reviewId: review.reviewId, reason: 'legal', by: 'staff-ana', at: NOW } as const;
      const other = { ...down, reviewId: 'another' };
      const judgedFor = (reason: 'legal' | 'consent-withdrawn') =>
        aModeration(review, { status: 'not-shown', reason });

      const ways: Partial<Candidate>[] = [
        { listingDecision: aListingDecision({ takenDown: [down] }) },
        { moderation: judgedFor('legal') },
        { moderation: judgedFor('consent-withdrawn') },
      ];
      for (const differs of ways) {
        expect(mayShow(one(differs), NOW)).toEqual({ outcome: 'block', rule: 'taken-down' });
      }
      const others = aListingDecision({ takenDown: [other] });
      expect(mayShow(one({ listingDecision: others }), NOW).outcome).toBe('allow');
    });

    it('blocks what Yelp does not give now, and keeps what is private off partners’ pages', () => {
      const { position: _, ...left } = anExcerpt();
      const review = anExcerpt({ text: 'My anxiety is calmer now.' });
      const tag = { conditionId: 'anxiety', start: 3, end: 10, rule: 'synonym', confidence: 'sure' } as const;
      const atPartner = {
        review,
        tagging: aTagging(review, { tags: [tag] }),
        embed: anEmbed({ audience: 'partner' }),
      };

      expect(mayShow(one({ review: left }), NOW)).toEqual({ outcome: 'block', rule: 'not-in-sample' });
      expect(mayShow(one(atPartner), NOW)).toEqual({ outcome: 'block', rule: 'sensitive-on-partner-page' });
    });

    it('asks for a decision about each of them once Yelp has agreed to that', () => {
      const excerptConsent = { recordedOn: '2026-05-03', document: 'Letter in the office' };
      const chosen = one({ listing: { ...listing, excerptConsent } });

      expect(mayShow(chosen, NOW)).toEqual({ outcome: 'hold', reason: 'not-approved' });
    });
  });

  it('keeps reviews that speak of sensitive conditions off partner pages', () => {
    const review = aReview({ text: 'My anxiety is calmer now.' });
    const tag = { conditionId: 'anxiety', start: 3, end: 10, rule: 'synonym', confidence: 'sure' } as const;
    const candidate = aCandidate({ review, tagging: aTagging(review, { tags: [tag] }) });

    expect(mayShow(candidate, NOW).outcome).toBe('allow');
    expect(mayShow({ ...candidate, embed: anEmbed({ audience: 'partner' }) }, NOW)).toEqual({
      outcome: 'block',
      rule: 'sensitive-on-partner-page',
    });
  });

  it('keeps them off also while that is only a guess or proposed, and when a person took it off', () => {
    const review = aReview({ text: 'My anxiety is calmer now.' });
    const span = { conditionId: 'anxiety', start: 3, end: 10 } as const;
    const tag = { ...span, rule: 'synonym', confidence: 'suggested', proposedIn: 'new' } as const;
    const tagging = aTagging(review, { tags: [tag] });
    const candidate = aCandidate({ review, tagging, embed: anEmbed({ audience: 'partner' }) });
    const refused = aModeration(review, { corrections: [{ action: 'removed', conditionId: 'anxiety' }] });

    expect(mayShow(candidate, NOW).outcome).toBe('block');
    expect(mayShow({ ...candidate, moderation: refused }, NOW).outcome).toBe('block');
    const { proposedIn: _, ...guess } = tag;
    const guessed = { ...candidate, tagging: aTagging(review, { tags: [guess] }) };
    expect(mayShow(guessed, NOW).outcome).toBe('block');
    const sure = { ...candidate, tagging: aTagging(review, { tags: [{ ...guess, confidence: 'sure' }] }) };
    expect(mayShow({ ...sure, moderation: refused }, NOW).outcome).toBe('block');
    expect(conditionsOf({ ...candidate, embed: anEmbed() })).toEqual({});
  });

  it.each([
    ['marked', { action: 'added', conditionId: 'anxiety', start: 3, end: 10 }],
    ['took off again', { action: 'removed', conditionId: 'anxiety' }],
  ] as const)('keeps off partner pages what only a person %s', (_, correction) => {
    const review = aReview({ text: 'My anxiety is calmer now.' });
    const moderation = aModeration(review, { corrections: [correction] });
    const candidate = aCandidate({ review, moderation, tagging: aTagging(review, { tags: [] }) });

    expect(mayShow({ ...candidate, embed: anEmbed({ audience: 'partner' }) }, NOW)).toEqual({
      outcome: 'block',
      rule: 'sensitive-on-partner-page',
    });
    expect(mayShow(candidate, NOW)).toMatchObject({ allowed: { isSensitive: true } });
  });

  it('gives a parent the words of its child', () => {
    expect(conditionsOf(aCandidate())).toEqual({ sciatica: [[3, 11]], 'back-pain': [[3, 11]] });
  });

  it('drops suggestions, what a person removed, spans outside the text and tags of other words', () => {
    const review = aReview();
    const tag = { conditionId: 'sciatica', start: 3, end: 11, rule: 'r', confidence: 'sure' } as const;
    const removed = aModeration(review, { corrections: [{ action: 'removed', conditionId: 'sciatica' }] });

    expect(conditionsOf(aCandidate({ moderation: removed }))).toEqual({});
    const tagged = (differs: object) => aCandidate({ tagging: aTagging(review, differs) });
    expect(conditionsOf(tagged({ tags: [{ ...tag, confidence: 'suggested' }] }))).toEqual({});
    expect(conditionsOf(tagged({ tags: [{ ...tag, end: 4000 }] }))).toEqual({});
    expect(conditionsOf(tagged({ contentHash: toContentHash({ words: 'other' }) }))).toEqual({});
  });

  it('takes the words a person marked', () => {
    const added = { action: 'added', conditionId: 'stress', start: 0, end: 2 } as const;
    const moderation = aModeration(aReview(), { corrections: [added] });

    expect(conditionsOf(aCandidate({ moderation }))).toMatchObject({ stress: [[0, 2]] });
  });

  describe('of what the policy showed', () => {
    const shown = aModeration(aReview(), { decidedBy: BY_POLICY });
    const clinic = aClinic({ opening: { 'google-business': 'show-unflagged' } });
    const read = aTagging(aReview(), { flags: [] });
    const flagged = aTagging(aReview(), { flags: [{ kind: 'phone', start: 0, end: 2 }] });
    const { flags: _, ...notLookedThrough } = read;
    const ofOthers = aTagging(aReview(), { flags: [], contentHash: toContentHash({ words: 'other' }) });

    it('allows it while the clinic has the policy and the words carry no flag', () => {
      expect(mayShow(aCandidate({ moderation: shown, clinic, tagging: read }), NOW).outcome).toBe('allow');
    });

    it.each([
      ['policy-ended', { clinic: aClinic() }],
      ['policy-ended', { clinic: aClinic({ opening: { yelp: 'show-unflagged' } }) }],
      ['words-flagged', { tagging: flagged }],
      ['words-not-read', { tagging: ofOthers }],
      ['words-not-read', { tagging: notLookedThrough }],
    ] as const)('holds it with %s', (reason, differs) => {
      const candidate = aCandidate({ moderation: shown, clinic, tagging: read, ...differs });

      expect(mayShow(candidate, NOW)).toEqual({ outcome: 'hold', reason });
    });

    it('leaves alone what a person shows, flags or no flags', () => {
      expect(mayShow(aCandidate({ tagging: flagged }), NOW).outcome).toBe('allow');
    });

    it('says nothing of excerpts that are shown all or none', () => {
      const review = anExcerpt();
      const yelp = aClinic({ opening: { yelp: 'show-unflagged' } });
      const listing = aListing({ source: 'yelp' });
      const candidate = aCandidate({ review, listing, moderation: shown, clinic: yelp, tagging: read });

      expect(mayShow(candidate, NOW)).toEqual({ outcome: 'hold', reason: 'excerpts-not-shown' });
    });
  });

  it('keeps off partner pages what nobody has looked through, and prints no first name of it', () => {
    const { tagging: _, ...unread } = aCandidate();

    expect(mayShow({ ...unread, embed: anEmbed({ audience: 'partner' }) }, NOW)).toEqual({
      outcome: 'hold',
      reason: 'words-not-read',
    });
    expect(mayShow(unread, NOW)).toMatchObject({ allowed: { isSensitive: true } });
    expect(mayShow(aCandidate(), NOW)).toMatchObject({ allowed: { isSensitive: false } });
  });

  it('never asks for the stars', () => {
    const stars = fc.constantFrom<Stars | undefined>(1, 2, 3, 4, 5, undefined);
    const status = fc.constantFrom('waiting', 'shown', 'not-shown');

    fc.assert(
      fc.property(stars, stars, status, (one, other, decided) => {
        const rated = (value: Stars | undefined) =>
          mayShow(
            aCandidate({
              review: aReview(value ? { stars: value } : {}),
              moderation: aModeration(aReview(), { status: decided }),
            }),
            NOW,
          ).outcome;
        expect(rated(one)).toBe(rated(other));
      }),
    );
  });
});

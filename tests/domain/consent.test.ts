import { describe, expect, it } from 'vitest';
import {
  type ConsentInForce,
  endOfDay,
  isEndingSoon,
  refusalOf,
  yearsAfter,
} from '../../functions/domain/consent.ts';
import { mayShow } from '../../functions/domain/may-show.ts';
import { aClinic, aListing, aModeration, anEmbed, aReview, aTagging, NOW } from '../support/builders.ts';

const aConsent = (differs: Partial<ConsentInForce> = {}): ConsentInForce => ({
  audiences: ['own-site', 'partner'],
  expiresAt: '2028-11-23T00:00:00.000Z',
  ...differs,
});
const review = aReview({ source: 'direct', expiresAt: '2126-11-22T10:00:00.000Z' });
const candidate = {
  review,
  clinic: aClinic(),
  listing: aListing({ source: 'direct' }),
  moderation: aModeration(review),
  tagging: aTagging(review),
  closedSources: new Set<never>(),
};

describe('mayShow, of what a patient gave directly', () => {
  it.each([
    ['without a consent', {}, 'consent-missing'],
    ['with one that was taken back', { consent: aConsent({ revokedAt: NOW }) }, 'consent-revoked'],
    ['with one that is over', { consent: aConsent({ expiresAt: NOW }) }, 'consent-expired'],
    [
      'at a partner that the patient did not agree to',
      { consent: aConsent({ audiences: ['own-site'] }), embed: anEmbed({ audience: 'partner' }) },
      'consent-not-for-partners',
    ],
  ] as const)('blocks it %s, whatever staff decided', (_, differs, rule) => {
    expect(mayShow({ ...candidate, ...differs }, NOW)).toEqual({ outcome: 'block', rule });
  });

  it('allows it where the patient agreed, until the consent ends', () => {
    const embeds = [anEmbed(), anEmbed({ audience: 'partner' })];

    const verdicts = embeds.map((embed) => mayShow({ ...candidate, consent: aConsent(), embed }, NOW));

    for (const verdict of verdicts) {
      expect(verdict).toMatchObject({
        outcome: 'allow',
        allowed: { review: { expiresAt: '2028-11-23T00:00:00.000Z' } },
      });
    }
  });

  it('asks for no consent, and shortens no clock, of what other sources lend', () => {
    const lent = { ...candidate, review: { ...review, source: 'google-business' } } as const;

    expect(mayShow({ ...lent, consent: aConsent({ revokedAt: NOW }) }, NOW)).toMatchObject({
      outcome: 'allow',
      allowed: { review: { expiresAt: review.expiresAt } },
    });
  });
});

describe('the days of a consent', () => {
  it('end with the last day, and are over before a leap day that does not come', () => {
    expect(endOfDay('2028-11-22')).toBe('2028-11-23T00:00:00.000Z');
    expect([yearsAfter('2026-11-22', 2), yearsAfter('2028-02-29', 2)]).toEqual(['2028-11-22', '2030-02-28']);
  });

  it('call for a reminder in the last thirty, and not when they are over', () => {
    const soon = (expiresAt: string) => isEndingSoon(aConsent({ expiresAt }), NOW);

    expect([soon('2026-12-23T00:00:00.000Z'), soon('2026-12-22T00:00:00.000Z'), soon(NOW)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(refusalOf(aConsent(), NOW)).toBeUndefined();
  });
});

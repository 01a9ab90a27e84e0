import { describe, expect, it } from 'vitest';
import { type LocaleNeeds, localesIn, localesOf } from '../../functions/sources/yelp-locales.ts';
import { aSummary } from '../feed/feed-world.ts';
import { aClinic, aListing } from '../support/builders.ts';

function needs(country: string | undefined, locale?: string): LocaleNeeds {
  const { country: _, ...nowhere } = aClinic();
  const summary = aSummary({ source: 'yelp', ...(locale !== undefined && { locale }) });
  return {
    clinics: { find: async () => (country === undefined ? nowhere : aClinic({ country })) },
    summaries: { listOf: async () => [summary, aSummary({ listingId: 'another', locale: 'ja_JP' })] },
  };
}

describe('localesOf', () => {
  it.each([
    ['US', ['en_US', 'es_ES', 'fr_FR']],
    ['CA', ['en_CA', 'fr_CA', 'en_US', 'es_ES', 'fr_FR']],
    ['FR', ['fr_FR', 'en_US', 'es_ES']],
    ['IS', ['en_US', 'es_ES', 'fr_FR']],
    [undefined, ['en_US', 'es_ES', 'fr_FR']],
  ])('begins with the languages of the clinic’s country: %s', async (country, locales) => {
    expect(await localesOf(aListing(), needs(country))).toEqual(locales);
  });

  it('begins with the one that had excerpts the last time', async () => {
    expect(await localesOf(aListing(), needs('CA', 'fr_CA'))).toEqual([
      'fr_CA',
      'en_CA',
      'en_US',
      'es_ES',
      'fr_FR',
    ]);
  });
});

describe('localesIn', () => {
  it('prefers a locale that is asked anyway, and leaves out a language Yelp has no locale of', () => {
    expect(localesIn(['fr', 'de', 'xx'], ['en_CA', 'fr_CA'])).toEqual(['fr_CA', 'de_DE']);
  });
});

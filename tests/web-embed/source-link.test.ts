import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sourcePage } from '../../functions/domain/source-page.ts';
import { isSourceLink as isLinkedByEmbed } from '../../web-embed/source-link.ts';

const NAMES = { Google: 'google-business', Yelp: 'yelp' } as const;

/** What the embed links is what everything else takes for a page of the source; else the test fails. */
function isSourceLink(url: string | undefined, source: string): boolean {
  const isLinked = isLinkedByEmbed(url, source);
  const isPage = sourcePage(url, NAMES[source as keyof typeof NAMES]) === url && url !== undefined;
  expect(isPage, 'everywhere else').toBe(isLinked);
  return isLinked;
}

describe('isSourceLink', () => {
  it.each([
    ['Google', 'https://maps.google.com/maps?cid=2222222222222222222'],
    ['Google', 'https://www.google.com/maps/place/Juniper+Lane/@45.5,-122.6,17z/data=!4m8!3m7'],
    ['Google', 'https://search.google.com/local/reviews?placeid=ChIJ0000'],
    ['Google', 'https://www.google.co.uk/maps?cid=1'],
    ['Google', 'https://maps.app.goo.gl/AbCdEf'],
    ['Google', 'https://g.page/r/AbCdEf/review'],
    ['Google', 'https://share.google/AbCdEf'],
    ['Google', 'https://maps.google.com/?cid=2222222222222222222'],
    ['Google', 'https://search.google.com/local/writereview?placeid=ChIJ0000'],
    ['Google', 'https://goo.gl/maps/AbCdEf'],
    ['Google', 'https://www.google.com.au/maps?cid=1'],
    ['Yelp', 'https://m.yelp.com/biz/juniper-lane'],
    ['Yelp', 'https://www.yelp.com/biz/cl%C3%ADnica-uno?next=%2Fa'],
    ['Yelp', 'https://www.yelp.com/biz/juniper-lane?hrid=a1&utm_campaign=yelp_api_v3#reviews'],
    ['Yelp', 'https://yelp.ca/biz/juniper-lane'],
    ['Yelp', 'https://fr.yelp.com.au/biz/juniper-lane'],
  ])('accepts a page of %s: %s', (source, url) => {
    expect(isSourceLink(url, source)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'javascript:alert(1)',
    'https://www.google.com/./url?q=https://clinic.example',
    'https://www.google.com/maps/../url?q=https://clinic.example',
    'https://www.google.com/%75rl?q=https://clinic.example',
    'https://www.google.com/amp/s/clinic.example/',
    'https://accounts.google.com/Logout?continue=https://clinic.example',
    'https://sites.google.com/view/a',
    'https://www.yelp.com/biz_redir?url=https://clinic.example',
    'https://www.yelp.com/biz/../biz_redir?url=https://clinic.example',
    'https://www.yelp.com@clinic.example/biz/a',
    'http://www.yelp.com/biz/a',
    '//www.yelp.com/biz/a',
    ' https://www.yelp.com/biz/a',
    'https:\\\\www.yelp.com/biz/a',
    'https://www.yelp.com\\@clinic.example/',
    'https://www.yelp.com@clinic.example/',
    'https://user:word@www.yelp.com/',
    'https://www.yelp.com:8443/',
    'https://www.yelp.com./',
    'https://www.yelp.com.clinic.example/',
    'https://notyelp.com/',
    'https://yelp.example/',
    'https://www.y\u0435lp.com/',
    'https://www.yelp.com/a b',
    'https://www.yelp.com/a\u202eb',
    'https://www.yelp.co.zz/biz/a',
    'https://www.yelp.tk/biz/a',
    'https://yelp.zz/biz/a',
    'https://biz.yelp.com/biz/a',
    'https://www.yelp.com/biz/..%2Fbiz_redir?url=https://clinic.example',
    'https://www.yelp.com/biz/%2e%2e%5Cbiz_redir',
    'https://www.google.com/maps',
  ])('refuses as a page of Yelp: %s', (url) => {
    expect(isSourceLink(url, 'Yelp')).toBe(false);
  });

  it.each([
    'https://www.google.com/url?q=https://clinic.example',
    'https://google.com//url?q=x',
    'https://google.abc.de/',
    'https://google.tk/maps',
    'https://www.google.zz/maps?cid=1',
    'https://google.com.evil/maps',
    'https://www.google.com/search?btnI=1&q=clinic',
    'https://www.google.com/search?q=clinic',
    'https://maps.google.com/url?q=https://clinic.example',
    'https://maps.google.com/local_url?q=https://clinic.example',
    'https://search.google.com/url?q=x',
    'https://search.google.tk/local/reviews?placeid=a',
    'https://www.google.com/mapsx',
    'https://www.google.com/maps%2f..%2furl?q=x',
    'https://www.google.com/maps/%5c..%5curl',
    'https://translate.google.com/maps',
    'https://WWW.GOOGLE.COM/maps',
    'https://www.google.com:443/maps',
    'https://www.google.com./maps',
    'https://user@www.google.com/maps',
    'https://www.g\u043eogle.com/maps',
    'https://www.google.com/maps\\@clinic.example',
    'https://goo.gl/AbCdEf',
    'https://maps.app.goo.gl.clinic.example/a',
  ])('refuses as a page of Google: %s', (url) => {
    expect(isSourceLink(url, 'Google')).toBe(false);
  });

  const corpus = fileURLToPath(new URL('../../../shared/data/corpora/urls.json', import.meta.url));
  it.skipIf(!existsSync(corpus))('refuses every address of the corpus that must be refused', () => {
    const { mustReject, mustRejectUnlessHostAllowed } = JSON.parse(readFileSync(corpus, 'utf8'));

    const accepted = [...mustReject, ...mustRejectUnlessHostAllowed].filter(
      (url) => isSourceLink(url, 'Google') || isSourceLink(url, 'Yelp'),
    );

    expect(accepted).toEqual([]);
  });
});

describe('sourcePage', () => {
  it('gives an address as a browser writes it', () => {
    expect(sourcePage('https://WWW.Yelp.com/biz/cl\u00ednica-uno', 'yelp')).toBe(
      'https://www.yelp.com/biz/cl%C3%ADnica-uno',
    );
    expect(
      sourcePage('https://www.google.com:443/maps/place/Clínica Uno', 'google-business'),
    ).toBeUndefined();
    expect(sourcePage('https://www.google.com:443/maps/place/Clínica+Uno', 'google-business')).toBe(
      'https://www.google.com/maps/place/Cl%C3%ADnica+Uno',
    );
  });

  it('knows none of what patients give the clinic directly', () => {
    expect(sourcePage('https://www.google.com/maps', 'direct')).toBeUndefined();
  });
});

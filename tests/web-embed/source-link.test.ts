import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isSourceLink } from '../../web-embed/source-link.ts';

describe('isSourceLink', () => {
  it.each([
    ['Google', 'https://maps.google.com/maps?cid=2222222222222222222'],
    ['Google', 'https://www.google.com/maps/place/Juniper+Lane/@45.5,-122.6,17z/data=!4m8!3m7'],
    ['Google', 'https://search.google.com/local/reviews?placeid=ChIJ0000'],
    ['Google', 'https://www.google.co.uk/maps?cid=1'],
    ['Google', 'https://maps.app.goo.gl/AbCdEf'],
    ['Google', 'https://g.page/r/AbCdEf/review'],
    ['Google', 'https://share.google/AbCdEf'],
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
    'https://www.google.com/maps',
  ])('refuses as a page of Yelp: %s', (url) => {
    expect(isSourceLink(url, 'Yelp')).toBe(false);
  });

  it.each([
    'https://www.google.com/url?q=https://clinic.example',
    'https://google.com//url?q=x',
    'https://google.abc.de/',
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

import { describe, expect, it } from 'vitest';
import { searchFor } from '../../functions/domain/google-page.ts';
import { tidyPageUrl } from '../../functions/domain/page-url.ts';
import { isSourceLink } from '../../web-embed/source-link.ts';

describe('tidyPageUrl', () => {
  it.each([
    ['https://www.google.com/maps/place/Clínica+Azul', 'https://www.google.com/maps/place/Cl%C3%ADnica+Azul'],
    [
      'https://www.google.com/maps/place/鍼灸院/',
      'https://www.google.com/maps/place/%E9%8D%BC%E7%81%B8%E9%99%A2/',
    ],
    ['https://WWW.Google.com/maps?cid=1', 'https://www.google.com/maps?cid=1'],
    ['HTTPS://maps.google.com:443/?cid=1', 'https://maps.google.com/?cid=1'],
    ['https://maps.google.com', 'https://maps.google.com/'],
    ['https://maps.google.com./?cid=1', 'https://maps.google.com/?cid=1'],
    [
      'https://www.google.com/maps/search/?q=Ana’s "Clinic"',
      'https://www.google.com/maps/search/?q=Ana%E2%80%99s%20%22Clinic%22',
    ],
    ["https://www.google.com/maps?q=Ana's+Clinic", 'https://www.google.com/maps?q=Ana%27s+Clinic'],
    [' https://maps.app.goo.gl/AbC ', 'https://maps.app.goo.gl/AbC'],
    ['https://www.google.com/maps/a/../place/B', 'https://www.google.com/maps/place/B'],
    ['https://www.google.com/maps/place/B#reviews', 'https://www.google.com/maps/place/B#reviews'],
  ])('writes %s as visitors get it', (written, kept) => {
    expect(tidyPageUrl('google-business', written)).toBe(kept);
    expect(isSourceLink(kept, 'Google')).toBe(true);
  });

  it('writes an address at Yelp as visitors get it', () => {
    const kept = tidyPageUrl('yelp', 'https://m.Yelp.com/biz/café-río');

    expect(kept).toBe('https://m.yelp.com/biz/caf%C3%A9-r%C3%ADo');
    expect(isSourceLink(kept, 'Yelp')).toBe(true);
  });

  it.each([
    ['another site', 'google-business', 'https://juniper.example/reviews'],
    ['a host that only looks alike', 'google-business', 'https://www.google.com.evil.example/maps'],
    ['letters that only look alike', 'google-business', 'https://www.gооgle.com/maps'],
    ['a port', 'google-business', 'https://www.google.com:8443/maps'],
    ['a person', 'google-business', 'https://ana@www.google.com/maps'],
    ['plain http', 'google-business', 'http://www.google.com/maps'],
    ['a page of the other source', 'yelp', 'https://www.google.com/maps'],
    ['Yelp without a business', 'yelp', 'https://www.yelp.com/'],
    ['no address', 'google-business', 'maps'],
  ] as const)('takes nothing of %s', (_, source, written) => {
    expect(tidyPageUrl(source, written)).toBeUndefined();
  });
});

describe('searchFor', () => {
  it.each(["Ana's Clinic", 'Río & Söhne "Nord"', 'a\uD83D', '鍼灸院 #1 (50 %)'])(
    'gives visitors a link for %j',
    (title) => {
      expect(isSourceLink(searchFor(title), 'Google')).toBe(true);
    },
  );
});

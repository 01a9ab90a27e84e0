import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FeedHead } from '../../functions/domain/feed.ts';
import type { Review } from '../../functions/domain/review.ts';
import { type BuiltFeed, buildFeed } from '../../functions/feed/build-feed.ts';
import type { ClinicState } from '../../functions/feed/clinic-state.ts';
import { aClinic, aListing, aModeration, anEmbed, NOW } from '../support/builders.ts';
import {
  aListingDecision,
  aLocation,
  aState,
  aSummary,
  harbourListing,
  idOf,
  type Told,
  tellMany,
  togetherListing,
  told,
  withReviews,
  yelpListing,
} from './feed-world.ts';
import { headAddresses, headAt, type Objects, printedReviews, readList } from './read-feed.ts';

const UNTIL = '2026-11-22T10:10:00.000Z';
const ALL = 'juniper-site/all.json';

function objectsOf({ heads, pages }: BuiltFeed): Objects {
  return new Map([...heads, ...pages]);
}

function build(state: ClinicState, all: readonly Told[] = []): Objects {
  return objectsOf(buildFeed(all.length > 0 ? withReviews(state, all) : state, UNTIL));
}

function publicId(number: number): string {
  return idOf(number).slice(0, 10);
}

function idsOf(reviews: readonly { readonly id: string }[]): string[] {
  return reviews.map(({ id }) => id);
}

function saying(condition: string, differs: Partial<Review> = {}): Partial<Review> {
  return { text: `My ${condition} is better, and they are kind.`, ...differs };
}

describe('buildFeed', () => {
  it('holds nothing when the clinic is gone', () => {
    const { clinic: _, ...gone } = withReviews(aState(), tellMany(3));

    const feed = buildFeed(gone, UNTIL);

    expect(objectsOf(feed).size).toBe(0);
    expect(feed.embedIds).toEqual([]);
  });

  it('has a head for everything as soon as there is an embed, and no other without reviews', () => {
    const objects = build(aState());

    expect([...objects.keys()]).toEqual([`feed/${ALL}`]);
    expect(headAt(objects, ALL)).toEqual({
      format: 1,
      version: expect.stringMatching(/^[\w-]{12}$/u),
      clinic: 'Juniper Lane Acupuncture',
      language: 'en',
      ratings: [
        {
          source: 'google-business',
          place: 'Harbour',
          rating: 4.7,
          count: 18,
          asOf: '2026-11-22',
          url: 'https://maps.google.com/maps?cid=3333333333333333333',
          expiresAt: '2026-12-21T10:00:00.000Z',
        },
        {
          source: 'google-business',
          place: 'Mill Lane',
          rating: 4.9,
          count: 43,
          asOf: '2026-11-22',
          url: 'https://maps.google.com/maps?cid=2222222222222222222',
          expiresAt: '2026-12-21T10:00:00.000Z',
        },
      ],
      places: { 'mill-lane': 'Mill Lane', harbour: 'Harbour' },
      labels: {},
      shown: 0,
      total: 61,
      reviews: [],
      pageFolder: 'pages/juniper',
      pages: [],
      expiresAt: '2026-12-21T10:00:00.000Z',
    });
  });

  it('gives the same bytes for the same state in any order', () => {
    const state = withReviews(
      aState({ embeds: [anEmbed(), anEmbed({ embedId: 'juniper-es', language: 'es' })] }),
      tellMany(120, (number) => saying(number % 3 ? 'sciatica' : 'migraine')),
    );
    const shuffled: ClinicState = {
      ...state,
      reviews: state.reviews.toReversed(),
      taggings: state.taggings.toReversed(),
      moderations: state.moderations.toReversed(),
      listings: state.listings.toReversed(),
      summaries: state.summaries.toReversed(),
    };

    expect(new Map([...build(shuffled)].sort())).toEqual(new Map([...build(state)].sort()));
  });

  it('publishes one list per condition and parent, location, and both together, each newest first', () => {
    const all = tellMany(60, (number) => ({
      ...saying(number % 2 ? 'sciatica' : 'neck pain'),
      listingId: number % 3 ? 'mill-lane-google' : 'harbour-google',
    }));

    const objects = build(aState(), all);

    const lists = ['all', 'c/back-pain', 'c/neck-pain', 'c/sciatica', 'l/harbour', 'l/mill-lane'];
    const both = lists.slice(1, 4).flatMap((list) => [`${list}/l/harbour`, `${list}/l/mill-lane`]);
    expect(headAddresses(objects)).toEqual([...lists, ...both].map((at) => `juniper-site/${at}.json`).sort());
    const numbers = Array.from({ length: 60 }, (_, number) => number);
    const ids = (isIn: (number: number) => boolean) => numbers.filter(isIn).map(publicId);
    expect(idsOf(readList(objects, ALL))).toEqual(ids(() => true));
    expect(idsOf(readList(objects, 'juniper-site/c/back-pain.json'))).toEqual(ids((n) => n % 2 === 1));
    expect(idsOf(readList(objects, 'juniper-site/l/harbour.json'))).toEqual(ids((n) => n % 3 === 0));
    expect(idsOf(readList(objects, 'juniper-site/c/sciatica/l/harbour.json'))).toEqual(
      ids((n) => n % 2 === 1 && n % 3 === 0),
    );
    const { shown, total, condition, location } = headAt(objects, 'juniper-site/c/sciatica/l/harbour.json');
    expect({ shown, total, location }).toEqual({ shown: 10, total: 18, location: 'harbour' });
    expect(condition).toEqual({ id: 'sciatica', label: 'Sciatica', phrase: 'sciatica' });
  });

  it('marks the words of its condition in a condition list, and nowhere else', () => {
    const objects = build(
      aState(),
      tellMany(60, () => saying('sciatica')),
    );

    const [inList] = readList(objects, 'juniper-site/c/sciatica.json');
    const inAll = readList(objects, ALL);

    expect(inList?.marks?.map(([start, end]) => inList.text.slice(start, end))).toEqual(['sciatica']);
    expect(inAll.some(({ marks }) => marks)).toBe(false);
  });

  it('has a head of its one location where an embed has one, and nothing of the others', () => {
    const all = tellMany(20, (number) => ({ listingId: number % 2 ? 'mill-lane-google' : 'harbour-google' }));

    const objects = build(aState({ embeds: [anEmbed({ locationIds: ['harbour'] })] }), all);

    expect(headAddresses(objects)).toEqual([ALL, 'juniper-site/l/harbour.json']);
    const { places, ratings, total, shown } = headAt(objects, ALL);
    expect({ places, total, shown }).toEqual({ places: { harbour: 'Harbour' }, total: 18, shown: 10 });
    expect(ratings.map(({ place }) => place)).toEqual(['Harbour']);
    expect(readList(objects, ALL).every(({ location }) => location === 'harbour')).toBe(true);
  });

  it('lets embeds of one language share their following pages, and nothing but the language differs otherwise', () => {
    const embeds = [
      anEmbed(),
      anEmbed({ embedId: 'juniper-two' }),
      anEmbed({ embedId: 'juniper-es', language: 'es' }),
    ];

    const objects = build(
      aState({ embeds }),
      tellMany(200, () => saying('sciatica')),
    );

    const english = headAt(objects, 'juniper-site/c/sciatica.json');
    const spanish = headAt(objects, 'juniper-es/c/sciatica.json');
    expect(headAt(objects, 'juniper-two/c/sciatica.json').pages).toEqual(english.pages);
    const pageOf = ({ pages, pageFolder }: FeedHead) =>
      JSON.parse(objects.get(`feed/${pageFolder}/${pages[0]}.json`) ?? '');
    expect(pageOf(spanish)).toEqual({ ...pageOf(english), labels: { sciatica: 'Ciática' } });
    expect(spanish.condition).toEqual({ id: 'sciatica', label: 'Ciática', phrase: 'ciática' });
    expect(spanish.labels).toEqual({ sciatica: 'Ciática' });
    expect(spanish.reviews).toEqual(english.reviews);
  });

  it('names no page whose reviews the head holds', () => {
    const few = headAt(build(aState(), tellMany(12)), ALL);
    const more = headAt(build(aState(), tellMany(13)), ALL);

    expect(few).toMatchObject({ shown: 12, pages: [] });
    expect(few.reviews).toHaveLength(12);
    expect(more).toMatchObject({ shown: 13, pages: [expect.any(String)] });
  });

  it('carries up to 32 page names in a head and the rest in one index', () => {
    const objects = build(
      aState(),
      tellMany(1600, (number) => saying('sciatica', { text: `sciatica ${number}` })),
    );

    const everything = headAt(objects, ALL);
    const narrow = headAt(objects, 'juniper-site/c/sciatica/l/mill-lane.json');

    expect(everything.pages.length).toBeLessThanOrEqual(32);
    expect(everything.more).toMatch(/^[\w-]{10}$/u);
    expect(readList(objects, ALL)).toHaveLength(1600);
    expect(narrow.more).toBe(headAt(objects, 'juniper-site/c/sciatica.json').more);
    expect(readList(objects, 'juniper-site/c/sciatica/l/mill-lane.json')).toHaveLength(1600);
  });

  it('changes at most two pages of a list when a review comes in anywhere', () => {
    const all = tellMany(700);
    const pagesOf = (kept: readonly Told[]) =>
      buildFeed(withReviews(aState({ listings: [aListing()] }), kept), UNTIL).pages;
    const whole = pagesOf(all);

    for (const left of [0, 5, 40, 350, 655, 699]) {
      const before = pagesOf(all.filter((_, number) => number !== left));
      const added = [...whole.keys()].filter((key) => !before.has(key));
      expect(added.length, `review ${left}`).toBeLessThanOrEqual(2);
    }
  });

  it('says what each listing says of itself, Google first, never together', () => {
    const summaries = [
      aSummary({ listingId: 'mill-lane-yelp', source: 'yelp', rating: 4.5, count: 12 }),
      aSummary(),
      aSummary({ listingId: 'harbour-google', count: 0 }),
    ].map((summary) => {
      const { rating: _, ...without } = summary;
      return summary.count === 0 ? without : summary;
    });

    const { ratings, total } = headAt(
      build(aState({ listings: [yelpListing(), aListing(), harbourListing()], summaries })),
      ALL,
    );

    expect(ratings.map(({ source, place, rating, count }) => [source, place, rating, count])).toEqual([
      ['google-business', 'Harbour', undefined, 0],
      ['google-business', 'Mill Lane', 4.9, 43],
      ['yelp', 'Mill Lane', 4.5, 12],
    ]);
    expect(total).toBe(43);
  });

  describe('of what only an export says', () => {
    const until = '2027-01-21T10:00:00.000Z';
    const from = (exportedOn: string) => ({ unconfirmed: { exportedOn, until } });
    const headOf = (all: readonly Told[], language: 'en' | 'es' | 'fr' = 'en') => {
      const embeds = [anEmbed({ language })];
      const { note, total, shown } = headAt(build(aState({ embeds, summaries: [aSummary()] }), all), ALL);
      return { note, total, shown };
    };

    it('says so in the line, and counts no whole of which it were a part', () => {
      const all = tellMany(3, () => from('2026-11-19'));

      expect(headOf(all)).toEqual({
        note: 'From an export of November 19, 2026, not confirmed by Google. ',
        total: 0,
        shown: 3,
      });
      expect(headOf(all, 'es').note).toBe(
        'De una exportación del 19 de noviembre de 2026, sin confirmar por Google. ',
      );
      expect(headOf(all, 'fr').note).toBe('D’un export du 19 novembre 2026, non confirmé par Google. ');
    });

    it('says of which days, where only some are', () => {
      const all = [told(1), told(2, from('2026-11-19')), told(3, from('2026-11-02'))];

      expect(headOf(all)).toMatchObject({
        note: 'Some are from an export of November 2, 2026 to November 19, 2026, not confirmed by Google. ',
        total: 0,
      });
    });

    it('says nothing once all are confirmed', () => {
      expect(headOf(tellMany(3))).toEqual({ note: undefined, total: 43, shown: 3 });
    });
  });

  it('leaves out a rating that is about to lapse', () => {
    const summaries = [
      aSummary({ expiresAt: '2026-11-22T10:10:00.000Z' }),
      aSummary({ listingId: 'harbour-google', expiresAt: '2026-11-22T11:00:00.000Z' }),
    ];

    const { ratings, total, expiresAt } = headAt(build(aState({ summaries })), ALL);

    expect(ratings.map(({ place }) => place)).toEqual(['Harbour']);
    expect({ total, expiresAt }).toEqual({ total: 43, expiresAt: '2026-11-22T11:00:00.000Z' });
  });

  it('shows neither rating nor review of a listing that was disconnected', () => {
    const [first, ...others] = aState().listings;
    if (!first) throw new Error('There is no listing.');
    const listings = [{ ...first, disconnectedAt: '2026-11-22T09:00:00.000Z' }, ...others];
    const { ratings: before } = headAt(build(aState()), ALL);

    const { ratings, shown } = headAt(build(aState({ listings }), tellMany(3)), ALL);

    expect(ratings).toHaveLength(before.length - 1);
    expect(shown).toBe(0);
  });

  it('says when the first thing in a head lapses, and when the first thing of all does', () => {
    const all = tellMany(40, (number) => ({
      expiresAt: `2026-12-${String(20 - (number >> 1)).padStart(2, '0')}T10:00:00.000Z`,
    }));
    const state = withReviews(aState(), all);

    const feed = buildFeed(state, UNTIL);

    expect(headAt(feed.heads, ALL).expiresAt).toBe('2026-12-15T10:00:00.000Z');
    expect(feed.expiresAt).toBe('2026-12-01T10:00:00.000Z');
  });

  it('publishes no review and no rating while the clinic has not said where and as what it practises', () => {
    const { country: _, ...nowhere } = aClinic();
    const { profession: __, ...nothing } = aClinic();

    for (const clinic of [nowhere, nothing]) {
      const objects = build(aState({ clinic }), tellMany(20));
      expect(headAddresses(objects)).toEqual([ALL]);
      expect(objects.size).toBe(1);
      expect(headAt(objects, ALL)).toMatchObject({ shown: 0, total: 0, reviews: [], ratings: [] });
    }
  });

  it('leaves out what belongs to a listing or a location that is not set up', () => {
    const all = [told(1, { listingId: 'gone' }), told(2, { listingId: 'harbour-google' }), told(3)];

    const objects = build(aState({ locations: [aLocation()] }), all);

    expect(idsOf(readList(objects, ALL))).toEqual([publicId(3)]);
    expect(headAt(objects, ALL)).toMatchObject({ total: 43, shown: 1 });
  });

  it('publishes a review once when its source listing was set up twice', () => {
    const first = told(1);
    const again = { ...first.review, listingId: 'mill-lane-second' };
    const state = withReviews(
      aState({ listings: [aListing(), aListing({ listingId: 'mill-lane-second' })] }),
      [first],
    );

    const objects = build({ ...state, reviews: [again, first.review] });

    expect(idsOf(readList(objects, ALL))).toEqual([publicId(1)]);
  });
});

describe('buildFeed, under a short list', () => {
  it('adds up to six reviews of the broader condition that are not in the list', () => {
    const all = tellMany(12, (number) => saying(number < 2 ? 'sciatica' : 'back pain'));

    const objects = build(aState(), all);

    const head = headAt(objects, 'juniper-site/c/sciatica.json');
    expect(idsOf(head.reviews)).toEqual([0, 1].map(publicId));
    expect(head.fallback?.condition).toEqual({ id: 'back-pain', label: 'Back pain', phrase: 'back pain' });
    expect(idsOf(head.fallback?.reviews ?? [])).toEqual([2, 3, 4, 5, 6, 7].map(publicId));
    expect(head.fallback?.reviews[0]?.marks).toHaveLength(1);
    expect(head.shown).toBe(2);
  });

  it('adds none to a list of three, to a list without a broader one, or when the broader list has no more', () => {
    const three = build(
      aState(),
      tellMany(9, (number) => saying(number < 3 ? 'sciatica' : 'back pain')),
    );
    const alone = build(aState(), [told(1, saying('neck pain')), told(2, saying('sciatica'))]);

    expect(headAt(three, 'juniper-site/c/sciatica.json')).not.toHaveProperty('fallback');
    expect(headAt(alone, 'juniper-site/c/neck-pain.json')).not.toHaveProperty('fallback');
    expect(headAt(alone, 'juniper-site/c/sciatica.json')).not.toHaveProperty('fallback');
  });

  it('keeps to the location of the list', () => {
    const all = tellMany(8, (number) => ({
      ...saying(number === 0 ? 'sciatica' : 'back pain'),
      listingId: number % 2 ? 'mill-lane-google' : 'harbour-google',
    }));

    const { fallback } = headAt(build(aState(), all), 'juniper-site/c/sciatica/l/harbour.json');

    expect(idsOf(fallback?.reviews ?? [])).toEqual([2, 4, 6].map(publicId));
  });

  it('takes fewer of them when texts are long, but fills up to six reviews', () => {
    const all = tellMany(9, (number) => ({
      text: `${number ? 'back pain' : 'sciatica'} ${longText(number, 1500)}`,
    }));

    const { reviews, fallback } = headAt(build(aState(), all), 'juniper-site/c/sciatica.json');

    expect([reviews.length, fallback?.reviews.length]).toEqual([1, 5]);
  });
});

describe('buildFeed, with excerpts', () => {
  const listings = [aListing(), harbourListing(), yelpListing()];

  function excerpt(number: number, position: number, text: string): Told {
    return told(number, {
      listingId: 'mill-lane-yelp',
      source: 'yelp',
      position,
      isExcerpt: true,
      text,
      url: `https://www.yelp.com/biz/juniper-lane?hrid=${number}`,
    });
  }

  const excerpts = [
    excerpt(901, 2, 'Third: my sciatica has gone and I'),
    excerpt(902, 0, 'First: a calm place, and'),
    excerpt(903, 1, 'Second: after my migraine they'),
  ];

  it('keeps them whole, in the order of Yelp, in a block of their own', () => {
    const objects = build(aState({ listings }), [...excerpts, told(1)]);

    const head = headAt(objects, ALL);

    expect(head.excerpts?.map(({ text }) => text.split(':')[0])).toEqual(['First', 'Second', 'Third']);
    expect(head.excerpts?.[0]).toMatchObject({
      text: 'First: a calm place, and',
      url: expect.stringContaining('hrid=902'),
    });
    expect(idsOf(head.reviews)).toEqual([publicId(1)]);
    expect(head.shown).toBe(1);
  });

  it('gives on a condition and on a location only those of it', () => {
    const objects = build(aState({ listings }), [
      ...excerpts,
      told(1, saying('sciatica')),
      told(2, saying('sciatica', { listingId: 'harbour-google' })),
    ]);

    const texts = (address: string) =>
      headAt(objects, address).excerpts?.map(({ text }) => text.split(':')[0]);
    expect(texts('juniper-site/c/sciatica.json')).toEqual(['Third']);
    expect(texts('juniper-site/c/sciatica/l/mill-lane.json')).toEqual(['Third']);
    expect(texts('juniper-site/l/harbour.json')).toBeUndefined();
    expect(headAddresses(objects)).not.toContain('juniper-site/c/migraine.json');
  });

  it('never puts them on a following page', () => {
    const feed = buildFeed(withReviews(aState({ listings }), [...excerpts, ...tellMany(80)]), UNTIL);

    const followed = [...feed.pages.values()].flatMap(printedReviews);

    expect(followed.length).toBeGreaterThan(60);
    expect(followed.some(({ url }) => url)).toBe(false);
  });

  describe('that are shown all or none', () => {
    const together = aState({
      listings: [aListing(), harbourListing(), togetherListing()],
      listingDecisions: [aListingDecision()],
    });
    const words = (objects: Objects, address = ALL) =>
      headAt(objects, address).excerpts?.map(({ text }) => text.split(':')[0]);
    const private901 = excerpt(901, 2, 'Third: my anxiety has gone and I');
    const partner = anEmbed({ embedId: 'yoga-studio', audience: 'partner' });

    it('leaves all out until somebody decides, and again when somebody takes that back', () => {
      for (const listingDecisions of [[], [aListingDecision({ status: 'waiting' })]]) {
        expect(headAt(build({ ...together, listingDecisions }, excerpts), ALL)).not.toHaveProperty(
          'excerpts',
        );
      }
    });

    it('gives all of them on every list of their place, whatever it is about, with no condition and no mark', () => {
      const objects = build(together, [
        ...excerpts,
        told(1, saying('sciatica')),
        told(2, saying('knee pain')),
        told(3, { listingId: 'harbour-google' }),
      ]);

      for (const list of ['all', 'c/sciatica', 'c/knee-pain', 'c/knee-pain/l/mill-lane', 'l/mill-lane']) {
        expect(words(objects, `juniper-site/${list}.json`)).toEqual(['First', 'Second', 'Third']);
      }
      expect(words(objects, 'juniper-site/l/harbour.json')).toBeUndefined();
      const printed = headAt(objects, 'juniper-site/c/sciatica.json').excerpts ?? [];
      expect(printed.flatMap(({ conditions = [], marks = [] }) => [...conditions, ...marks])).toEqual([]);
      expect(headAddresses(objects)).not.toContain('juniper-site/c/migraine.json');
    });

    it('follows another sample without another decision', () => {
      const [third, first, second] = excerpts as [Told, Told, Told];
      const { position: _, ...left } = third.review;
      const rotated = [
        { ...third, review: left },
        { ...first, review: { ...first.review, position: 2 } },
        { ...second, review: { ...second.review, position: 0 } },
        excerpt(904, 1, 'New: they found'),
      ];

      expect(words(build(together, rotated))).toEqual(['Second', 'New', 'First']);
    });

    it('takes one down for a legal reason and leaves the others', () => {
      const takenDown = [{ reviewId: idOf(902), reason: 'legal', by: 'staff-ana', at: NOW } as const];
      const listingDecisions = [aListingDecision({ takenDown })];

      expect(words(build({ ...together, listingDecisions }, excerpts))).toEqual(['Second', 'Third']);
    });

    it('leaves all off a partner’s page when one of them is private or was not read, and none elsewhere', () => {
      const [third] = excerpts as [Told];
      const unread = { ...third, tagging: { ...third.tagging, contentHash: 'of.other.words' } };
      const state = { ...together, embeds: [anEmbed(), partner] };
      for (const one of [private901, unread]) {
        const objects = build(state, [one, ...excerpts.slice(1)]);

        expect(words(objects)).toHaveLength(3);
        expect(words(objects, 'yoga-studio/all.json')).toBeUndefined();
      }
      expect(words(build(state, excerpts), 'yoga-studio/all.json')).toHaveLength(3);
    });

    it('lets a private one that Yelp gives no more, or that was taken down, hold nobody back', () => {
      const { position: _, ...left } = private901.review;
      const takenDown = [{ reviewId: idOf(901), reason: 'legal', by: 'staff-ana', at: NOW } as const];
      const embeds = [partner];
      const rotated = build({ ...together, embeds }, [{ ...private901, review: left }, ...excerpts.slice(1)]);
      const down = build({ ...together, embeds, listingDecisions: [aListingDecision({ takenDown })] }, [
        private901,
        ...excerpts.slice(1),
      ]);

      for (const objects of [rotated, down]) {
        expect(words(objects, 'yoga-studio/all.json')).toEqual(['First', 'Second']);
      }
    });
  });

  it('leaves out everything of a source that is closed, its rating too', () => {
    const summaries = [aSummary(), aSummary({ listingId: 'mill-lane-yelp', source: 'yelp', count: 22 })];
    const state = aState({ listings, summaries });
    const all = [...excerpts, told(1)];
    const noYelp = headAt(build({ ...state, closedSources: new Set(['yelp']) }, all), ALL);
    const noGoogle = headAt(build({ ...state, closedSources: new Set(['google-business']) }, all), ALL);

    expect([noYelp.excerpts, noYelp.ratings.map(({ source }) => source)]).toEqual([
      undefined,
      ['google-business'],
    ]);
    expect([noGoogle.reviews, noGoogle.total, noGoogle.ratings.map(({ source }) => source)]).toEqual([
      [],
      0,
      ['yelp'],
    ]);
    expect(noGoogle.excerpts).toHaveLength(3);
  });
});

describe('buildFeed, on sensitive conditions', () => {
  const partner = anEmbed({ embedId: 'yoga-studio', audience: 'partner' });
  const all = [
    told(1, saying('anxiety', { author: { name: 'Rosa Berg', isAnonymous: false } })),
    told(2, saying('sciatica')),
    told(3, saying('anxiety', { text: 'My sciatica and my anxiety are better.' })),
  ];

  it('has no such list at a partner, and none of its reviews', () => {
    const objects = build(aState({ embeds: [partner] }), all);

    expect(headAddresses(objects).filter((address) => /anxiety|emotional/u.test(address))).toEqual([]);
    expect(idsOf(readList(objects, 'yoga-studio/all.json'))).toEqual([publicId(2)]);
    expect([...objects.values()].join('')).not.toContain('anxiety');
  });

  it('has the list on the clinic’s own site, with initials and without chips for it', () => {
    const objects = build(aState({ embeds: [anEmbed(), partner] }), all);

    expect(idsOf(readList(objects, 'juniper-site/c/anxiety.json'))).toEqual([1, 3].map(publicId));
    const [first, , third] = readList(objects, ALL);
    expect(first).toMatchObject({ author: 'R. B.' });
    expect(first).not.toHaveProperty('conditions');
    expect(third?.conditions).toEqual(['sciatica']);
    expect(headAt(objects, ALL).labels).toEqual({ sciatica: 'Sciatica' });
    expect(idsOf(readList(objects, 'yoga-studio/c/sciatica.json'))).toEqual([publicId(2)]);
  });

  it('shows initials of what was not looked through yet, and nothing of it at a partner', () => {
    const [first] = all as [Told, ...Told[]];
    const state = withReviews(aState({ embeds: [anEmbed(), partner] }), [first]);

    const { heads, pages } = buildFeed({ ...state, taggings: [] }, UNTIL);
    const objects = new Map([...heads, ...pages]);

    expect(readList(objects, ALL)).toMatchObject([{ author: 'R. B.' }]);
    expect(readList(objects, 'yoga-studio/all.json')).toEqual([]);
  });

  it('takes words that a person marked for what they say', () => {
    const [, second] = all as [Told, Told, Told];
    const added = { action: 'added', conditionId: 'anxiety', start: 0, end: 2 } as const;
    const marked = { ...second, moderation: aModeration(second.review, { corrections: [added] }) };

    const objects = build(aState({ embeds: [anEmbed(), partner] }), [marked]);

    expect(readList(objects, ALL)).toMatchObject([{ author: 'A. R.', conditions: ['sciatica'] }]);
    expect(readList(objects, 'yoga-studio/all.json')).toEqual([]);
  });

  it('follows a correction that a person makes', () => {
    const [first, ...rest] = all as [Told, ...Told[]];
    const corrected: Told = {
      ...first,
      moderation: aModeration(first.review, { corrections: [{ action: 'removed', conditionId: 'anxiety' }] }),
    };

    const objects = build(aState({ embeds: [anEmbed(), partner] }), [corrected, ...rest]);

    expect(idsOf(readList(objects, 'juniper-site/c/anxiety.json'))).toEqual([publicId(3)]);
  });
});

/** Prose without much repetition, as long as wanted. */
function longText(seed: number, length: number): string {
  let text = '';
  for (let part = 0; text.length < length; part += 1) {
    const word = idOf(`${seed} ${part}`)
      .replaceAll(/[^a-z]/giu, '')
      .toLowerCase();
    text += `${word.slice(0, 4 + (part % 5))} `;
  }
  return text.slice(0, length);
}

describe('buildFeed, first page', () => {
  function compressed(value: unknown): number {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
    return brotliCompressSync(JSON.stringify(value), { params }).byteLength;
  }

  it.each([
    ['short', 12, () => 'Kind people.'],
    ['ordinary', 12, (number: number) => longText(number, 120)],
    ['of some length', undefined, (number: number) => longText(number, 320)],
    ['long', 6, (number: number) => longText(number, 3000)],
    [
      'Chinese',
      undefined,
      (number: number) =>
        [...longText(number, 400)].map((c) => String.fromCodePoint(0x4e00 + c.charCodeAt(0) * 37)).join(''),
    ],
    [
      'Hebrew',
      undefined,
      (number: number) =>
        [...longText(number, 400)]
          .map((c) => (c === ' ' ? ' ' : String.fromCodePoint(0x05d0 + (c.charCodeAt(0) % 27))))
          .join(''),
    ],
    [
      'emoji',
      undefined,
      (number: number) =>
        [...longText(number, 60)].map((c) => String.fromCodePoint(0x1f600 + (c.charCodeAt(0) % 60))).join(''),
    ],
  ])('holds as many %s texts as fit, six at least, each whole', (_, expected, textOf) => {
    const all = tellMany(60, (number) => ({ text: textOf(number) }));
    const objects = build(aState(), all);

    const head = headAt(objects, ALL);

    const next = readList(objects, ALL)[head.reviews.length];
    const { length } = head.reviews;
    if (expected !== undefined) expect(length).toBe(expected);
    expect(length).toBeGreaterThanOrEqual(6);
    if (length > 6) expect(compressed(head)).toBeLessThanOrEqual(2500);
    if (length < 12) expect(compressed({ ...head, reviews: [...head.reviews, next] })).toBeGreaterThan(2500);
    expect(readList(objects, ALL).map(({ text }) => text)).toEqual(all.map(({ review }) => review.text));
  });

  it('keeps to the budget with more than 32 pages to name', () => {
    const head = headAt(
      build(
        aState(),
        tellMany(1500, (number) => ({ text: longText(number, 200) })),
      ),
      ALL,
    );

    expect(head.pages.length).toBeGreaterThan(20);
    expect(head.reviews.length).toBeGreaterThanOrEqual(6);
    expect(compressed(head)).toBeLessThanOrEqual(2500);
  });
});

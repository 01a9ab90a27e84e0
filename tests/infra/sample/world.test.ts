import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseClinicFile } from '../../../functions/admin/clinic-file.ts';
import { findCondition, withParents } from '../../../functions/domain/condition.ts';
import { readLexicon } from '../../../functions/moderation/lexicon.ts';
import { tagConditions } from '../../../functions/moderation/tag-conditions.ts';
import { splitTranslation } from '../../../functions/sources/split-translation.ts';
import {
  excerptDecision,
  firstPullAt,
  googleLocations,
  googlePlaces,
  sampleClinic,
  sampleDecisions,
  yelpBusinesses,
} from '../../../infra/sample/world.ts';

const START = '2026-11-22T10:00:00.000Z';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const locations = googleLocations(START);
const reviews = locations.flatMap((location) => location.reviews);
const withText = reviews.filter(({ comment }) => comment?.trim());
const decisions = sampleDecisions(START);
const lookup = readLexicon();

/** What stands after every decision, by the source's id of the review. */
const standing = new Map(decisions.map((decision) => [decision.sourceReviewId, decision]));
const editedSince = new Set(
  reviews
    .filter(({ reviewId, updateTime }) => updateTime > (standing.get(reviewId)?.at ?? updateTime))
    .map(({ reviewId }) => reviewId),
);
const shown = withText.filter(
  ({ reviewId }) => standing.get(reviewId)?.status === 'shown' && !editedSince.has(reviewId),
);

function daysAgo(instant: string): number {
  return (Date.parse(START) - Date.parse(instant)) / DAY_MS;
}

function conditionsIn(comment = ''): readonly string[] {
  const tags = tagConditions(splitTranslation(comment).original, lookup);
  return [...withParents(tags.map(({ conditionId }) => conditionId))];
}

function shownBy(conditionId: string): number {
  return shown.filter(({ comment }) => conditionsIn(comment).includes(conditionId)).length;
}

describe('sampleClinic', () => {
  it('is a clinic file that can be applied', () => {
    expect(() => parseClinicFile(sampleClinic)).not.toThrow();
  });

  it('has an embed of its own, one of a partner, one of a single location', () => {
    const { embeds } = parseClinicFile(sampleClinic);

    expect(embeds?.map(({ audience, locationIds }) => [audience, locationIds?.length])).toEqual([
      ['own-site', undefined],
      ['own-site', 1],
      ['partner', undefined],
    ]);
  });
});

describe('googleLocations', () => {
  it('has 61 reviews, 43 and 18 by location', () => {
    expect(locations.map((location) => location.reviews.length)).toEqual([43, 18]);
    expect(googlePlaces.map(({ name, locationId }) => [name, locationId])).toEqual([
      ['Mill Lane', locations[0]?.locationId],
      ['Orchard Row', locations[1]?.locationId],
    ]);
  });

  it('has 40, 11, 4, 3 and 3 reviews from five stars down', () => {
    const counts = ['FIVE', 'FOUR', 'THREE', 'TWO', 'ONE'].map(
      (word) => reviews.filter(({ starRating }) => starRating === word).length,
    );

    expect(counts).toEqual([40, 11, 4, 3, 3]);
  });

  it('has 14 ratings without words, some of them with an empty text, and 12 replies', () => {
    const wordless = reviews.filter(({ comment }) => !comment?.trim());

    expect(wordless).toHaveLength(14);
    expect(new Set(wordless.map(({ comment }) => comment))).toEqual(new Set([undefined, '']));
    expect(reviews.filter(({ reviewReply }) => reviewReply)).toHaveLength(12);
  });

  it('spans four years, with six reviews in the last month and none from the future', () => {
    const ages = reviews.map(({ createTime }) => daysAgo(createTime));

    expect(ages.filter((age) => age <= 30)).toHaveLength(6);
    expect(Math.min(...ages)).toBeGreaterThan(0);
    expect(Math.max(...ages)).toBeGreaterThan(3.9 * 365);
    expect(Math.max(...ages)).toBeLessThan(4 * 365.25);
  });

  it('counts its days from the start, whenever that is', () => {
    const later = googleLocations('2031-02-03T04:05:06.000Z').flatMap((location) => location.reviews);

    const shift = Date.parse('2031-02-03T04:05:06.000Z') - Date.parse(START);
    expect(later.map(({ createTime }) => Date.parse(createTime))).toEqual(
      reviews.map(({ createTime }) => Date.parse(createTime) + shift),
    );
  });

  it('gives no id, no name and no beginning of a text twice', () => {
    const named = reviews.filter(({ reviewer }) => !reviewer.isAnonymous);

    for (const list of [
      reviews.map(({ reviewId }) => reviewId),
      named.map(({ reviewer }) => reviewer.displayName),
      withText.map(({ comment }) => comment?.slice(0, 24).toLowerCase()),
    ]) {
      expect(new Set(list).size).toBe(list.length);
    }
  });

  it('holds the hard ones: translated both ways, anonymised, very long, emoji, right to left, markup', () => {
    const count = (pattern: RegExp) => withText.filter(({ comment }) => pattern.test(comment ?? '')).length;
    const lengths = withText.map(({ comment }) => comment?.length ?? 0);

    expect(count(/^\(Translated by Google\)/u)).toBe(1);
    expect(count(/\n\(Translated by Google\)/u)).toBe(1);
    expect(withText.filter(({ comment }) => splitTranslation(comment ?? '').translation)).toHaveLength(2);
    expect(withText.filter(({ reviewer }) => reviewer.isAnonymous)).toHaveLength(2);
    expect(lengths.filter((length) => length >= 3000 && length <= 4000)).toHaveLength(1);
    expect(count(/\p{Extended_Pictographic}/u)).toBeGreaterThanOrEqual(2);
    expect(count(/^[\p{Script=Arabic}\p{Script=Hebrew}]/u)).toBe(1);
    expect(count(/<script>/u)).toBe(1);
    expect(count(/[ ]+\n+$/u)).toBe(1);
    expect(reviews.some(({ reviewer }) => /^\p{Script=Han}+$/u.test(reviewer.displayName ?? ''))).toBe(true);
  });

  it('speaks of at least 15 conditions', () => {
    const said = new Set(withText.flatMap(({ comment }) => conditionsIn(comment)));

    expect(said.size).toBeGreaterThanOrEqual(15);
  });

  it('has replies that name no condition and confirm no visit', () => {
    for (const { reviewReply } of reviews) {
      expect(conditionsIn(reviewReply?.comment)).toEqual([]);
      expect(reviewReply?.comment ?? '').not.toMatch(
        /visit|appointment|patient|treat|session|see you|your (?:back|neck|son)/iu,
      );
    }
  });

  it('shows what was there at an earlier instant: fewer reviews, and words as they were', () => {
    const then = googleLocations(START, firstPullAt(START)).flatMap((location) => location.reviews);
    const [edited] = reviews.filter(({ createTime, updateTime }) => createTime !== updateTime);
    const before = then.find(({ reviewId }) => reviewId === edited?.reviewId);

    expect(then).toHaveLength(56);
    expect(before?.starRating).toBe('FIVE');
    expect(before?.comment).not.toBe(edited?.comment);
    expect(before?.updateTime).toBe(before?.createTime);
  });

  it('shows no reply before it was given', () => {
    const answered = reviews.find(({ reviewReply }) => reviewReply);
    const between = new Date(Date.parse(answered?.reviewReply?.updateTime ?? '') - HOUR_MS).toISOString();
    const then = googleLocations(START, between).flatMap((location) => location.reviews);

    const same = then.find(({ reviewId }) => reviewId === answered?.reviewId);
    expect(same?.comment).toBe(answered?.comment);
    expect(same).not.toHaveProperty('reviewReply');
  });
});

describe('yelpBusinesses', () => {
  it('has three excerpts that break off, newest first, and a rating of its own', () => {
    const [[business, excerpts] = []] = yelpBusinesses(START);

    expect(business).toMatchObject({ rating: 4.5, review_count: 22 });
    expect(excerpts).toHaveLength(3);
    for (const { text, time_created } of excerpts ?? []) {
      expect(text).toMatch(/\.\.\.$/u);
      expect(text.length).toBeGreaterThanOrEqual(150);
      expect(text.length).toBeLessThanOrEqual(170);
      expect(time_created).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/u);
    }
  });
});

describe('sampleDecisions', () => {
  it('leaves 32 shown, 3 not shown, 2 taken back and 10 waiting of the 47 with words', () => {
    const takenBack = decisions.filter(
      ({ sourceReviewId, status }) =>
        status === 'shown' && standing.get(sourceReviewId)?.status === 'not-shown',
    );
    const notShown = withText.filter(({ reviewId }) => standing.get(reviewId)?.status === 'not-shown');
    const waiting = withText.filter(({ reviewId }) => !standing.has(reviewId) || editedSince.has(reviewId));

    expect(withText).toHaveLength(47);
    expect(shown).toHaveLength(32);
    expect(takenBack).toHaveLength(2);
    expect(notShown.length - takenBack.length).toBe(3);
    expect(waiting).toHaveLength(10);
  });

  it('gives each review not shown another reason, never its stars', () => {
    const reasons = [...standing.values()].flatMap(({ reason }) => reason ?? []);
    const stars = withText.flatMap(({ reviewId, starRating }) =>
      standing.get(reviewId)?.status === 'not-shown' ? starRating : [],
    );

    expect(reasons.toSorted()).toEqual([
      'consent-withdrawn',
      'fake-or-advertising',
      'identifies-someone',
      'legal',
      'off-topic',
    ]);
    expect(stars).toContain('FIVE');
    expect(new Set(shown.map(({ starRating }) => starRating)).size).toBe(5);
  });

  it('decides about none of Yelp’s excerpts by itself, and about all of them at once', () => {
    expect(decisions.filter(({ source }) => source === 'yelp')).toEqual([]);
    expect(excerptDecision(START).at > firstPullAt(START)).toBe(true);
    expect(sampleClinic.members.map(({ email }) => email)).toContain(excerptDecision(START).by);
  });

  it('is by two of the clinic’s people, over twenty days, oldest first, after the words were there', () => {
    const instants = decisions.map(({ at }) => at);

    expect(new Set(decisions.map(({ by }) => by))).toEqual(
      new Set(sampleClinic.members.map(({ email }) => email)),
    );
    expect(instants).toEqual(instants.toSorted());
    expect(instants.every((at) => at > firstPullAt(START) && daysAgo(at) > 0)).toBe(true);
    expect(daysAgo(instants[0] ?? '')).toBeGreaterThan(19);
    for (const { reviewId, createTime } of reviews) {
      const decided = standing.get(reviewId);
      if (decided) expect(Date.parse(decided.at) - Date.parse(createTime)).toBeGreaterThan(HOUR_MS);
    }
  });

  it('shows sciatica often, back pain oftener, one condition once, and one never', () => {
    expect(shownBy('sciatica')).toBe(9);
    expect(shownBy('back-pain')).toBe(15);
    expect(shownBy('frozen-shoulder')).toBe(1);
    expect(findCondition('plantar-fasciitis')).toBeDefined();
    expect(shownBy('plantar-fasciitis')).toBe(0);
  });

  it('lets a partner’s page have its back pain: none of it is told beside a sensitive condition', () => {
    const backs = shown.filter(({ comment }) => conditionsIn(comment).includes('back-pain'));

    const sensitive = backs.filter(({ comment }) =>
      conditionsIn(comment).some((id) => findCondition(id)?.isSensitive),
    );
    expect(sensitive).toEqual([]);
  });
});

describe('the words of the sample world', () => {
  const folders = [
    '../../../infra/sample/',
    '../../../web-embed/demo/clinic/',
    '../../../web-embed/demo/partner/',
    '../../../web-embed/demo/road/',
  ];
  const files = folders.flatMap((folder) => {
    const path = fileURLToPath(new URL(folder, import.meta.url));
    return readdirSync(path)
      .filter((name) => /\.(?:json|html)$/u.test(name))
      .map((name) => [name, readFileSync(`${path}${name}`, 'utf8')] as const);
  });

  it.each(files)('%s names no place on the real web but the two sources', (_, text) => {
    const hosts = [...text.matchAll(/(?:https?:\/\/|@)([\w.-]+)/gu)].map(([, host]) => host);
    const strangers = hosts.filter(
      (host) => !/\.example$|^(?:maps\.google|www\.yelp)\.com$/u.test(host ?? ''),
    );

    expect(strangers).toEqual([]);
    expect(text).not.toMatch(/\b(?!google\b|yelp\b)[\w-]+\.(?:com|org|net|io|co)\b/iu);
  });

  it.each(files)('%s has only phone numbers that belong to nobody', (_, text) => {
    const numbers = [...text.matchAll(/(?:\+1\d{10}|\(\d{3}\) ?\d{3}-\d{4}|\b\d{3}-\d{4}\b)/gu)].map(
      ([number]) => number,
    );
    const real = numbers.filter((number) => !/555-?01\d\d$/u.test(number));

    expect(real).toEqual([]);
  });
});

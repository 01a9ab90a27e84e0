import { afterAll, beforeAll, describe, it } from 'vitest';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { type ClinicSite, startClinicSite } from './clinic-site.ts';
import { aHead, aPublished, aRating, publishedReviews } from './feed-builders.ts';
import { visit } from './visit.ts';

const browser = browserForTests();
let site: ClinicSite;

beforeAll(async () => {
  site = await startClinicSite();
});
afterAll(() => site.stop());

const GOOGLE = 'https://maps.google.com/maps?cid=2222222222222222222';
const HARBOR = aRating({
  place: 'Harbor Street',
  rating: 4.7,
  count: 18,
  asOf: '2025-12-31',
  url: 'https://maps.google.com/maps?cid=3',
});

async function open(embed: string, head: ReturnType<typeof aHead>, attributes = '') {
  site.publish(`${embed}/all.json`, head);
  const url = site.page(`<clinic-reviews embed="${embed}" ${attributes}></clinic-reviews>`);
  return visit(browser(), url, { at: '2026-11-22T10:00:00Z' });
}

describe('drawReviews', () => {
  it('shows title, ratings, reviews and the fixed line, in the page’s reading order', async () => {
    const { page } = await open('whole', aHead());

    await expect(page.locator('clinic-reviews #box')).toHaveText(
      'Reviews of Juniper Lane Acupuncture that mention sciatica' +
        '4.9 on Google · 43 reviews · Mill Lane · as of 3 May' +
        'MMaria L.3 Nov 2026 · Mill LaneMy sciatica is so much better after four visits.Read more' +
        'SciaticaPosted on Google' +
        '1 of 61 Google reviews, chosen by the clinic, newest first. Written on Google; we do not verify them. ' +
        'See all on Google · How reviews are chosen',
    );
  });

  it('gives every listing its own rating, linked to the listing, and blends none', async () => {
    const { page } = await open('ratings', aHead({ ratings: [aRating(), HARBOR] }));

    const ratings = page.getByRole('link', { name: 'on Google · ' });
    await expect(ratings).toHaveText([
      '4.9 on Google · 43 reviews · Mill Lane · as of 3 May',
      '4.7 on Google · 18 reviews · Harbor Street · as of 31 Dec 2025',
    ]);
    await expect(ratings.first()).toHaveAttribute('href', GOOGLE);
    await expect(ratings.last()).toHaveAttribute('href', HARBOR.url);
  });

  it('puts what patients gave the clinic into a block of its own, under no source’s mark or link', async () => {
    const given = aPublished({ id: 'd1', author: 'A patient', text: 'They took their time.' });
    const direct = { label: 'Given to the clinic directly', reviews: [given] };
    const { page } = await open('direct', aHead({ ratings: [], shown: 0, total: 0, reviews: [], direct }));

    const block = page.locator('[part=direct]');
    await expect(block).toContainText('Given to the clinic directly');
    await expect(block).toContainText('They took their time.');
    await expect(block.getByRole('link')).toHaveCount(0);
    await expect(block.locator('[part=source], [part=origin]')).toHaveCount(0);
    await expect(page.locator('clinic-reviews #box')).not.toContainText('Google');
  });

  it('leads each review to the listing of its own location', async () => {
    const reviews = [aPublished(), aPublished({ id: 'r2', location: 'harbor-street' })];
    const { page } = await open('origins', aHead({ ratings: [aRating(), HARBOR], shown: 2, reviews }));

    const origins = page.getByRole('link', { name: 'Posted on Google' });
    await expect(origins.first()).toHaveAttribute('href', GOOGLE);
    await expect(origins.last()).toHaveAttribute('href', HARBOR.url);
    await expect(origins.last()).toHaveAttribute('rel', 'noreferrer nofollow ugc');
    await expect(origins.last()).toHaveAttribute('target', '_blank');
  });

  it('says the stars aloud, and shows none where the source gave none', async () => {
    const { stars: _, ...unrated } = aPublished({ id: 'r2' });
    const { page } = await open('stars', aHead({ shown: 2, reviews: [aPublished({ stars: 4 }), unrated] }));

    await expect(page.getByRole('img')).toHaveCount(1);
    await expect(page.getByRole('img')).toHaveAccessibleName('4 of 5 stars');
  });

  it('calls an author without a name a Google user', async () => {
    const { author: _, ...anonymous } = aPublished();
    const { page } = await open('anonymous', aHead({ reviews: [anonymous] }));

    await expect(page.getByText('A Google user', { exact: true })).toBeVisible();
  });

  it('marks the words that say the condition, and no others', async () => {
    const text = 'Sciatica since May. The shooting pain in my leg is gone.';
    const marks = [
      [0, 8],
      [24, 37],
      [33, 47],
      [60, 99],
    ] as const;
    const { page } = await open('marks', aHead({ reviews: [aPublished({ text, marks })] }));

    await expect(page.getByText('since May')).toHaveText(text);
    await expect(page.locator('mark')).toHaveText(['Sciatica', 'shooting pain', ' in my leg']);
  });

  it('draws no empty line below the last word', async () => {
    const { page } = await open(
      'trailing',
      aHead({ reviews: [aPublished({ text: 'Kind.\n\nCalm. \n\n' })] }),
    );

    await expect.poll(() => page.locator('[part~=text]').textContent()).toBe('Kind.\n\nCalm.');
  });

  it('names the place where a list is of several, and in the title where it is of one', async () => {
    const { page } = await open('several', aHead());
    const one = await open('one', aHead({ location: 'mill-lane', places: { 'mill-lane': 'Mill Lane' } }));

    await expect(page.getByText('3 Nov 2026 · Mill Lane')).toBeVisible();
    await expect(one.page.getByRole('heading', { level: 2 })).toHaveText(
      'Reviews of Juniper Lane Acupuncture, Mill Lane that mention sciatica',
    );
    await expect(one.page.getByText('3 Nov 2026', { exact: true })).toBeVisible();
  });

  it('shows reviews of the broader condition under a short list, and counts what is shown', async () => {
    const fallback = {
      condition: { id: 'back-pain', label: 'Back pain', phrase: 'back pain' },
      reviews: publishedReviews(3),
    };
    const { page } = await open('fallback', aHead({ fallback }));

    await expect(page.getByRole('heading', { level: 3 })).toHaveText(
      'Only 1 review mentions sciatica. More about back pain:',
    );
    await expect(page.locator('[part=card]')).toHaveCount(4);
    await expect(page.locator('[part=selection]')).toContainText('4 of 61 Google reviews');
  });

  it('keeps Yelp in a block of its own, each excerpt with its own address unchanged', async () => {
    const url = 'https://www.yelp.com/biz/juniper-lane?hrid=A%2fb&utm_campaign=yelp_api_v3&utm_medium=x#r';
    const yelp = aRating({
      source: 'yelp',
      rating: 4.5,
      count: 38,
      url: 'https://www.yelp.com/biz/juniper-lane',
    });
    const excerpt = aPublished({ id: 'y1', author: 'Ruth A.', text: 'Clean, calm, and they…', url });
    const unlinked = aPublished({ id: 'y2', url: 'https://clinic.example/biz/juniper-lane' });
    const { page } = await open('yelp', aHead({ ratings: [aRating(), yelp], excerpts: [excerpt, unlinked] }));

    const block = page.locator('[part=yelp]');
    await expect(block).toHaveText(
      'On Yelp4.5 on Yelp · 38 reviews · Mill Lane · as of 3 May' +
        'RRuth A.3 Nov 2026 · Mill LaneYelpClean, calm, and they…Read moreSciaticaRead more on Yelp',
    );
    await expect(block.getByRole('link', { name: 'Read more on Yelp' })).toHaveAttribute('href', url);
    await expect(page.locator('[part=reviews]')).not.toContainText('Yelp');
  });

  it('shows Yelp’s own rating also where it gives no excerpt', async () => {
    const yelp = aRating({ source: 'yelp', rating: 4, url: 'https://www.yelp.com/biz/juniper-lane' });
    const { page } = await open('yelp-rating', aHead({ ratings: [yelp] }));

    await expect(page.locator('[part=yelp]')).toHaveText(
      'On Yelp4.0 on Yelp · 43 reviews · Mill Lane · as of 3 May',
    );
  });

  it('says in the line what only an export says, with no total', async () => {
    const note = 'From an export of November 19, 2026, not confirmed by Google. ';
    const { page } = await open('unconfirmed', aHead({ ratings: [], total: 0, note }));

    await expect(page.locator('[part=selection]')).toHaveText(
      '1 Google review, chosen by the clinic, newest first. Written on Google; we do not verify them. ' +
        'From an export of November 19, 2026, not confirmed by Google. How reviews are chosen',
    );
  });

  it('says nothing of a total that Google has not told', async () => {
    const { page } = await open('untold', aHead({ ratings: [], total: 0 }));

    await expect(page.locator('[part=selection]')).toHaveText(
      '1 Google review, chosen by the clinic, newest first. Written on Google; we do not verify them. ' +
        'How reviews are chosen',
    );
    await expect(page.getByText('Posted on Google')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Posted on Google' })).toHaveCount(0);
  });

  it('links no listing whose address is not the source’s own', async () => {
    const ratings = [aRating({ url: 'https://clinic.example/google' })];
    const { page } = await open('elsewhere', aHead({ ratings }));

    await expect(page.getByText('4.9 on Google · 43 reviews')).toBeVisible();
    await expect(page.getByRole('link')).toHaveText(['How reviews are chosen']);
  });

  it.each([
    [
      'es' as const,
      'Reseñas de Juniper Lane Acupuncture que mencionan ciática',
      '1 de 61 reseñas de Google, elegidas por la clínica',
      'how-reviews-are-chosen.es.html',
    ],
    [
      'fr' as const,
      'Avis sur Juniper Lane Acupuncture qui mentionnent «\u00a0ciática\u00a0»',
      '1 sur 61 avis Google, choisis par la clinique',
      'how-reviews-are-chosen.fr.html',
    ],
  ])('speaks %s', async (language, title, line, file) => {
    const condition = { id: 'sciatica', label: 'Ciática', phrase: 'ciática' };
    const { page } = await open(`in-${language}`, aHead({ language, condition }));

    await expect(page.getByRole('heading', { level: 2 })).toHaveText(title);
    await expect(page.locator('[part=selection]')).toContainText(line);
    await expect(page.locator('#box')).toHaveAttribute('lang', language);
    const how = page.locator('[part=selection] a').last();
    await expect(how).toHaveAttribute('href', `${site.embedOrigin}/embed/${file}`);
    expect(
      (await page.request.get(`http://127.0.0.1:${new URL(site.embedOrigin).port}/embed/${file}`)).status(),
    ).toBe(200);
  });

  it('folds a long text without cutting it, and opens it by a button', async () => {
    const text = 'Sciatica, and then some more about it. '.repeat(40).trim();
    const { page } = await open(
      'long',
      aHead({ shown: 2, reviews: [aPublished({ text }), aPublished({ id: 'r2' })] }),
    );
    const words = page.locator('[part~=text]').first();

    await expect(words).toHaveText(text);
    await expect(page.getByRole('button')).toHaveText(['Read more']);
    const folded = (await words.boundingBox())?.height ?? 0;
    await page.getByRole('button', { name: 'Read more' }).press('Enter');

    await expect(words).toBeFocused();
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect.poll(async () => (await words.boundingBox())?.height).toBeGreaterThan(folded * 1.5);
  });
});

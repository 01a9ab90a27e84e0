import { afterAll, beforeAll, describe, it } from 'vitest';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { type ClinicSite, startClinicSite } from './clinic-site.ts';
import { aHead, aPublished, publishedReviews } from './feed-builders.ts';
import { visit } from './visit.ts';

const browser = browserForTests();
let site: ClinicSite;

beforeAll(async () => {
  site = await startClinicSite();
});
afterAll(() => site.stop());

async function open(embed: string, pages: readonly string[], shown: number) {
  site.publish(
    `${embed}/all.json`,
    aHead({ shown, reviews: publishedReviews(6), pages, pageFolder: `pages/${embed}` }),
  );
  return visit(browser(), site.page(`<clinic-reviews embed="${embed}"></clinic-reviews>`));
}

describe('drawMore', () => {
  it('adds the next reviews, goes to the first of them and says how many there are now', async () => {
    const more = publishedReviews(26, 4).map((review) => ({ ...review, conditions: ['knee-pain'] }));
    site.publish('pages/adds/a.json', { format: 1, labels: { 'knee-pain': 'Knee pain' }, reviews: more });
    const { page } = await open('adds', ['a'], 30);
    const cards = page.locator('[part=card]');
    await expect(cards).toHaveCount(6);
    // What says nothing yet paints nothing beside the button.
    await expect(page.getByRole('status')).toHaveCSS('box-shadow', 'none');

    await page.getByRole('button', { name: 'Show more reviews' }).press('Enter');

    await expect(cards).toHaveCount(18);
    await expect(cards.nth(6).locator('[part=condition]')).toHaveText('Knee pain');
    await expect(cards.nth(6)).toBeFocused();
    await expect(page.getByRole('status')).toHaveText('18 of 30');
    await page.getByRole('button', { name: 'Show more reviews' }).click();
    await expect(cards).toHaveCount(30);
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('status')).toHaveText('30 of 30');
    expect(site.asked('/feed/pages/adds/')).toHaveLength(1);
  });

  it('shows no button where the head holds the whole list', async () => {
    const { page } = await open('whole', [], 6);

    await expect(page.locator('[part=card]')).toHaveCount(6);
    await expect(page.getByRole('button')).toHaveCount(0);
  });

  it('adds reviews where the whole first page has lapsed', async () => {
    const lapsed = publishedReviews(6).map((review) => ({
      ...review,
      expiresAt: '2026-01-01T00:00:00.000Z',
    }));
    const excerpts = [aPublished({ id: 'y', url: 'https://www.yelp.com/biz/juniper-lane?hrid=a' })];
    const head = aHead({ shown: 8, reviews: lapsed, excerpts, pages: ['a'], pageFolder: 'pages/first' });
    site.publish('first/all.json', head);
    site.publish('pages/first/a.json', { format: 1, reviews: publishedReviews(2, 6) });
    const { page } = await visit(browser(), site.page('<clinic-reviews embed="first"></clinic-reviews>'));

    await page.getByRole('button', { name: 'Show more reviews' }).click();

    await expect(page.locator('[part=reviews] [part=card]')).toHaveCount(2);
  });

  it('reads the head again when a page is gone', async () => {
    const { page } = await open('gone', ['old'], 12);
    await expect(page.locator('[part=card]')).toHaveCount(6);
    site.publish('pages/gone/new.json', { format: 1, reviews: publishedReviews(8, 4) });
    site.publish(
      'gone/all.json',
      aHead({ shown: 12, reviews: publishedReviews(6), pages: ['new'], pageFolder: 'pages/gone' }),
    );

    await page.getByRole('button', { name: 'Show more reviews' }).click();

    await expect(page.locator('[part=card]')).toHaveCount(12);
    expect(site.asked('/feed/gone/')).toHaveLength(2);
  });

  it('says what happened when a page could not be read, and can be pressed again', async () => {
    site.answer('pages/fails/a.json', { status: 500, body: '' });
    const { page, errors } = await open('fails', ['a'], 8);
    const button = page.getByRole('button', { name: 'Show more reviews' });

    await button.click();
    await expect(page.getByRole('status')).toHaveText('Could not load. Try again.');
    site.publish('pages/fails/a.json', { format: 1, reviews: publishedReviews(2, 6) });
    await button.click();

    await expect(page.locator('[part=card]')).toHaveCount(8);
    await expect(page.getByRole('status')).toHaveText('8 of 8');
    expect(errors).toEqual([]);
  });

  it('reads a page once, however often the button is pressed meanwhile', async () => {
    let answer = (_: unknown) => {};
    const held = new Promise((resolve) => {
      answer = resolve;
    });
    const body = JSON.stringify({ format: 1, reviews: publishedReviews(2, 6) });
    site.answer('pages/held/a.json', { body, after: held });
    const { page } = await open('held', ['a'], 8);
    const button = page.getByRole('button', { name: 'Show more reviews' });

    await button.click();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await button.click({ force: true });
    answer(undefined);

    await expect(page.locator('[part=card]')).toHaveCount(8);
    expect(site.asked('/feed/pages/held/')).toHaveLength(1);
  });
});

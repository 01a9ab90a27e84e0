import { afterAll, beforeAll, describe, it } from 'vitest';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { decisionSaved, type Pages, startPages } from './pages.ts';
import { aPost, MILL_LANE, startWorld, type World } from './world.ts';

const browser = browserForTests();
const WORDS = 'Sciatica kept me from sitting at my loom. After six visits I weave again.';

let world: World;
let pages: Pages;

beforeAll(async () => {
  world = await startWorld();
  pages = await startPages(world, browser);
});
afterAll(async () => {
  await pages.sites.stop();
  await world.stop();
});

describe('the road of a review, in a browser', () => {
  it('goes from Google to the clinic’s page by the press of a key, and leaves it when its words change or their author takes them back', async () => {
    const { google } = world.sources;
    const review = google.addReview(MILL_LANE, aPost(WORDS));
    google.addReview(MILL_LANE, aPost('Nobody has decided about these words.'));
    google.addReview(MILL_LANE, { reviewer: { displayName: 'Only Stars' }, starRating: 'FOUR' });
    await world.pull();
    const atFirst = await pages.cardsOn('/sciatica');
    const inbox = await pages.openInbox('Ana Duarte');
    const item = inbox.locator('.queue-item').filter({ hasText: 'Sciatica kept me' });
    const show = async () => {
      await item.click();
      await expect(inbox.locator('mark').first()).toHaveText('Sciatica');
      const saved = decisionSaved(inbox);
      await inbox.keyboard.press('a');
      await expect(inbox.getByRole('alert')).toContainText('shown on your site');
      await saved;
      await world.runtime.idle();
    };

    // Two with words from Google; stars alone are counted, never queued, and Yelp's three have one decision of their own.
    await expect(inbox.getByRole('link', { name: 'Waiting for you 2' })).toBeVisible();
    await show();
    const shown = await pages.cardsOn('/sciatica');
    google.editReview(MILL_LANE, review.reviewId, { comment: `${WORDS} It came back in spring.` });
    await world.pull();
    const edited = await pages.cardsOn('/sciatica');
    await inbox.reload();
    await show();
    const shownAgain = await pages.cardsOn('/sciatica');
    google.deleteReview(MILL_LANE, review.reviewId);
    await world.pull();
    const takenBack = await pages.cardsOn('/sciatica');

    const cards = [atFirst, shown, edited, shownAgain, takenBack];
    expect(cards.map(({ length }) => length)).toEqual([0, 1, 0, 1, 0]);
    expect(shown[0]).toContain(WORDS);
    expect(shownAgain[0]).toContain('It came back in spring.');
    expect((await world.published()).includes('Nobody has decided')).toBe(false);
  });
});

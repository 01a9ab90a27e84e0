import { afterAll, beforeAll, describe, it } from 'vitest';
import { askForPull } from '../../infra/sample/live-history.ts';
import { startSampleSources } from '../../infra/sample/sample-sources.ts';
import { takeoutExport, takeoutName } from '../../infra/sample/takeout-export.ts';
import { sampleClinic } from '../../infra/sample/world.ts';
import { aGoogleReview } from '../sources/takeout-world.ts';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { visit } from '../web-embed/visit.ts';
import { decisionSaved, type Pages, startPages } from './pages.ts';
import { admit, bootOver, MILL_LANE, signInAs, type World } from './world.ts';

const browser = browserForTests();
const WORDS = 'Sciatica kept me from my loom. After six visits I weave again.';
const { listings, ...unlisted } = sampleClinic;
const accountId = listings[0]?.accountId ?? '';
const REVIEWS = [
  aGoogleReview(1, { comment: '' }),
  aGoogleReview(2, { comment: 'Nobody has decided about these words.' }),
  aGoogleReview(40_000, { comment: WORDS, reviewer: { displayName: 'Vera Example' } }),
];

let world: Omit<World, 'ana' | 'stop'>;
let pages: Pages;

/** A clinic on its first day: it has a place, a page and an owner, and no source at all. */
beforeAll(async () => {
  const sources = await startSampleSources({ startedAt: new Date().toISOString(), port: 0 });
  world = await bootOver(sources);
  await admit(world.runtime, unlisted);
  pages = await startPages(world as World, browser);
});
afterAll(async () => {
  await pages.sites.stop();
  await world.runtime.stop();
  await world.sources.stop();
});

/** Counts and times what a person does. */
function aStopwatch() {
  const steps: string[] = [];
  const began = performance.now();
  return {
    steps,
    async step(what: string, act: () => Promise<unknown>) {
      await act();
      steps.push(
        `${String(steps.length + 1).padStart(2)}  ${what} (${Math.round(performance.now() - began)} ms)`,
      );
    },
  };
}

describe('day one', () => {
  it('goes from a Takeout zip to a review on the clinic’s page in ten steps', async () => {
    const { step, steps } = aStopwatch();
    const { page, errors } = await visit(browser(), 'about:blank');
    const exportedAt = new Date(Date.now() - 3_600_000).toISOString();
    const buffer = takeoutExport([
      { accountId, locationId: MILL_LANE, title: 'Juniper Lane, Mill Lane', reviews: REVIEWS },
    ]);
    const dialog = page.getByRole('dialog', { name: 'Import from Google' });

    await step('opens the admin page', () => page.goto(world.runtime.url));
    await step('presses “Sign in”', () => page.getByRole('button', { name: 'Sign in' }).click());
    await step('says who it is', () => page.getByRole('button', { name: 'Ana Duarte' }).click());
    await step('goes to “Sources”', () => page.getByRole('link', { name: 'Sources', exact: true }).click());
    await step('presses “Import from Google…”', () =>
      page.getByRole('button', { name: 'Import from Google…' }).click(),
    );
    await step('chooses the zip', () =>
      dialog
        .locator('input[type=file]')
        .setInputFiles({ name: takeoutName(exportedAt), mimeType: 'application/zip', buffer }),
    );
    await step('presses “Import 3 reviews”', () =>
      dialog.getByRole('button', { name: 'Import 3 reviews' }).click(),
    );
    await step('presses “See what waits for you”', async () => {
      await dialog.getByRole('link', { name: 'See what waits for you' }).click();
      await world.runtime.idle();
      await expect(page.locator('.queue-list .queue-item')).toHaveCount(2);
    });
    await step('presses “Show”', async () => {
      // The newest is open already.
      await expect(page.getByRole('heading', { name: 'Vera Example' })).toBeVisible();
      const saved = decisionSaved(page);
      await page.getByRole('button', { name: 'Show', exact: true }).click();
      await expect(page.getByRole('alert')).toContainText('shown on your site');
      await saved;
      await world.runtime.idle();
    });
    await step('opens the clinic’s page', async () => {
      const [card, ...others] = await pages.cardsOn('/sciatica');
      expect(card).toContain(WORDS);
      expect(others).toEqual([]);
    });

    console.log(`From a Takeout zip to the clinic’s page:\n${steps.join('\n')}`);
    expect(steps.length).toBeLessThanOrEqual(10);
    expect(errors).toEqual([]);
    expect(await world.published()).toContain('not confirmed by Google');
    expect(await world.published()).toContain('\\"total\\":0');
  });

  it('keeps the decision when Google is connected later, and asks about nothing again', async () => {
    const { google } = world.sources;
    const picture = { profilePhotoUrl: 'https://pictures.example/1' };
    const reviews = REVIEWS.map((one) => ({ ...one, reviewer: { ...one.reviewer, ...picture } }));
    google.addLocation({ accountId, locationId: MILL_LANE, title: 'Juniper Lane', reviews });
    const connected = { ...listings[0], listingId: `google-${MILL_LANE}` };

    await admit(world.runtime, { ...unlisted, listings: [connected] });
    await askForPull(world.runtime, connected.listingId);
    await world.runtime.idle();

    const ana = await signInAs(world.runtime, sampleClinic.members[0]?.email ?? '');
    const words = async (queue: 'shown' | 'waiting') =>
      (await ana.queue(queue)).map((review) => [review.words?.text, review.version]);
    expect(await words('shown')).toEqual([[WORDS, 2]]);
    expect(await words('waiting')).toEqual([['Nobody has decided about these words.', 1]]);
    expect(await pages.cardsOn('/sciatica')).toHaveLength(1);
    expect(await world.published()).not.toContain('not confirmed by Google');
    const { body } = await ana.ask<{ readonly google: object; readonly listings: readonly object[] }>(
      'GET',
      `/clinics/${unlisted.clinic.clinicId}/listings`,
    );
    expect(body.google).toMatchObject({ state: 'open' });
    expect(body.listings).toHaveLength(1);
    expect(body.listings[0]).toMatchObject({ lastRun: { outcome: 'done', counts: { served: 3 } } });
    expect(body.listings[0]).not.toHaveProperty('imported');
  });
});

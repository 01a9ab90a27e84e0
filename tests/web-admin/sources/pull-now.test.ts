import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, it } from 'vitest';
import { newQuotaDay } from '../../../functions/domain/quota-day.ts';
import { openQuotaDays } from '../../../functions/store/quota-days.ts';
import { memberOf } from '../../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../../support/browser.ts';
import { NOW } from '../../support/builders.ts';
import { expect } from '../../support/expect.ts';
import { adminSiteForTests } from '../support/admin-site.ts';
import { openSignedIn, PHONE, type Visited } from '../support/open-page.ts';
import { aRun, plantPull } from '../support/plant-pull.ts';
import { plantSecondClinic, plantWholeClinic } from '../support/seed-screens.ts';

const CLINIC = 'looks';
const ASKED = '2026-11-22T10:12:00.000Z';

const site = adminSiteForTests();
const browser = browserForTests();
let opened: Visited | undefined;

beforeAll(async () => {
  const { api } = site();
  await plantWholeClinic(api, CLINIC);
  await plantSecondClinic(api, 'reads', CLINIC);
  await openQuotaDays(api.tables.ledger).change('yelp', NOW, () => ({
    next: { ...newQuotaDay('yelp', NOW), limit: 60 },
    result: undefined,
  }));
});

afterEach(async () => {
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = undefined;
  expect(faults).toEqual([]);
});

/** Opens the sources; what asks for a look is answered as the sources' own part of the API does it. */
async function open(clinicId = CLINIC, answer: object | number = { isNew: true }): Promise<Page> {
  const staffId = memberOf(CLINIC, 'staff');
  const hash = `#/${clinicId}/sources`;
  opened = await openSignedIn({ browser: browser(), site: site(), staffId, hash, context: PHONE });
  const { page } = opened;
  await page.route('**/mill-lane-google/pull', (route) =>
    typeof answer === 'number'
      ? route.fulfill({
          status: answer,
          contentType: 'application/problem+json',
          json: { type: '/problems/conflict' },
        })
      : route.fulfill({ json: { askedAt: ASKED, againAt: '2026-11-22T10:22:00.000Z', ...answer } }),
  );
  return page;
}

const cardOf = (page: Page) =>
  page.getByRole('article').filter({ hasText: 'Mill Lane' }).filter({ hasText: 'Google' }).first();

describe('Look now', () => {
  it('asks, waits for the look, and says what it found', async () => {
    const page = await open();
    const card = cardOf(page);

    await card.getByRole('button', { name: 'Look now' }).click();

    await expect(card.getByRole('status')).toHaveText('Looking at Google…');
    const run = aRun('done', '2026-11-22T10:12:03.000Z');
    await plantPull(site().api, {
      clinicId: CLINIC,
      listingId: 'mill-lane-google',
      dueAt: '2026-11-23T10:00:00.000Z',
      lastGoodAt: run.finishedAt,
      failuresInARow: 0,
      runs: [{ ...run, counts: { ...run.counts, stored: 3 } }],
    });
    await expect(card.getByRole('status')).toContainText('3 reviews are new or changed.');
    await expect(card.getByRole('button', { name: 'Look now' })).toBeEnabled();
  });

  it('says so when the listing is not looked at', async () => {
    const page = await open(CLINIC, 409);

    await cardOf(page).getByRole('button', { name: 'Look now' }).click();

    await expect(cardOf(page).getByRole('status')).toContainText('not looked at just now');
  });

  it('is not there for who may only read', async () => {
    const page = await open('reads');

    await expect(cardOf(page)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Look now' })).toHaveCount(0);
  });

  it('tells how often Yelp allows a look', async () => {
    const page = await open();

    await expect(page.getByText(/^Yelp lets us look about 30 times a day for your clinic\./u)).toBeVisible();
  });
});

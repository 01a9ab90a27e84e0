import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { googleFaults } from '../../../infra/sample/fake-google-faults.ts';
import { memberOf, seedClinic } from '../../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../../support/browser.ts';
import { NOW } from '../../support/builders.ts';
import { expect } from '../../support/expect.ts';
import { adminSiteForTests } from '../support/admin-site.ts';
import { accessibilityFaults, openSignedIn, type Visited } from '../support/open-page.ts';
import { aRun, plantPull } from '../support/plant-pull.ts';

const site = adminSiteForTests();
const browser = browserForTests();
let opened: Visited | undefined;
let made = 0;
let clinicId: string;

beforeEach(async () => {
  made += 1;
  clinicId = `google-${made}`;
  const { api, world } = site();
  await seedClinic(api, clinicId);
  world.google.addLocation({ accountId: '11', locationId: '21', title: 'Juniper Lane, Mill Lane' });
  world.google.addLocation({ accountId: '11', locationId: '22', title: 'Juniper Lane, Harbour' });
  world.google.addReview('21', { reviewer: { displayName: 'Ana' }, starRating: 'FIVE', comment: 'Kind.' });
});

afterEach(async () => {
  site().world.google.faults.clear();
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = undefined;
  expect(faults).toEqual([]);
});

async function open(role: 'owner' | 'staff' = 'owner', path = ''): Promise<Page> {
  const staffId = memberOf(clinicId, role);
  const hash = `${path}#/${clinicId}/sources`;
  // Colours of a dialog that is still fading in are nobody's choice.
  const context = { reducedMotion: 'reduce' } as const;
  opened = await openSignedIn({ browser: browser(), site: site(), staffId, hash, context });
  return opened.page;
}

const card = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words });

describe('connecting Google', () => {
  it('goes to Google and back, reads what was chosen, and ends it all again', async () => {
    const { world, api } = site();
    const page = await open();

    await page.getByRole('button', { name: 'Connect Google yourself' }).click();
    await page.getByRole('link', { name: 'Allow' }).click();

    const dialog = page.getByRole('dialog', { name: 'Which places shall be read?' });
    await expect(dialog).toBeVisible();
    await expect(page).toHaveURL(`${site().origin}/#/${clinicId}/sources`);
    await dialog.getByLabel('Juniper Lane, Mill Lane', { exact: true }).check();
    await expect(dialog.getByLabel('Which of your places is Juniper Lane, Mill Lane?')).toHaveValue(
      'mill-lane',
    );
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Read this place' }).click();
    await expect(dialog).toBeHidden();
    await expect(card(page, 'Google: not looked at yet')).toHaveCount(2);

    await world.pull(clinicId, 'google-21');
    await page.reload();
    await expect(card(page, 'Google says 1, we hold 1 with words and 0 without.')).toBeVisible();
    const google = page.getByRole('region', { name: 'Your Google account' });
    await expect(google).toContainText('Connected by Olga on 22 November');
    await expect(google).toContainText('1 of 2 places are read');

    const own = google.locator('.connection').filter({ hasText: 'Connected by Olga' });
    await own.getByRole('button', { name: 'Disconnect…' }).click();
    const sure = page.getByRole('dialog', { name: 'Disconnect Google?' });
    await expect(sure.getByRole('button', { name: 'Disconnect Google' })).toBeDisabled();
    await sure.getByLabel('To be sure, type disconnect').fill('Disconnect');
    await sure.getByRole('button', { name: 'Disconnect Google' }).click();
    await expect(card(page, 'are being deleted here')).toBeVisible();
    await world.pull(clinicId, 'google-21');
    await page.reload();
    await expect(card(page, 'Google: disconnected')).toContainText('deleted here. Your decisions are kept');
    expect(await api.needs.reviews.listOfClinic(clinicId)).toEqual([]);
  });

  it('says so when the person did not agree, or the answer is not theirs', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Connect Google yourself' }).click();
    await page.getByRole('link', { name: 'Cancel' }).click();

    await expect(page.getByText('You did not agree at Google. Nothing was changed.')).toBeVisible();
    await page.goto(`${site().origin}/?code=stolen&state=google.${clinicId}.made-up`);
    await expect(page.getByText('The answer of Google came too late')).toBeVisible();
    await expect(page).toHaveURL(`${site().origin}/#/${clinicId}/sources`);
    await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('stolen');
  });

  it('says what to apply for while Google has not approved the project', async () => {
    const { world } = site();
    world.google.faults.push({ ...googleFaults.notApproved(), route: 'accounts' });
    await world.connect(clinicId);
    const page = await open();

    const google = page.getByRole('region', { name: 'Your Google account' });
    await expect(google).toContainText('Application for Basic API Access');
    await google.getByRole('button', { name: 'Look for places again' }).click();

    await expect(google).toContainText('0 of 2 places are read');
  });

  it('is for owners: others see how it goes, and nothing to press', async () => {
    const page = await open('staff');

    await expect(card(page, 'Google: not looked at yet')).toBeVisible();
    await expect(page.getByRole('button', { name: /Google|Disconnect/u })).toHaveCount(0);
  });
});

describe('reviews that vanished at once', () => {
  const since = '2026-11-20T10:00:00.000Z';
  const freeze = { since, vanished: 9, agreedAt: [since] };
  const plant = (differs: object) =>
    plantPull(site().api, {
      ...{ clinicId, listingId: 'mill-lane-google', failuresInARow: 0 },
      ...{ runs: [aRun('done', NOW)], freeze, ...differs },
    });

  it('are removed when the owner says that they are gone', async () => {
    await plant({});
    const page = await open();

    await page.getByRole('button', { name: 'They are gone, remove them' }).click();
    const dialog = page.getByRole('dialog', { name: 'Are they really gone?' });
    await expect(dialog).toContainText('9 reviews vanished at Google on 20 November.');
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'They are gone' }).click();

    await expect(card(page, 'You said that 9 reviews are gone.')).toBeVisible();
    const pull = await site().api.needs.pulls.find({ clinicId, listingId: 'mill-lane-google' });
    expect(pull?.freeze?.confirmedAt).toBe(NOW);
  });

  it('are looked at again when something else has vanished since', async () => {
    await plant({});
    const page = await open();
    await page.getByRole('button', { name: 'They are gone, remove them' }).click();
    const dialog = page.getByRole('dialog', { name: 'Are they really gone?' });
    await expect(dialog).toContainText('9 reviews vanished at Google on 20 November.');
    await opened?.holdReading();
    await plant({ freeze: { ...freeze, since: NOW, vanished: 30 } });

    await dialog.getByRole('button', { name: 'They are gone' }).click();

    await expect(dialog).toContainText('Somebody else changed this a moment ago.');
    await expect(dialog).toContainText('30 reviews vanished at Google on 22 November.');
  });
});

import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, it } from 'vitest';
import { takeoutExport, takeoutName } from '../../../infra/sample/takeout-export.ts';
import { memberOf, seedClinic } from '../../admin/staff-api.ts';
import { aGoogleReview } from '../../sources/takeout-world.ts';
import { useBrowser as browserForTests } from '../../support/browser.ts';
import { aListing, NOW } from '../../support/builders.ts';
import { expect } from '../../support/expect.ts';
import { adminSiteForTests } from '../support/admin-site.ts';
import { accessibilityFaults, openSignedIn, PHONE, type Visited } from '../support/open-page.ts';

const browser = browserForTests();
const site = adminSiteForTests();
const CLINIC = 'day-one';
const EXPORTED = '2026-11-19T10:11:12.000Z';
const LOCATION = aListing().sourceListingId;

let opened: Visited | undefined;

/** A clinic whose one Google listing is not connected. */
beforeAll(async () => {
  const { api } = site();
  await seedClinic(api, CLINIC);
  const before = aListing({ clinicId: CLINIC });
  const { connectionId: _, ...unconnected } = before;
  const audit = { subject: 'listing/mill-lane-google', action: 'changed', by: 'setup', at: NOW } as const;
  await api.needs.clinics.saveListing({ before, after: { ...unconnected, version: 2 }, audit });
});

afterEach(async () => {
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = undefined;
  expect(faults).toEqual([]);
});

async function openSources(context = {}): Promise<Page> {
  const staffId = memberOf(CLINIC, 'owner');
  const hash = `#/${CLINIC}/sources`;
  opened = await openSignedIn({ browser: browser(), site: site(), staffId, hash, context });
  return opened.page;
}

async function openDialog(context = {}) {
  const page = await openSources(context);
  await page.getByRole('button', { name: 'Import from Google…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import from Google' });
  const give = (name: string, content: string | Buffer) =>
    dialog
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/zip', buffer: Buffer.from(content) });
  return { page, dialog, give };
}

const anExport = (many: number, locationId = LOCATION) =>
  takeoutExport([
    {
      ...{ accountId: '1', locationId, title: 'Juniper Lane' },
      reviews: Array.from({ length: many }, (_, n) => aGoogleReview(n)),
    },
  ]);

describe('before Google is connected', () => {
  it('says that it is no fault, keeps what was applied for, and lets an owner add the link to write a review', async () => {
    const page = await openSources({ permissions: ['clipboard-read', 'clipboard-write'] });
    const waiting = page.getByRole('article', { name: 'Ask Google for access' });
    await expect(page.getByText('Not connected to Google yet', { exact: true })).toBeVisible();

    await waiting.getByLabel('The form “Application for Basic API Access” is sent').check();
    await waiting.getByLabel('Day of the application').fill('2026-11-10');
    await waiting.getByRole('button', { name: 'Save' }).click();

    const applied = page.getByRole('article', { name: 'Google has not approved your access yet' });
    await expect(applied).toContainText('Applied on 10 November');
    await expect(applied.getByLabel('The form “Application for Basic API Access” is sent')).toBeChecked();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityFaults(page, 'colours')).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });

    await page.getByRole('button', { name: 'Add the link to write a review' }).click();
    const field = page.getByLabel('Google’s id of this place');
    await field.fill('somewhere');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.getByText('This is not the id of a place.')).toBeVisible();

    await field.fill('ChIJmadeupmadeupmadeup01');
    await field.press('Enter');
    await page.getByRole('button', { name: 'Copy the link to write a review' }).click();

    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toBe('https://search.google.com/local/writereview?placeid=ChIJmadeupmadeupmadeup01');
  });
});

describe('the import', () => {
  it('says what a file is not, and asks for the day when a good one does not say it', async () => {
    const { page, dialog, give } = await openDialog(PHONE);
    const written = {
      type: 'FeatureCollection',
      features: [{ properties: { five_star_rating_published: 4 } }],
    };

    await give('Reviews.json', JSON.stringify(written));
    await expect(dialog.getByRole('alert')).toContainText('reviews that you wrote yourself');
    await give('holiday.jpg', 'JFIF');
    await expect(dialog.getByRole('alert')).toContainText('This is no export of Google’s');
    await give('takeout.zip', anExport(3).subarray(0, 200));

    await expect(dialog.getByRole('alert')).toContainText('This file is not complete');
    expect(await accessibilityFaults(page)).toEqual([]);

    await give('reviews.zip', anExport(2));
    const day = dialog.getByLabel('On which day did you make this export?');
    await day.fill('2026-10-01');
    await expect(dialog).toContainText('Give a day from 25 October to today.');
    await expect(dialog.getByRole('button', { name: 'Import 2 reviews' })).toBeDisabled();
    await day.fill('2026-11-20');
    await expect(dialog.getByRole('button', { name: 'Import 2 reviews' })).toBeEnabled();
    await dialog.getByRole('button', { name: 'Choose another file' }).click();

    await give('takeout-20261001T101112Z-001.zip', anExport(2));

    await expect(dialog).toContainText('Please make a new export');
    await expect(dialog.getByRole('button', { name: 'Import 2 reviews' })).toHaveCount(0);
  });

  it('shows what was found, brings it in by keyboard alone, and reminds from a week before its end', async () => {
    const { page, dialog, give } = await openDialog();
    await give(takeoutName(EXPORTED), anExport(130));
    await expect(dialog.getByRole('heading', { name: 'One location found' })).toBeFocused();
    await expect(dialog).toContainText('130 reviews, 130 of them with words');
    await expect(dialog).toContainText('Belongs to Mill Lane here.');
    await expect(dialog).toContainText('can stay on your pages until 18 December');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityFaults(page, 'colours')).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await expect(dialog.getByRole('heading', { name: 'Your Google reviews are here' })).toBeFocused();
    await expect(dialog).toContainText('130 new or changed');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(
      page.getByText('From an export of 19 November, not confirmed by Google', { exact: true }),
    ).toBeVisible();
    await expect(page.getByText('leave your pages on 18 December')).toBeVisible();
    expect(await site().api.needs.reviews.listOfClinic(CLINIC)).toHaveLength(130);

    await page.clock.setFixedTime(new Date('2026-12-12T10:00:00.000Z'));
    await page.goto(`${site().origin}/#/${CLINIC}/pages`);
    await page.reload();

    const note = page.getByRole('note').filter({ hasText: 'leave your pages on 18 December' });

    await expect(note).toContainText('The Google reviews of Mill Lane');
    await note.getByRole('link', { name: 'See how' }).click();
    await expect(page.getByRole('heading', { name: 'Sources', level: 1 })).toBeVisible();
  });

  it('asks whether a place that is here already is the same, tells two apart, and removes the one too many', async () => {
    const { page, dialog, give } = await openDialog();
    await page.clock.setFixedTime(new Date(NOW));
    await give(takeoutName(EXPORTED), anExport(3, '98765'));
    await dialog.getByLabel('Where is Juniper Lane?').selectOption({ label: 'Mill Lane' });
    await expect(dialog).toContainText(
      'Mill Lane already has Google reviews here, under another number than Juniper Lane.',
    );
    await dialog.getByRole('button', { name: 'Import 3 reviews' }).click();
    await dialog.getByRole('button', { name: 'Close' }).last().click();

    const second = page.getByRole('article', { name: /^Mill Lane Google.*number 98765/u });
    await expect(page.getByRole('article', { name: /^Mill Lane Google/u })).toHaveCount(2);
    await expect(second).toContainText('This place is listed twice');
    await second.getByRole('button', { name: /^Remove…/u }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove them' }).click();

    await expect(page.getByText('Google: removed')).toBeVisible();
    await expect(page.getByText('This place is listed twice')).toHaveCount(0);
    await site().world.pull(CLINIC, 'google-98765');
    await page.reload();
    await expect(page.getByRole('article', { name: /^Mill Lane Google/u })).toHaveCount(1);
  });
});

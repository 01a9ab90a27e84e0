import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, describe, it } from 'vitest';
import type { Role } from '../../functions/domain/clinic.ts';
import { memberOf, seedClinic, seedYelp } from '../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { adminSiteForTests } from './support/admin-site.ts';
import { accessibilityFaults, openSignedIn, PHONE, type Visited } from './support/open-page.ts';
import { plantExcerpts } from './support/seed-screens.ts';

const site = adminSiteForTests();
const browser = browserForTests();
let opened: Visited | undefined;
let made = 0;

afterEach(async () => {
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = undefined;
  expect(faults).toEqual([]);
});

/** A clinic of its own with two excerpts from Yelp. */
async function aClinicAtYelp(): Promise<string> {
  made += 1;
  const clinicId = `at-yelp-${made}`;
  await seedClinic(site().api, clinicId);
  await seedYelp(site().api, clinicId);
  await plantExcerpts(site().api, clinicId);
  return clinicId;
}

async function open(
  clinicId: string,
  {
    path = 'excerpts',
    role = 'staff',
    context = {},
  }: { path?: string; role?: Role; context?: BrowserContextOptions } = {},
): Promise<Page> {
  const hash = `#/${clinicId}/${path}`;
  opened = await openSignedIn({
    browser: browser(),
    site: site(),
    staffId: memberOf(clinicId, role),
    hash,
    context,
  });
  return opened.page;
}

const button = (page: Page, name: string) => page.getByRole('button', { name });
const decisionOf = (clinicId: string) =>
  site().api.needs.listingDecisions.find({ clinicId, listingId: 'mill-lane-yelp' });

describe('Yelp’s excerpts', () => {
  it('wait for one decision, found from the inbox, and all of them are shown by it', async () => {
    const clinicId = await aClinicAtYelp();
    const page = await open(clinicId, { path: 'waiting' });

    await page.getByRole('link', { name: 'Decide about them' }).click();
    await expect(page.locator('.excerpt')).toHaveCount(2);
    await expect(page.locator('.excerpt').nth(0)).toContainText('Renata G.');
    await button(page, 'Show all 2').click();

    await expect(page.getByText('All of them are on your site, in Yelp’s order.')).toBeVisible();
    await expect(page.getByText('You decided this')).toBeVisible();
    await expect.poll(() => decisionOf(clinicId)).toMatchObject({ status: 'shown', version: 1 });
    await expect(page.getByRole('link', { name: 'Decide about them' })).toHaveCount(0);
  });

  it('lose one for a legal reason only, asked for by itself, and get it back', async () => {
    const clinicId = await aClinicAtYelp();
    const page = await open(clinicId);

    await button(page, 'Take this one down…').nth(1).click();
    await expect(page.getByRole('dialog')).toContainText('for a legal reason only');
    await expect(button(page, 'Leave it')).toBeFocused();
    await button(page, 'There is a legal reason, take it down').click();
    await expect(page.getByText('Taken down by Sam')).toBeVisible();
    await expect(button(page, 'Show it')).toBeVisible();
    await button(page, 'Put it up again').click();

    await expect(button(page, 'Show all 2')).toBeVisible();
    await expect.poll(() => decisionOf(clinicId)).toMatchObject({ version: 2, takenDown: [] });
  });

  it('show what somebody else decided meanwhile, and write nothing over it', async () => {
    const clinicId = await aClinicAtYelp();
    const page = await open(clinicId);
    await expect(button(page, 'Show none')).toBeVisible();
    await opened?.holdReading();
    await site().api.ask(
      memberOf(clinicId, 'owner'),
      'POST /api/clinics/{clinicId}/listings/{listingId}/excerpts',
      {
        clinicId,
        listingId: 'mill-lane-yelp',
        body: { seenVersion: 0, status: 'shown' },
      },
    );

    await button(page, 'Show none').click();

    await expect(page.getByText('Somebody changed this meanwhile.')).toBeVisible();
    await expect(page.getByText('Olga decided this')).toBeVisible();
    expect(await decisionOf(clinicId)).toMatchObject({ status: 'shown', version: 1 });
  });

  it('are chosen one by one once an owner has recorded Yelp’s consent, and not before', async () => {
    const clinicId = await aClinicAtYelp();
    const page = await open(clinicId, { role: 'owner' });

    await button(page, 'Yelp has agreed in writing…').click();
    await button(page, 'Choose one by one').click();
    await expect(page.getByText('Say where it lies')).toBeVisible();
    await page.getByLabel('Where the document lies').fill('Letter of 2 March, green folder');
    await page.keyboard.press('Enter');
    await expect(
      page.getByText('as Yelp agreed to in writing (Letter of 2 March, green folder'),
    ).toBeVisible();
    await button(page, 'Go back to all or none').click();

    await expect(page.locator('.excerpt')).toHaveCount(2);
    const listing = () => site().api.needs.clinics.findListing(clinicId, 'mill-lane-yelp');
    await expect.poll(listing).toMatchObject({ version: 3 });
    expect(await listing()).not.toHaveProperty('excerptConsent');
  });

  it.each([
    ['at a desk', {}],
    ['on a phone in the dark', { ...PHONE, colorScheme: 'dark' }],
  ] as const)('can be read and used by everybody %s', async (_, context) => {
    const page = await open(await aClinicAtYelp(), { role: 'owner', context });
    await button(page, 'Yelp has agreed in writing…').click();
    await expect(page.getByLabel('Where the document lies')).toBeVisible();

    expect(await accessibilityFaults(page)).toEqual([]);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
      .toBeLessThanOrEqual(0);
  });
});

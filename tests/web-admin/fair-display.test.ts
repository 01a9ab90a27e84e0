import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, it } from 'vitest';
import { memberOf, reviewIdOf, seedClinic } from '../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { adminSiteForTests } from './support/admin-site.ts';
import { accessibilityFaults, openSignedIn, PHONE, type Visited } from './support/open-page.ts';
import { plantTiltedClinic } from './support/seed-fair.ts';
import { plant } from './support/seed-inbox.ts';
import { plantSecondClinic, plantWholeClinic } from './support/seed-screens.ts';

const TILTED = 'tilted';
const FAIR = 'fair';

const site = adminSiteForTests();
const browser = browserForTests();
let opened: Visited | undefined;

beforeAll(async () => {
  await plantTiltedClinic(site().api, TILTED);
  await plantWholeClinic(site().api, FAIR);
  await plantSecondClinic(site().api, 'empty', FAIR);
});

afterEach(async () => {
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = undefined;
  expect(faults).toEqual([]);
});

async function open(clinicId: string, path: string, context: BrowserContextOptions = {}): Promise<Page> {
  const staffId = memberOf(clinicId === 'empty' ? FAIR : clinicId, 'staff');
  const hash = `#/${clinicId}/${path}`;
  opened = await openSignedIn({ browser: browser(), site: site(), staffId, hash, context });
  return opened.page;
}

const note = (page: Page, title: string) => page.locator('.note').filter({ hasText: title });

describe('fair display', () => {
  it('says that low ratings are held back, with the counts and the reason why it matters', async () => {
    const page = await open(TILTED, 'fair-display');

    await expect(note(page, 'Nearly all low ratings are held back')).toContainText(
      'You show 31 of 33 reviews with four or five stars, and 0 of 6 with three or fewer.',
    );
    await expect(note(page, 'Nearly all low ratings are held back')).toContainText('16 CFR Part 465');
    await expect(note(page, '1 review has waited for more than 14 days')).toBeVisible();
  });

  it('counts by listing and stars in a table that can be heard', async () => {
    const page = await open(TILTED, 'fair-display');
    const table = page.getByRole('table', { name: 'Google, Mill Lane' });
    const row = (stars: string) => table.getByRole('row', { name: stars });

    await expect(row('5 of 5 stars').getByRole('cell')).toHaveText(['27', '2', '0', '1']);
    await expect(row('2 of 5 stars').getByRole('cell')).toHaveText(['0', '0', '1', '0']);
    await expect(page.getByText('You show 31 of 40 with words')).toBeVisible();
  });

  it('draws each rating as long as it is frequent', async () => {
    const page = await open(TILTED, 'fair-display');
    const widthOf = async (nth: number) =>
      (await page.locator('.fair-bar').nth(nth).boundingBox())?.width ?? 0;
    await expect(page.locator('.fair-bar')).toHaveCount(5);

    await expect.poll(async () => (await widthOf(1)) / (await widthOf(0))).toBeCloseTo(5 / 30, 1);
    await expect(page.locator('.fair-bar').nth(0).locator('span')).toHaveCount(3);
  });

  it('says so when nothing is amiss, and when there is nothing to count', async () => {
    const page = await open(FAIR, 'fair-display');
    await expect(note(page, 'Nothing stands out')).toBeVisible();

    await page.goto(`${site().origin}/#/empty/fair-display`);

    await expect(page.getByRole('heading', { name: 'There is nothing to count yet' })).toBeVisible();
  });

  it('names a listing that is not counted yet, and does not say that nothing stands out', async () => {
    const page = await open(FAIR, 'waiting');
    const uncounted = [{ source: 'google-business', place: 'Mill Lane' }];
    await page.route('**/fair-display', (route) =>
      route.fulfill({ json: { listings: [], overdue: 0, uncounted } }),
    );

    await page.goto(`${site().origin}/#/${FAIR}/fair-display`);

    await expect(note(page, 'Not everything is counted yet')).toContainText('Google, Mill Lane');
    await expect(note(page, 'Nothing stands out')).toBeHidden();
  });

  it('is found from the navigation, and from a notice in the inbox where it applies', async () => {
    const page = await open(TILTED, 'waiting');
    const notice = page.getByRole('note').filter({ hasText: 'Nearly all low ratings are held back' });

    await notice.getByRole('link', { name: 'See the counts' }).click();
    await expect(page.getByRole('heading', { name: 'Fair display', level: 1 })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Fair display', exact: true })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await expect(page).toHaveTitle(/Fair display/u);
  });

  it('stops telling of what was left waiting as soon as it is decided', async () => {
    const clinicId = 'left-waiting';
    await seedClinic(site().api, clinicId);
    await plant(site().api, clinicId, {
      n: 1,
      text: 'Good.',
      moderation: { openedAt: '2026-11-01T10:00:00.000Z' },
    });
    const page = await open(clinicId, 'waiting');
    await expect(page.locator('.fair-notice')).toContainText('1 review has waited for more than 14 days');
    await expect(page.getByRole('button', { name: /^Show/u })).toBeVisible();

    await page.keyboard.press('a');

    await expect(page.locator('.fair-notice')).toHaveCount(0);
  });

  it('follows a decision at once, whatever was read before', async () => {
    await plantTiltedClinic(site().api, 'followed');
    const page = await open('followed', 'fair-display');
    await expect(page.getByText('0 of 6 with three or fewer')).toBeVisible();

    await page.evaluate((to) => location.assign(to), `#/followed/waiting/${reviewIdOf(137)}`);
    await expect(page.getByRole('button', { name: 'Show', exact: true })).toBeVisible();
    await page.keyboard.press('a');
    await page.getByRole('link', { name: 'Fair display' }).click();

    await expect(page.getByText('1 of 6 with three or fewer')).toBeVisible();
  });

  it('leaves the inbox alone where nothing is amiss', async () => {
    const page = await open(FAIR, 'fair-display');
    await expect(note(page, 'Nothing stands out')).toBeVisible();

    await page.getByRole('link', { name: /^Waiting for you/u }).click();

    await expect(page.getByRole('heading', { name: 'Maria Lopez' })).toBeVisible();
    await expect(page.locator('.fair-notice')).toHaveCount(0);
  });

  it('hands over what was corrected, line by line, without a word of it', async () => {
    const review = await plant(site().api, FAIR, {
      n: 40,
      text: 'My wrist hurts.',
      moderation: { corrections: [{ action: 'added', conditionId: 'wrist-pain', start: 3, end: 8 }] },
    });
    const page = await open(FAIR, 'fair-display', { acceptDownloads: true });
    const download = page.waitForEvent('download');

    await page.getByRole('button', { name: 'Download corrections' }).click();

    const file = await download;
    const stream = await file.createReadStream();
    const text = (await stream.toArray()).join('');
    expect(file.suggestedFilename()).toBe(`${FAIR}-corrections.jsonl`);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        action: 'added',
        conditionId: 'wrist-pain',
        start: 3,
        end: 8,
        reviewId: review.reviewId,
        source: 'google-business',
        contentHash: review.contentHash,
        lexiconVersion: 'test',
      },
    ]);
    await expect(page.getByText('1 correction downloaded.')).toBeVisible();
  });

  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['light on a phone', PHONE],
  ] as const)('has no fault that a machine can find, %s', async (_name, context) => {
    const page = await open(TILTED, 'fair-display', { reducedMotion: 'reduce', ...context });
    await expect(page.getByRole('table')).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.goto(`${site().origin}/#/${TILTED}/waiting`);
    await expect(page.locator('.fair-notice')).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

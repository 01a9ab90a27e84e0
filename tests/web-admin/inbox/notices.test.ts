import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, describe, it } from 'vitest';
import { memberOf, reviewIdOf, seedClinic } from '../../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../../support/browser.ts';
import { expect } from '../../support/expect.ts';
import { adminSiteForTests } from '../support/admin-site.ts';
import { openSignedIn, PHONE, storedDecision, type Visited } from '../support/open-page.ts';
import { plant } from '../support/seed-inbox.ts';

const REVIEWS = 8;

const site = adminSiteForTests();
const browser = browserForTests();
let opened: Visited | undefined;
let clinics = 0;
let clinicId = '';

afterEach(async () => {
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = undefined;
  expect(faults).toEqual([]);
});

/** Opens the first of eight long reviews, the newest of which is the one with the highest number. */
async function open(context: BrowserContextOptions): Promise<Page> {
  clinics += 1;
  clinicId = `notices-${clinics}`;
  await seedClinic(site().api, clinicId);
  for (let n = 1; n <= REVIEWS; n += 1) {
    const text = 'They listened and explained every needle to me. '.repeat(40).trim();
    await plant(site().api, clinicId, { n, author: `Reader ${n}`, writtenOn: `2026-11-0${n}`, text });
  }
  opened = await openSignedIn({
    browser: browser(),
    site: site(),
    staffId: memberOf(clinicId, 'staff'),
    hash: `#/${clinicId}/waiting/${reviewIdOf(REVIEWS)}`,
    context,
  });
  await expect(heading(opened.page, `Reader ${REVIEWS}`)).toBeVisible();
  return opened.page;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 });
const decisionBar = (page: Page) => page.locator('.decision-bar > button');
const notice = (page: Page) => page.getByRole('alert');
const refused = (page: Page) => notice(page).filter({ hasText: /not saved/iu });
const decision = (n: number) => storedDecision(site().api, clinicId, reviewIdOf(n));

/** The buttons that decide, and whether a click on their left, middle and right reaches them. */
const reached = (page: Page) =>
  decisionBar(page).evaluateAll((buttons) =>
    buttons.map((button) => {
      const { x, y, width, height } = button.getBoundingClientRect();
      return [0.1, 0.5, 0.9].map((part) =>
        button.contains(document.elementFromPoint(x + width * part, y + height / 2)),
      );
    }),
  );
const BOTH_REACHED = [
  [true, true, true],
  [true, true, true],
];

/** A notice slides in; what counts is where it comes to rest. */
async function atRest(page: Page): Promise<void> {
  await expect(notice(page).first()).toBeVisible();
  await notice(page)
    .first()
    .evaluate(async (element) => {
      await Promise.all(
        element.getAnimations({ subtree: true }).map(({ finished }) => finished.catch(() => undefined)),
      );
    });
}

const WIDTHS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['a phone of 390', PHONE],
  ['768', { viewport: { width: 768, height: 1024 } }],
  ['1280', { viewport: { width: 1280, height: 800 } }],
  ['1440', { viewport: { width: 1440, height: 900 } }],
];

describe('a notice', () => {
  it.each(WIDTHS)('leaves the buttons that decide free on %s, and undoes', async (_, context) => {
    const page = await open(context);
    await expect.poll(() => reached(page)).toEqual(BOTH_REACHED);

    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(heading(page, 'Reader 7')).toBeVisible();
    await atRest(page);
    await expect.poll(() => reached(page)).toEqual(BOTH_REACHED);
    await notice(page).getByRole('button', { name: 'Undo' }).click();
    await expect(heading(page, 'Reader 8')).toBeVisible();
    await expect.poll(() => decision(8)).toMatchObject({ status: 'waiting' });

    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(heading(page, 'Reader 7')).toBeVisible();
    await page.keyboard.press('z');
    await expect(heading(page, 'Reader 8')).toBeVisible();
    await expect.poll(() => decision(8)).toMatchObject({ status: 'waiting' });
  });

  it.each(WIDTHS)('of all that was refused is one on %s, and leaves them free', async (_, context) => {
    const page = await open(context);
    await refuseDecisions(page);
    await decideThree(page);

    await expect(notice(page)).toHaveCount(1);
    await expect(notice(page)).toContainText('3 changes were not saved');
    await expect(notice(page)).toContainText(/Reader 8.*Reader 7.*Reader 6/u);
    await atRest(page);
    await expect.poll(() => reached(page)).toEqual(BOTH_REACHED);
  });

  it('of what was refused tries all again', async () => {
    const page = await open({});
    await refuseDecisions(page);
    await decideThree(page);
    await page.unroute('**/decision');

    await notice(page).getByRole('button', { name: 'Try all again' }).click();

    for (const n of [8, 7, 6]) await expect.poll(() => decision(n)).toMatchObject({ status: 'shown' });
    await expect(page.getByText('not saved')).toHaveCount(0);
  });

  it('of what was refused can be closed, and says only what came after', async () => {
    const page = await open({});
    await refuseDecisions(page);
    await decideThree(page);
    await refused(page).getByRole('button', { name: 'Close' }).click();
    await expect(notice(page)).toHaveCount(0);

    await page.getByRole('link', { name: /Reader 5/u }).click();
    await expect(heading(page, 'Reader 5')).toBeVisible();
    await page.keyboard.press('a');

    await expect(refused(page)).toContainText('Not saved: The review by ⁨Reader 5');
    await expect(refused(page).getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});

function refuseDecisions(page: Page): Promise<unknown> {
  return page.route('**/decision', (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: '{"type":"/problems/forbidden"}',
    }),
  );
}

/** Shows the first three reviews, each after the one before was refused. */
async function decideThree(page: Page): Promise<void> {
  for (const n of [8, 7, 6]) {
    await page.goto(`${site().origin}/#/${clinicId}/waiting/${reviewIdOf(n)}`);
    await expect(heading(page, `Reader ${n}`)).toBeVisible();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(refused(page)).toContainText(`Reader ${n}`);
  }
}

import type { Page, Route } from 'playwright-core';
import { afterEach, describe, it } from 'vitest';
import { memberOf, reviewIdOf } from '../../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../../support/browser.ts';
import { expect } from '../../support/expect.ts';
import { adminSiteForTests } from '../support/admin-site.ts';
import { expectHeard } from '../support/heard.ts';
import { openAsSam, storedDecision, type Visited } from '../support/open-page.ts';
import { plantThree } from '../support/seed-three.ts';

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

/** Opens a clinic of its own with Ann's review (3), which is selected, Ben's (2) and Cleo's (1). */
async function openThree(): Promise<Page> {
  clinics += 1;
  clinicId = `unanswered-${clinics}`;
  await plantThree(site().api, clinicId);
  opened = await openAsSam(browser(), site(), clinicId);
  await expect(heading(opened.page, 'Ann Moor')).toBeVisible();
  return opened.page;
}

/** Lets a request arrive and loses the answer. */
async function loseReply(route: Route): Promise<void> {
  await route.fetch();
  await route.abort();
}

/** Holds the first request to an address for ever; resolves when it was made. */
function holdFirst(page: Page, address: string): Promise<void> {
  return new Promise((resolve) => {
    let asked = 0;
    void page.route(address, (route) => {
      asked += 1;
      if (asked > 1) return route.continue();
      return resolve();
    });
  });
}

const names = (page: Page) => page.locator('.queue-item strong');
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 });
const decision = (n: number) => storedDecision(site().api, clinicId, reviewIdOf(n));
const unsure = (page: Page) => page.getByRole('alert').filter({ hasText: 'No answer' });
/** How many notes of unsaved changes the tab keeps, 0 or 1. */
const kept = (page: Page) =>
  page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.endsWith('.unsaved')).length);

describe('a change without an answer', () => {
  it('is saved, and called so, when only the answer was lost', async () => {
    const page = await openThree();
    await page.route('**/decision', loseReply, { times: 1 });

    await page.keyboard.press('a');

    await expect(page.getByRole('alert')).toContainText('Ann Moor⁩: shown on your site.');
    await expect.poll(() => decision(3)).toMatchObject({ status: 'shown' });
    await expect.poll(() => kept(page)).toBe(0);
    await expect(names(page)).toHaveText(['Ben Olt', 'Cleo Dix']);
    await expect(page.getByRole('alert')).toHaveCount(1);
    await expect(page.getByRole('alert')).toContainText('Ann Moor⁩: shown on your site.');
  });

  it('is not called lost while nobody knows, and is looked into again', async () => {
    const page = await openThree();
    await page.route('**/decision', loseReply);

    await page.keyboard.press('a');

    await expect(unsure(page)).toContainText('No answer yet: The review by ⁨Ann Moor');
    await expect(unsure(page)).toContainText('We do not know whether this was saved.');
    await expect(page.getByText('back as it was')).toHaveCount(0);
    await expect.poll(() => decision(3)).toMatchObject({ status: 'shown', by: memberOf(clinicId, 'staff') });

    await page.unroute('**/decision');
    await page.clock.fastForward(6_000);
    await expectHeard(page, 'Saved what you did last.');
    await expect(unsure(page)).toHaveCount(0);
    await expect(names(page)).toHaveText(['Ben Olt', 'Cleo Dix']);
  });

  it('is saved by itself once the connection is back, the undoing of it too', async () => {
    const page = await openThree();
    await page.route('**/api/**', (route) => route.abort());
    await page.keyboard.press('a');
    await page.keyboard.press('z');
    await expect(page.getByText('No answer yet about 2 changes')).toBeVisible();
    await page.getByRole('link', { name: /Ben Olt/u }).click();
    await expect(heading(page, 'Ben Olt')).toBeVisible();
    await page.keyboard.press('a');
    await expect(page.getByText('No answer yet about 3 changes')).toBeVisible();

    await page.unroute('**/api/**');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));

    await expectHeard(page, 'Saved the last 3 things you did.');
    await expect.poll(() => decision(3)).toMatchObject({ status: 'waiting' });
    await expect.poll(() => decision(2)).toMatchObject({ status: 'shown' });
    await expect(names(page)).toHaveText(['Ann Moor', 'Cleo Dix']);
  });

  it('is saved when the computer is online again, as the page says while it is not', async () => {
    const page = await openThree();
    await page.context().setOffline(true);
    const note = page.locator('.connection-note');
    await expect(note).toContainText('your decisions are saved when you are back online');

    await page.keyboard.press('a');
    await expect(unsure(page)).toBeVisible();
    await expect(note).toBeVisible();
    expect(await decision(3)).toMatchObject({ status: 'waiting' });
    await page.context().setOffline(false);

    await expect.poll(() => decision(3)).toMatchObject({ status: 'shown', by: memberOf(clinicId, 'staff') });
    await expect(unsure(page)).toHaveCount(0);
    await expect.poll(() => kept(page)).toBe(0);
  });

  it('gives way to what the person decides next', async () => {
    const page = await openThree();
    await page.route('**/decision', (route) => route.abort());
    await page.keyboard.press('a');
    await expect(unsure(page)).toBeVisible();
    await page.getByRole('link', { name: /Ann Moor/u }).click();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    await page.keyboard.press('r');
    await expect(page.getByRole('button', { name: 'Insulting or abusive' })).toBeFocused();
    await page.unroute('**/decision');

    await page.getByRole('button', { name: 'Posted twice' }).click();

    await expect(unsure(page)).toHaveCount(0);
    await expect.poll(() => decision(3)).toMatchObject({ status: 'not-shown', reason: 'duplicate' });
    await expect.poll(() => kept(page)).toBe(0);
    await page.clock.fastForward(6_000);
    await expect(names(page)).toHaveText(['Ben Olt', 'Cleo Dix']);
    expect(await decision(3)).toMatchObject({ status: 'not-shown', reason: 'duplicate' });
  });
});

describe('leaving the page before the answer', () => {
  it('is asked about, and the next page saves what was done', async () => {
    const page = await openThree();
    const asked = holdFirst(page, '**/decision');
    await page.keyboard.press('a');
    await asked;
    expect(await decision(3)).toMatchObject({ status: 'waiting' });

    await page.reload();

    await expect.poll(() => opened?.askedToStay()).toBe(1);
    await expectHeard(page, 'Saved what you did last.');
    await expect(names(page)).toHaveText(['Ben Olt', 'Cleo Dix']);
    await expect.poll(() => decision(3)).toMatchObject({ status: 'shown', by: memberOf(clinicId, 'staff') });
  });

  it('has the next page save two steps with one review, in their order', async () => {
    const page = await openThree();
    const asked = holdFirst(page, '**/reviews/*/conditions');
    await page.getByRole('button', { name: /^Remove Back pain/iu }).click();
    await page.keyboard.press('a');
    await asked;

    await page.reload();

    await expectHeard(page, 'Saved the last 2 things you did.');
    const stored = await site().api.needs.moderations.find(clinicId, reviewIdOf(3));
    expect(stored).toMatchObject({ status: 'shown' });
    expect(stored?.corrections).toMatchObject([{ action: 'removed', conditionId: 'back-pain' }]);
  });

  it('has the next page take back what was taken back', async () => {
    const page = await openThree();
    const asked = holdFirst(page, '**/decision');
    await page.keyboard.press('a');
    await page.keyboard.press('z');
    await asked;

    await page.reload();

    await expectHeard(page, 'Saved the last 2 things you did.');
    await expect(names(page)).toHaveText(['Ann Moor', 'Ben Olt', 'Cleo Dix']);
    await expect.poll(() => decision(3)).toMatchObject({ status: 'waiting' });
  });

  it('does not stop the request, which outlives the page', async () => {
    const page = await openThree();
    await page.evaluate(() => {
      const send = window.fetch;
      window.fetch = (input, init) => {
        if (init?.method === 'POST') document.body.setAttribute('data-keepalive', String(init.keepalive));
        return send(input, init);
      };
    });

    await page.keyboard.press('a');

    await expect(page.locator('body')).toHaveAttribute('data-keepalive', 'true');
  });

  it('asks nothing once everything is answered', async () => {
    const page = await openThree();
    await page.keyboard.press('a');
    await expect.poll(() => kept(page)).toBe(0);

    await page.reload();

    await expect(heading(page, 'Ben Olt')).toBeVisible();
    expect(opened?.askedToStay()).toBe(0);
  });
});

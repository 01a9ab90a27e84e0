import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, it } from 'vitest';
import { memberOf, reviewIdOf } from '../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { adminSiteForTests } from './support/admin-site.ts';
import { openAsSam, openSignedIn, PHONE, type Visited, visit } from './support/open-page.ts';
import { plantSecondClinic, plantWholeClinic } from './support/seed-screens.ts';

const CLINIC = 'whole';

const site = adminSiteForTests();
const browser = browserForTests();
let opened: Visited | undefined;

beforeAll(async () => {
  await plantWholeClinic(site().api, CLINIC);
  await plantSecondClinic(site().api, 'second', CLINIC);
});

afterEach(async () => {
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = undefined;
  expect(faults).toEqual([]);
});

async function open(path: string, context = {}): Promise<Page> {
  const staffId = memberOf(CLINIC, 'staff');
  const hash = `#/${CLINIC}/${path}`;
  opened = await openSignedIn({ browser: browser(), site: site(), staffId, hash, context });
  return opened.page;
}

describe('sources', () => {
  it('says of each place what its source says and how it goes', async () => {
    const page = await open('sources');
    const card = (place: string, source: string) =>
      page.getByRole('article').filter({ hasText: place }).filter({ hasText: source }).first();

    await expect(card('Mill Lane', 'Google')).toContainText('4.9');
    await expect(card('Mill Lane', 'Google')).toContainText('43 reviews on Google');
    await expect(card('Mill Lane', 'Google')).toContainText('as of 22 November');
    await expect(card('Mill Lane', 'Google')).toContainText('Google: all well, checked 12 minutes ago');
    await expect(card('Harbour Street', 'Google')).toContainText(
      'Reconnect Google: it stopped sharing reviews after 3 November',
    );
    await expect(card('Harbour Street', 'Google')).toContainText('the last of it until 2 December');
    await expect(card('Mill Lane', 'Yelp')).toContainText('Yelp: not looked at yet.');
  });

  it('are in sight beside every queue', async () => {
    const page = await open('waiting');

    await page.getByRole('link', { name: 'Your sources' }).click();

    await expect(page.getByRole('heading', { name: 'Sources', level: 1 })).toBeVisible();
  });
});

describe('on your pages', () => {
  it('gives the lines to copy', async () => {
    const page = await open('pages', { permissions: ['clipboard-read', 'clipboard-write'] });
    const card = page.getByRole('article', { name: 'Our website' });
    await card.getByLabel('Reviews that mention').selectOption({ label: 'Sciatica' });
    await card.getByLabel('Reviews of').selectOption({ label: 'Mill Lane' });

    await card.getByRole('button', { name: 'Copy the lines' }).click();

    const lines = `<clinic-reviews embed="whole-site" condition="sciatica" location="mill-lane"></clinic-reviews>\n<script src="${site().origin}/embed/v1/clinic-reviews.js" async></script>`;
    await expect(card.locator('code')).toHaveText(lines);
    await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(lines);
  });

  it('offers a partner nothing private', async () => {
    const page = await open('pages');
    const card = page.getByRole('article', { name: 'Stillwater Yoga Studio' });

    await expect(card).toContainText('A partner’s page · in English · reviews of Mill Lane');
    await expect(
      card.getByLabel('Reviews that mention').getByRole('option', { name: 'Anxiety' }),
    ).toHaveCount(0);
  });
});

describe('getting about', () => {
  it('changes the clinic, and says so when nothing has come there yet', async () => {
    const page = await open('waiting');
    await page.getByRole('button', { name: 'Juniper Lane Acupuncture Reviews Change clinic' }).click();

    await page.getByRole('menuitem', { name: 'Copper Beech Clinic' }).click();

    await expect(page.getByRole('heading', { name: 'There are no reviews yet' })).toBeVisible();
    await expect(page.getByText('Every review has been read')).toHaveCount(0);
    await expect(page).toHaveURL(/#\/second\/waiting/u);
  });

  it('goes one pane at a time on a phone, with the buttons at the bottom', async () => {
    const page = await open('waiting', PHONE);
    await expect(page.getByRole('link', { name: /Maria Lopez/u })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Show', exact: true })).toHaveCount(0);

    await page.getByRole('link', { name: /Tom B\./u }).tap();
    await expect(page.getByRole('heading', { name: 'Tom B.' })).toBeVisible();
    await expect(page.locator('.inbox-list')).toBeHidden();
    const bottomOfBar = async () => {
      const bar = await page.locator('.decision-bar').boundingBox();
      return (bar?.y ?? 0) + (bar?.height ?? 0);
    };
    await expect.poll(bottomOfBar).toBe(PHONE.viewport.height);
    await page.getByRole('link', { name: 'Back to the list: Waiting for you' }).tap();

    await expect(page.getByRole('link', { name: /Tom B\./u })).toBeVisible();
  });

  it('opens the navigation from a button where there is no room for it', async () => {
    const page = await open('waiting', { viewport: { width: 900, height: 800 } });
    await page.getByRole('button', { name: 'Open the menu' }).click();

    await page
      .getByRole('dialog', { name: 'Menu' })
      .getByRole('link', { name: 'Sources', exact: true })
      .click();

    await expect(page.getByRole('heading', { name: 'Sources', level: 1 })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  it('reaches the content with the first key', async () => {
    const page = await open('waiting');
    await expect(page.getByRole('heading', { name: 'Maria Lopez' })).toBeVisible();

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await expect(page.locator('#content')).toBeFocused();
  });

  it('says that a review is gone', async () => {
    const page = await open(`waiting/${reviewIdOf(99)}`);

    await expect(page.getByRole('heading', { name: 'This review is not here any more' })).toBeVisible();
  });
});

describe('when something fails', () => {
  it('offers a way on from a list that did not load', async () => {
    opened = await visit({
      browser: browser(),
      site: site(),
      staffId: memberOf(CLINIC, 'staff'),
      isSignedIn: true,
    });
    const { page } = opened;
    await page.route('**/reviews?*', (route) =>
      route.fulfill({ status: 500, json: { type: 'about:blank' } }),
    );
    await page.goto(`${site().origin}/#/${CLINIC}/shown`);
    await page.clock.fastForward(2_000);
    await expect(page.getByRole('alert')).toContainText('Something went wrong on our side.');

    await page.unroute('**/reviews?*');
    await page.getByRole('button', { name: 'Try again' }).click();

    await expect(page.getByRole('heading', { name: 'Chloé Martin' })).toBeVisible();
  });

  it('says that what is on the screen may be old', async () => {
    opened = await openAsSam(browser(), site(), CLINIC);
    const { page } = opened;
    await expect(page.getByRole('heading', { name: 'Maria Lopez' })).toBeVisible();

    await page.context().setOffline(true);
    await expect(page.locator('.connection-note')).toContainText('You are offline. You can go on reading');
    await expect(page.getByRole('heading', { name: 'Maria Lopez' })).toBeVisible();
    await page.context().setOffline(false);
    await expect(page.locator('.connection-note')).toHaveCount(0);
  });

  it('says so when its settings did not arrive', async () => {
    const context = await browser().newContext();
    const page = await context.newPage();
    await page.route('**/config.json', (route) => route.fulfill({ json: { client: 'page' } }));

    await page.goto(site().origin);

    await expect(page.getByRole('heading', { name: 'This page cannot start' })).toBeVisible();
    await context.close();
  });
});

describe('what stands in a row or over something', () => {
  it.each([320, 768, 1280])('begins and ends no line with a dot, %i pixels wide', async (width) => {
    const page = await open('pages', { viewport: { width, height: 800 } });
    await expect(page.locator('.facts .fact-dot').first()).toBeAttached();

    const dangling = await page.locator('.facts').evaluateAll((rows) => {
      const facts = rows.flatMap((row) => [...row.querySelectorAll('.fact')]);
      return facts.filter((fact) => {
        const edge = (fact.parentElement?.getBoundingClientRect().left ?? 0) + 16;
        const dot = fact.querySelector('.fact-dot')?.getBoundingClientRect();
        const before = fact.previousElementSibling?.getBoundingClientRect();
        const isInSight = dot !== undefined && dot.right > edge + 1;
        return isInSight && before?.top !== fact.getBoundingClientRect().top;
      }).length;
    });

    expect(dangling).toBe(0);
  });

  it('covers nothing of the list with a notice', async () => {
    const page = await open('waiting');
    await page.getByRole('button', { name: /^Show/u }).click();
    const notice = page.locator('.notices .mantine-Notification-root');
    await expect(notice).toBeVisible();

    await expect
      .poll(() =>
        page.evaluate(() => {
          const bottomOf = document.querySelector('.queue-scroll')?.getBoundingClientRect().bottom;
          const top = document
            .querySelector('.notices .mantine-Notification-root')
            ?.getBoundingClientRect().top;
          return top === undefined ? -1 : (bottomOf ?? 0) - top;
        }),
      )
      .toBeLessThanOrEqual(1);

    await notice.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('as it was before.')).toBeVisible();
  });
});

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
    for (const name of ['Mill Lane Google', 'Mill Lane Yelp', 'Harbour Street Google']) {
      await expect(page.getByRole('article', { name, exact: true })).toHaveCount(1);
    }
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
    const font = await card.locator('code').evaluate((code) => getComputedStyle(code).fontFamily);
    expect(font).toMatch(/^ui-monospace, SFMono-Regular, Menlo, Consolas, .*, monospace$/u);
    await expect(card).toContainText('No review that visitors may read fits this choice now.');
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

  it('says so when the address leads to a clinic or a screen that there is not', async () => {
    const page = await open('sources');
    await expect(page.getByRole('heading', { name: 'Sources', level: 1 })).toBeVisible();
    const lost = page.getByRole('note').filter({ hasText: 'that address' });

    await page.goto(`${site().origin}/#/elsewhere/sources`);
    await expect(lost).toContainText('not among yours, or not any more. This is Copper Beech Clinic.');
    await expect(page).toHaveURL(/#\/second\/waiting/u);
    await lost.getByRole('button', { name: 'Close' }).click();
    await expect(lost).toHaveCount(0);

    await page.goto(`${site().origin}/#/${CLINIC}/nonsense`);
    await expect(lost).toContainText('There is nothing at that address.');
  });

  it('goes back and forward from screen to screen, and closes the menu on the way', async () => {
    const page = await open('sources', { viewport: { width: 900, height: 800 } });
    const title = (name: string) => page.getByRole('heading', { name, level: 1 });
    await expect(title('Sources')).toBeVisible();
    for (const name of ['From patients', 'On your pages']) {
      await page.getByRole('button', { name: 'Open the menu' }).click();
      await page.getByRole('dialog').getByRole('link', { name, exact: true }).click();
      await expect(title(name)).toBeVisible();
    }
    await page.getByRole('button', { name: 'Open the menu' }).click();
    await expect(page.getByRole('dialog', { name: 'Menu' })).toBeVisible();

    await page.goBack();
    await expect(title('From patients')).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.goBack();
    await expect(title('Sources')).toBeVisible();
    await page.goForward();
    await expect(title('From patients')).toBeVisible();
  });

  it('says that a review is gone', async () => {
    const page = await open(`waiting/${reviewIdOf(99)}`);

    await expect(page.getByRole('heading', { name: 'This review is not here any more' })).toBeVisible();
  });
});

const SCREENS = ['excerpts', 'conditions', 'testimonials', 'sources', 'pages', 'fair-display'] as const;

describe('a clinic to which nothing has come, for somebody who may only read', () => {
  const SAID = {
    excerpts: ['You have no place at Yelp'],
    conditions: ['There are no reviews yet'],
    testimonials: ['You can read here, but not invite.'],
    sources: ['Google: not looked at yet. The first look comes by itself.'],
    pages: ['Your reviews are on no page yet'],
  } satisfies Readonly<Partial<Record<(typeof SCREENS)[number], readonly string[]>>>;

  it('says on each screen what is so', async () => {
    const page = await open('waiting');
    for (const [screen, words] of Object.entries(SAID)) {
      await page.goto(`${site().origin}/#/second/${screen}`);
      for (const said of words) await expect(page.getByText(said), screen).toBeVisible();
    }
    await expect(page.getByRole('button', { name: 'See what would change' })).toHaveCount(0);
  });
});

describe('when something fails', () => {
  it.each(SCREENS.filter((name) => name !== 'testimonials'))(
    'says on %s that it is slow, what failed, and loads again when asked',
    async (screen) => {
      const page = await open('waiting');
      await expect(page.getByRole('heading', { name: 'Waiting for you', level: 1 })).toBeVisible();
      const path = {
        'fair-display': 'fair-display',
        sources: 'listings',
        pages: 'embeds',
        conditions: 'retag',
      };
      const asked = new Map(Object.entries(path)).get(screen) ?? screen;
      const address = new RegExp(`/api/clinics/${CLINIC}/${asked}$`, 'u');
      const held: (() => void)[] = [];
      await page.route(address, async (route) => {
        await new Promise<void>((go) => held.push(go));
        await route.fulfill({ status: 500, json: { type: 'about:blank' } });
      });
      await page.goto(`${site().origin}/?again#/${CLINIC}/${screen}`);
      await expect.poll(() => held.length).toBeGreaterThan(0);
      await page.clock.fastForward(7_000);
      await expect(page.getByText('This takes longer than usual.')).toBeVisible();

      for (const go of held.splice(0)) go();
      await page.clock.fastForward(2_000);
      await expect.poll(() => held.length).toBeGreaterThan(0);
      for (const go of held.splice(0)) go();
      await expect(page.getByRole('alert')).toContainText('Something went wrong on our side.');
      await page.unroute(address);
      await page.getByRole('button', { name: 'Try again' }).click();

      await expect(page.getByRole('alert')).toHaveCount(0);
      await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0);
    },
  );

  it('says on every screen that it cannot load or save without a network, and loads by itself after that', async () => {
    const page = await open('waiting');
    await expect(page.getByRole('heading', { name: 'Waiting for you', level: 1 })).toBeVisible();
    await page.context().setOffline(true);
    for (const screen of SCREENS) {
      await page.evaluate((hash) => location.assign(hash), `#/${CLINIC}/${screen}`);
      await expect(page.locator('.connection-note'), screen).toContainText('Nothing can be saved here');
    }
    await page.evaluate((hash) => location.assign(hash), `#/${CLINIC}/pages`);
    await expect(page.getByRole('alert')).toContainText('Is this computer online?');

    await page.context().setOffline(false);

    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.locator('.connection-note')).toHaveCount(0);
  });

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
          const edgesOf = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
          const [list, said] = [edgesOf('.queue-scroll'), edgesOf('.notices .mantine-Notification-root')];
          return list && said && { isCovered: list.bottom > said.top + 1 };
        }),
      )
      .toEqual({ isCovered: false });
    await expect(notice).toBeVisible();

    await notice.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('as it was before.')).toBeVisible();
  });
});

import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, beforeAll, describe, it } from 'vitest';
import { memberOf, reviewIdOf } from '../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { adminSiteForTests } from './support/admin-site.ts';
import { accessibilityFaults, openSignedIn, PHONE, type Visited, visit } from './support/open-page.ts';
import { decideAs } from './support/seed-inbox.ts';
import { plantSecondClinic, plantWholeClinic } from './support/seed-screens.ts';

const CLINIC = 'axe-clinic';

const site = adminSiteForTests();
const browser = browserForTests();
let opened: Visited | undefined;

beforeAll(async () => {
  await plantWholeClinic(site().api, CLINIC);
  await plantSecondClinic(site().api, 'axe-second', CLINIC);
});

afterEach(async () => {
  await opened?.page.context().close();
  opened = undefined;
});

const heading = (page: Page, name: string) => page.getByRole('heading', { name });

/** Begins to choose a condition for the first word of Tom's review. */
async function choose(page: Page): Promise<void> {
  await expect(heading(page, 'Tom B.')).toBeVisible();
  await page.getByRole('textbox', { name: /^Words of the review/u }).focus();
  for (const key of ['ArrowRight', 'Enter']) await page.keyboard.press(key);
  await expect(page.getByRole('combobox', { name: /^These words say/u })).toBeFocused();
}

/** Where to go, and what to do until the screen stands as it shall be looked at. */
const SCREENS: Readonly<
  Record<string, { readonly path: string; readonly until: (page: Page) => Promise<void> }>
> = {
  'a review with conditions': {
    path: `${CLINIC}/waiting/${reviewIdOf(20)}`,
    until: (page) => expect(page.getByText('Came in from Google')).toBeVisible(),
  },
  'a review that was edited': {
    path: `${CLINIC}/waiting/${reviewIdOf(12)}`,
    until: (page) => expect(page.getByText('its words changed at Google since')).toBeVisible(),
  },
  'a right-to-left review with its translation open': {
    path: `${CLINIC}/waiting/${reviewIdOf(16)}`,
    until: async (page) => {
      await expect(heading(page, 'נועה לוי')).toBeVisible();
      await page.getByText('Google’s translation').click();
      await expect(page.locator('.folded-text').first()).toBeVisible();
    },
  },
  'a review on the site': {
    path: `${CLINIC}/shown`,
    until: (page) => expect(heading(page, 'Chloé Martin')).toBeVisible(),
  },
  'a removed review': {
    path: `${CLINIC}/removed`,
    until: (page) => expect(page.getByText('There is nothing to decide.')).toBeVisible(),
  },
  'choosing a condition': {
    path: `${CLINIC}/waiting/${reviewIdOf(17)}`,
    until: async (page) => {
      await choose(page);
      await page.keyboard.type('back');
      await page.keyboard.press('ArrowDown');
      await expect(page.getByRole('option').first()).toBeVisible();
    },
  },
  'finding no condition': {
    path: `${CLINIC}/waiting/${reviewIdOf(17)}`,
    until: async (page) => {
      await choose(page);
      await page.keyboard.type('zzz');
      await expect(page.getByText('No condition of that name.')).toBeVisible();
    },
  },
  'asking why': {
    path: `${CLINIC}/waiting/${reviewIdOf(17)}`,
    until: async (page) => {
      await expect(heading(page, 'Tom B.')).toBeVisible();
      await page.getByRole('button', { name: 'Don’t show…' }).click();
      await expect(page.getByRole('button', { name: 'Insulting or abusive' })).toBeFocused();
    },
  },
  'an empty queue': {
    path: 'axe-second/waiting',
    until: (page) => expect(heading(page, 'There are no reviews yet')).toBeVisible(),
  },
  'the clinics to choose from': {
    path: `${CLINIC}/sources`,
    until: async (page) => {
      await expect(heading(page, 'Sources')).toBeVisible();
      await page.getByRole('button', { name: /Change clinic/u }).click();
      await expect(page.getByRole('menuitem').first()).toBeVisible();
    },
  },
  sources: {
    path: `${CLINIC}/sources`,
    until: (page) => expect(page.getByText('all well').first()).toBeVisible(),
  },
  'on your pages': {
    path: `${CLINIC}/pages`,
    until: (page) => expect(heading(page, 'Stillwater Yoga Studio')).toBeVisible(),
  },
};

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  const context = { colorScheme, reducedMotion: 'reduce' } as const;
  const what = colorScheme === 'light' ? 'all' : 'colours';
  const open = async (path: string, differs: BrowserContextOptions = {}): Promise<Page> => {
    const staffId = memberOf(CLINIC, 'staff');
    const whole = { ...context, ...differs };
    opened = await openSignedIn({
      browser: browser(),
      site: site(),
      staffId,
      hash: `#/${path}`,
      context: whole,
    });
    return opened.page;
  };

  it('no screen has a fault that a machine can find', async () => {
    const page = await open(`${CLINIC}/waiting`);
    const faults: Record<string, readonly string[]> = {};
    for (const [name, { path, until }] of Object.entries(SCREENS)) {
      await page.goto(`${site().origin}/#/${path}`);
      await until(page);
      faults[name] = await accessibilityFaults(page, what);
      await page.keyboard.press('Escape');
    }

    expect(faults).toEqual(Object.fromEntries(Object.keys(SCREENS).map((name) => [name, []])));
  });

  it('nor has the sign-in page', async () => {
    opened = await visit({ browser: browser(), site: site(), staffId: '', context });
    await expect(opened.page.getByRole('button', { name: 'Sign in' })).toBeVisible();

    expect(await accessibilityFaults(opened.page, what)).toEqual([]);
  });

  it('nor has a phone', async () => {
    const page = await open(`${CLINIC}/waiting`, PHONE);
    await expect(page.getByRole('link', { name: /Maria Lopez/u })).toBeVisible();
    expect(await accessibilityFaults(page, what)).toEqual([]);

    await page.getByRole('link', { name: /Maria Lopez/u }).tap();
    await expect(heading(page, 'Maria Lopez')).toBeVisible();
    expect(await accessibilityFaults(page, what)).toEqual([]);
  });

  it('nor have the question after a conflict and the word that the session is over', async () => {
    const n = colorScheme === 'light' ? 14 : 13;
    const page = await open(`${CLINIC}/waiting/${reviewIdOf(n)}`);
    await expect(page.getByRole('button', { name: 'Show', exact: true })).toBeVisible();
    await opened?.holdReading();
    const review = { clinicId: CLINIC, reviewId: reviewIdOf(n) };
    await decideAs(site().api, memberOf(CLINIC, 'owner'), review, { status: 'not-shown', reason: 'legal' });
    await page.keyboard.press('a');
    await expect(page.getByRole('button', { name: 'Keep Olga’s' })).toBeVisible();
    expect(await accessibilityFaults(page, what)).toEqual([]);

    await page.getByRole('button', { name: 'Keep Olga’s' }).click();
    site().signIn.endSessions();
    await page.clock.fastForward(6_000);
    await expect(page.getByRole('button', { name: 'Sign in again' })).toBeVisible();
    expect(await accessibilityFaults(page, what)).toEqual([]);
  });
});

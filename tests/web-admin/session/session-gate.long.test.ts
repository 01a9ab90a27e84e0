import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, it } from 'vitest';
import { memberOf, reviewIdOf, seedClinic } from '../../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../../support/browser.ts';
import { NOW } from '../../support/builders.ts';
import { expect } from '../../support/expect.ts';
import { adminSiteForTests } from '../support/admin-site.ts';
import { expectHeard } from '../support/heard.ts';
import { listen } from '../support/listen.ts';
import { signIn, storedDecision, type Visited, visit } from '../support/open-page.ts';
import { plant } from '../support/seed-inbox.ts';

const HOUR_AND_MORE = 3_700_000;

const site = adminSiteForTests();
const browser = browserForTests();
let opened: Visited | undefined;
let clinics = 0;
let clinicId = '';

beforeEach(async () => {
  clinics += 1;
  clinicId = `session-${clinics}`;
  await seedClinic(site().api, clinicId);
  await plant(site().api, clinicId, {
    n: 2,
    author: 'Ann Moor',
    writtenOn: '2026-11-20',
    text: 'Good. Really good.',
  });
  await plant(site().api, clinicId, { n: 1, author: 'Ben Olt', writtenOn: '2026-11-19', text: 'Fine.' });
});

afterEach(async () => {
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = undefined;
  expect(faults).toEqual([]);
});

const heading = (page: Page, name: string) => page.getByRole('heading', { name });
const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

async function open(path = ''): Promise<Page> {
  opened = await signIn({
    browser: browser(),
    site: site(),
    staffId: memberOf(clinicId, 'staff'),
    hash: `#/${clinicId}/${path}`,
  });
  return opened.page;
}

describe('signing in', () => {
  it('comes back to the address the person came for', async () => {
    const page = await open(`waiting/${reviewIdOf(1)}`);

    await expect(heading(page, 'Ben Olt')).toBeVisible();
    await expect(page).toHaveURL(`${site().origin}/#/${clinicId}/waiting/${reviewIdOf(1)}`);
  });

  it('keeps no token where another tab or tomorrow could find it', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();

    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/token|oidc/u);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('says so when it did not work, and can be tried again', async () => {
    opened = await visit({ browser: browser(), site: site(), staffId: '' });
    const { page } = opened;
    await signInButton(page).click();
    await expect(page.getByRole('alert')).toContainText('Signing in did not work.');
    await expect(page).toHaveURL(`${site().origin}/`);

    site().signIn.expect(memberOf(clinicId, 'staff'));
    await signInButton(page).click();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
  });

  it('survives a reload', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();

    await page.reload();

    await expect(heading(page, 'Ann Moor')).toBeVisible();
  });

  it('says that nobody has given access yet to somebody without a clinic', async () => {
    opened = await visit({ browser: browser(), site: site(), staffId: `stranger-${clinics}` });
    const { page } = opened;
    await signInButton(page).click();

    await expect(heading(page, 'Nobody has given you access yet')).toBeVisible();
    await expect(page.getByText(`You are signed in as stranger-${clinics}@juniper.example`)).toBeVisible();
  });

  it.each(['its own', 'another'])('lets nobody frame it, from %s address', async (from) => {
    const other = await listen((_, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<iframe src="${site().origin}/"></iframe>`);
    });
    const page = await browser().newPage();
    await page.goto(from === 'another' ? other.origin : `${site().origin}/demo`);
    await expect(page.locator('iframe')).toBeVisible();
    await expect.poll(() => page.frames().at(1)?.url()).toMatch(/^chrome-error:/u);

    await expect(page.frameLocator('iframe').getByRole('button', { name: 'Sign in' })).toHaveCount(0);
    await page.close();
    await other.close();
  });
});

/** A browser whose settings forbid a page to keep something: reading the property throws already. */
async function openWithout(...kinds: readonly string[]): Promise<Page> {
  site().signIn.expect(memberOf(clinicId, 'staff'));
  const context = await browser().newContext({ locale: 'en-GB' });
  await context.addInitScript((blocked) => {
    for (const kind of blocked) {
      Object.defineProperty(window, kind, {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        },
      });
    }
  }, kinds);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  opened = { page, faults, askedToStay: () => 0, holdReading: () => Promise.reject(new Error('Not held.')) };
  await page.goto(`${site().origin}/#/${clinicId}/`);
  return page;
}

describe('a browser that blocks site data', () => {
  it('is told so in a sentence, and offered nothing that cannot work', async () => {
    const page = await openWithout(
      ...['sessionStorage', 'localStorage', 'indexedDB', 'BroadcastChannel', 'caches'],
    );

    await expect(page.getByText('This browser blocks cookies and site data for this page')).toBeVisible();
    await expect(signInButton(page)).toHaveCount(0);
  });

  it('works where only what outlives a tab is blocked, and keeps a setting as long as the page', async () => {
    const page = await openWithout('localStorage', 'indexedDB', 'BroadcastChannel');
    await signInButton(page).click();
    await expect(heading(page, 'Ann Moor')).toBeVisible();

    await page.getByRole('switch', { name: 'Keys are on' }).click();
    await page.getByRole('link', { name: /Ben Olt/u }).click();
    await expect(heading(page, 'Ben Olt')).toBeVisible();

    await expect(page.getByRole('switch', { name: 'Keys are on' })).not.toBeChecked();
  });
});

describe('the session', () => {
  it('is renewed without a word while it can be', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    const before = site().signIn.renewals();
    site().signIn.endAccessTokens();

    await page.keyboard.press('a');

    await expect
      .poll(() => storedDecision(site().api, clinicId, reviewIdOf(2)))
      .toMatchObject({ status: 'shown' });
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(site().signIn.renewals()).toBeGreaterThan(before);
  });

  it('is renewed after a long sleep of the tab', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    site().signIn.endAccessTokens();

    await page.clock.fastForward(HOUR_AND_MORE);
    await page.reload();

    await expect(heading(page, 'Ann Moor')).toBeVisible();
  });

  it('loses nothing when it ends in the middle of the work', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    site().signIn.endSessions();
    await page.keyboard.press('a');
    const over = page.getByRole('dialog', { name: 'You are signed out' });
    await expect(over).toContainText('Your last step was not saved yet.');
    expect(await storedDecision(site().api, clinicId, reviewIdOf(2))).toMatchObject({ status: 'waiting' });

    await over.getByRole('button', { name: 'Sign in again' }).click();

    await expectHeard(page, 'Saved what you did last.');
    expect(opened?.askedToStay()).toBe(0);
    await expect(heading(page, 'Ben Olt')).toBeVisible();
    expect(await storedDecision(site().api, clinicId, reviewIdOf(2))).toMatchObject({ status: 'shown' });
  });

  it('keeps the words that were being marked, and what was typed', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    await page.getByRole('textbox', { name: /^Words of the review/u }).focus();
    for (const key of ['ArrowRight', 'Enter']) await page.keyboard.press(key);
    const picker = page.getByRole('combobox', { name: 'These words say “Good”' });
    await expect(picker).toBeFocused();
    await page.keyboard.type('scia');
    await expect(picker).toHaveValue('scia');
    site().signIn.endSessions();
    await page.clock.fastForward(3_000);

    await page.getByRole('button', { name: 'Sign in again' }).click();

    await expect(picker).toHaveValue('scia');
  });

  it('does not save for one person what another did', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    site().signIn.endSessions();
    await page.keyboard.press('a');
    await expect(page.getByText('Your last step was not saved yet.')).toBeVisible();
    site().signIn.expect(memberOf(clinicId, 'owner'));

    await page.getByRole('button', { name: 'Sign in again' }).click();

    await expect(page.getByText('Olga')).toBeVisible();
    await expect(page.getByRole('link', { name: /Ann Moor/u })).toBeVisible();
    expect(await storedDecision(site().api, clinicId, reviewIdOf(2))).toMatchObject({ status: 'waiting' });
  });

  it('asks when somebody was faster while the person was signed out', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    site().signIn.endSessions();
    await page.keyboard.press('a');
    await expect(page.getByText('Your last step was not saved yet.')).toBeVisible();
    const { api } = site();
    const seen = await api.needs.moderations.find(clinicId, reviewIdOf(2));
    await api.ask(memberOf(clinicId, 'owner'), 'POST /api/clinics/{clinicId}/reviews/{reviewId}/decision', {
      clinicId,
      reviewId: reviewIdOf(2),
      body: {
        status: 'not-shown',
        reason: 'legal',
        seenVersion: seen?.version,
        seenContentHash: seen?.contentHash,
      },
    });

    await page.getByRole('button', { name: 'Sign in again' }).click();

    await expect(page.getByRole('dialog', { name: 'Somebody was faster' })).toContainText(
      'Olga chose not to show it',
    );
  });

  it('ends here and at the sign-in page when the person signs out', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();

    await page.getByRole('button', { name: 'Sign out' }).click();

    await expect(signInButton(page)).toBeVisible();
    await expect
      .poll(() => page.evaluate(() => JSON.stringify(sessionStorage)))
      .not.toContain('access_token');
  });

  it('says why the person must sign in, when the page was loaded anew after its end', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    site().signIn.endSessions();
    await page.clock.fastForward(HOUR_AND_MORE);

    await page.reload();

    await expect(page.getByRole('alert')).toContainText(
      'You are signed out, because your session has ended.',
    );
    await expect(signInButton(page)).toBeEnabled();
  });

  it('says so when nobody could be asked whether it goes on', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    site().signIn.endAccessTokens();
    await page.route('**/oauth2/token', (route) => route.abort());
    await page.clock.fastForward(HOUR_AND_MORE);

    await page.reload();

    await expect(page.getByRole('alert')).toContainText('we could not reach the sign-in page');
  });

  it('shows nothing when the browser brings the page back as it was, after the person has signed out', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    const move = (name: string) =>
      page.evaluate((type) => {
        window.dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
      }, name);

    await move('pagehide');
    await expect(page.getByText('Ann Moor').first()).toBeHidden();
    await move('pageshow');
    await expect(heading(page, 'Ann Moor')).toBeVisible();

    await move('pagehide');
    await page.evaluate(() => sessionStorage.clear());
    await move('pageshow');
    await expect(signInButton(page)).toBeVisible();
    await expect(page.getByText('Ann Moor')).toHaveCount(0);
  });

  it('is a page that no browser keeps', async () => {
    const { headers } = await fetch(`${site().origin}/`);

    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('ends in the person’s other tabs too, and takes what they show off the screen', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    const other = await page.context().newPage();
    await other.goto(`${site().origin}/#/${clinicId}/`);
    await signInButton(other).click();
    await expect(heading(other, 'Ann Moor')).toBeVisible();

    await page.getByRole('button', { name: 'Sign out' }).click();

    await expect(other.getByText('You signed out in another tab.')).toBeVisible();
    await expect(other.getByText('Ann Moor')).toHaveCount(0);
    expect(await other.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('access_token');
  });

  it('has what one tab decides followed by the other at once', async () => {
    const page = await open(`waiting/${reviewIdOf(2)}`);
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    const other = await page.context().newPage();
    await other.clock.install({ time: NOW });
    await other.goto(`${site().origin}/#/${clinicId}/fair-display`);
    await signInButton(other).click();
    await expect(other.getByRole('link', { name: 'Waiting for you 2' })).toBeVisible();
    await other.clock.pauseAt(Date.parse(NOW) + 60_000);

    await page.keyboard.press('a');

    // The clock stands, but for what a message needs to be drawn: no timer of five seconds brings the count.
    const counted = other.getByRole('link', { name: 'On your site 1' });
    await expect.poll(async () => other.clock.runFor(20).then(() => counted.count())).toBe(1);
  });

  it('tells a person who was taken off the clinic’s list', async () => {
    const page = await open();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    await page.route('**/api/clinics/**', (route) =>
      route.fulfill({
        status: 404,
        contentType: 'application/problem+json',
        body: '{"type":"/problems/not-found"}',
      }),
    );
    await page.route('**/api/me', (route) => route.fulfill({ json: { staffId: 'sam', clinics: [] } }));

    await page.clock.fastForward(6_000);

    await expect(heading(page, 'Nobody has given you access yet')).toBeVisible();
  });
});

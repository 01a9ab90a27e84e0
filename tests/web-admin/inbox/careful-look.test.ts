import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, it } from 'vitest';
import { memberOf, reviewIdOf, seedClinic } from '../../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../../support/browser.ts';
import { expect } from '../../support/expect.ts';
import { adminSiteForTests } from '../support/admin-site.ts';
import {
  accessibilityFaults,
  openSignedIn,
  PHONE,
  storedDecision,
  type Visited,
} from '../support/open-page.ts';
import { openToPolicy, plantFlagged } from '../support/seed-fair.ts';
import { plant } from '../support/seed-inbox.ts';

const site = adminSiteForTests();
const browser = browserForTests();
let opened: Visited | undefined;

beforeAll(async () => {
  await seedClinic(site().api, 'careful');
  await plantFlagged(site().api, 'careful');
  await seedClinic(site().api, 'unread');
  await plantFlagged(site().api, 'unread');
  await openToPolicy(site().api, 'unread');
  await seedClinic(site().api, 'consent');
  for (const n of [1, 2, 3]) {
    await plant(site().api, 'consent', {
      n,
      author: `Nora ${n}`,
      text: 'My sciatica is gone.',
      says: [['sciatica', 'sciatica']],
    });
  }
});

afterEach(async () => {
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = undefined;
  expect(faults).toEqual([]);
});

async function open(clinicId: string, path: string, context = {}): Promise<Page> {
  const staffId = memberOf(clinicId, 'staff');
  const hash = `#/${clinicId}/${path}`;
  opened = await openSignedIn({ browser: browser(), site: site(), staffId, hash, context });
  return opened.page;
}

const stored = (clinicId: string, n: number) => site().api.needs.moderations.find(clinicId, reviewIdOf(n));

describe('words that ask for a careful look', () => {
  it('are underlined where they stand, and told in a sentence per kind', async () => {
    const page = await open('careful', `waiting/${reviewIdOf(31)}`);

    await expect(
      page.getByRole('region', { name: 'Have a look before you decide' }).getByRole('listitem'),
    ).toHaveText([
      'Names somebody in full: “Daniel Okafor”',
      'Mentions a phone number: “555-0134”',
      'Promises a cure: “heals everything, and my sciatica”',
    ]);
    await expect(page.locator('mark[data-flagged="true"]')).toHaveText([
      'Daniel Okafor',
      '555-0134',
      'heals everything, and ',
      'my sciatica',
    ]);
  });

  it('leave a condition in the same words marked as one', async () => {
    const page = await open('careful', `waiting/${reviewIdOf(31)}`);
    const both = page.locator('mark', { hasText: 'my sciatica' });

    await expect(both).toHaveAttribute('title', 'Sciatica, Promises a cure');
    await expect(both).toHaveClass('marked tone');
  });

  it('are a small mark in the list', async () => {
    const page = await open('careful', 'waiting');

    await expect(page.getByRole('link', { name: /Ruth Adler/u })).toContainText('Have a look');
  });

  it('are asked about once before they are shown, by key and by button', async () => {
    const page = await open('careful', `waiting/${reviewIdOf(31)}`);
    const question = page.getByRole('dialog', { name: /^Show the review by .Ruth Adler.\?$/u });
    await expect(page.getByText('Mentions a phone number')).toBeVisible();

    await page.keyboard.press('a');
    await expect(question.getByRole('listitem').filter({ hasText: '555-0134' })).toBeVisible();
    await expect(question.getByRole('button', { name: 'Not yet' })).toBeFocused();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.type('arthritis\n');
    await expect(question).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Show', exact: true })).toBeVisible();
    expect(await stored('careful', 31)).toMatchObject({ status: 'waiting' });

    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await question.getByRole('button', { name: 'Show it' }).click();

    await expect
      .poll(() => storedDecision(site().api, 'careful', reviewIdOf(31)))
      .toMatchObject({ status: 'shown' });
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => stored('careful', 31)).toMatchObject({ status: 'waiting' });
    await expect(page.getByRole('heading', { name: 'Ruth Adler' })).toBeVisible();
    await page.keyboard.press('a');
    await expect.poll(() => stored('careful', 31)).toMatchObject({ status: 'shown' });
  });
});

describe('what a policy shows', () => {
  it('says that nobody has read it, and becomes a person’s decision with one key', async () => {
    const page = await open('unread', `shown/${reviewIdOf(32)}`);
    await expect(page.getByText('Nobody has read this yet: it was shown 12 minutes ago')).toBeVisible();
    await expect(page.getByRole('link', { name: /Ingrid Sol/u })).toContainText('Nobody read it yet');
    await expect(page.getByRole('button', { name: 'Keep it' })).toBeVisible();

    await page.keyboard.press('a');

    await expect
      .poll(() => storedDecision(site().api, 'unread', reviewIdOf(32)))
      .toMatchObject({ status: 'shown', by: memberOf('unread', 'staff') });
    await expect(page.getByText('You showed this')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Keep it' })).toHaveCount(0);
  });

  it('asks to be decided where the clinic has the policy no more', async () => {
    const page = await open('careful', `shown/${reviewIdOf(32)}`);

    await expect(page.getByText('your clinic no longer shows reviews that way')).toBeVisible();
    await expect(page.getByRole('link', { name: /Ingrid Sol/u })).toContainText('Not on your pages');
    await expect(page.getByRole('button', { name: 'Show', exact: true })).toBeVisible();
  });
});

describe('a withdrawn consent', () => {
  it('asks who and when, by keys alone, and tells both in the history', async () => {
    const page = await open('consent', `waiting/${reviewIdOf(1)}`);
    await expect(page.getByRole('heading', { name: 'Nora 1' })).toBeVisible();
    await page.keyboard.press('r');
    await expect(page.getByRole('button', { name: 'Insulting or abusive' })).toBeFocused();
    await page.keyboard.press('7');
    await expect(page.getByRole('radio', { name: 'The patient', exact: true })).toBeFocused();

    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio', { name: 'A parent or guardian' })).toBeChecked();
    await page.getByLabel('On which day').fill('2026-11-20');
    await page.keyboard.press('Enter');

    await expect
      .poll(() => stored('consent', 1))
      .toMatchObject({
        status: 'not-shown',
        reason: 'consent-withdrawn',
        withdrawal: { askedBy: 'guardian', askedOn: '2026-11-20' },
      });
    await page.goto(`${site().origin}/#/consent/not-shown/${reviewIdOf(1)}`);
    await expect(page.locator('.history')).toContainText(
      'Sam chose not to show it (consent withdrawn: a parent or guardian, 20 November)',
    );
  });

  it('takes no day to come, and no decision without one', async () => {
    const page = await open('consent', `waiting/${reviewIdOf(2)}`);
    await page.getByRole('button', { name: 'Don’t show…' }).click();
    await page.getByRole('button', { name: 'Consent withdrawn…' }).click();
    const day = page.getByLabel('On which day');

    for (const wrong of ['2026-11-23', '']) {
      await day.fill(wrong);
      await page.getByRole('button', { name: 'Don’t show it' }).click();
      await expect(page.getByText('Give the day they asked, today at the latest.')).toBeVisible();
      await expect(day).toBeFocused();
    }

    expect((await stored('consent', 2))?.status).toBe('waiting');
  });

  it('is undone exactly, and lets another reason be chosen', async () => {
    const page = await open('consent', `waiting/${reviewIdOf(2)}`);
    await page.getByRole('button', { name: 'Don’t show…' }).click();
    await page.getByRole('button', { name: 'Consent withdrawn…' }).click();
    await page.getByRole('button', { name: 'Don’t show it' }).click();
    await expect.poll(async () => (await stored('consent', 2))?.withdrawal?.askedOn).toBe('2026-11-22');

    await page.goto(`${site().origin}/#/consent/not-shown/${reviewIdOf(2)}`);
    await page.getByRole('button', { name: 'Other reason…' }).click();
    await page.getByRole('button', { name: 'Posted twice' }).click();
    await expect.poll(async () => (await stored('consent', 2))?.reason).toBe('duplicate');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('z');

    await expect
      .poll(() => stored('consent', 2))
      .toMatchObject({
        reason: 'consent-withdrawn',
        withdrawal: { askedBy: 'patient', askedOn: '2026-11-22' },
      });
  });
});

describe('undo', () => {
  it('leaves no correction behind when a condition was removed or added for the first time', async () => {
    const page = await open('consent', `waiting/${reviewIdOf(3)}`);
    const chip = page.getByText('Sciatica, said by: “sciatica”');
    await page.getByRole('button', { name: 'Remove Sciatica' }).click();
    await expect(chip).toHaveCount(0);
    await expect.poll(async () => (await stored('consent', 3))?.corrections).toHaveLength(1);

    await page.keyboard.press('z');

    await expect(chip).toHaveCount(1);
    await expect.poll(async () => (await stored('consent', 3))?.corrections).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it('none of it has a fault that a machine can find', async () => {
    const page = await open('careful', `waiting/${reviewIdOf(31)}`, { colorScheme, reducedMotion: 'reduce' });
    await page.goto(`${site().origin}/#/careful/shown/${reviewIdOf(32)}`);
    await expect(page.getByText('your clinic no longer shows')).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);

    await plant(site().api, 'careful', {
      n: colorScheme === 'light' ? 50 : 51,
      text: 'Call 555-0134.',
      flagged: [['phone', '555-0134']],
    });
    await page.goto(`${site().origin}/#/careful/waiting/${reviewIdOf(colorScheme === 'light' ? 50 : 51)}`);
    await expect(page.getByText('Mentions a phone number')).toBeVisible();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Don’t show…' }).click();
    await page.getByRole('button', { name: 'Consent withdrawn…' }).click();
    await expect(page.getByRole('radio', { name: 'The patient', exact: true })).toBeFocused();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

it('fits a phone', async () => {
  const page = await open('consent', `waiting/${reviewIdOf(3)}`, { ...PHONE, reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Don’t show…' }).tap();
  await page.getByRole('button', { name: 'Consent withdrawn…' }).tap();

  await expect(page.getByRole('radio', { name: 'The patient', exact: true })).toBeFocused();
  await expect
    .poll(async () => (await page.getByRole('dialog').boundingBox())?.width)
    .toBeLessThanOrEqual(PHONE.viewport.width);
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
    .toBe(PHONE.viewport.width);
  expect(await accessibilityFaults(page)).toEqual([]);
});

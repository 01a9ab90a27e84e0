import type { Page } from 'playwright-core';
import { afterEach, describe, it } from 'vitest';
import { toContentHash } from '../../../functions/domain/content-hash.ts';
import { memberOf, reviewIdOf, seedClinic } from '../../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../../support/browser.ts';
import { expect } from '../../support/expect.ts';
import { adminSiteForTests } from '../support/admin-site.ts';
import { openAsSam, openSignedIn, storedDecision, type Visited } from '../support/open-page.ts';
import { changeAtSource, decideAs, plant } from '../support/seed-inbox.ts';
import { plantThree } from '../support/seed-three.ts';

const site = adminSiteForTests();
const browser = browserForTests();
let opened: Visited | undefined;
let clinics = 0;

afterEach(async () => {
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = undefined;
  expect(faults).toEqual([]);
});

/** A clinic of its own with three reviews that wait: Ann's (3), Ben's (2) and Cleo's (1), newest first. */
async function aClinicWithThree(): Promise<string> {
  clinics += 1;
  const clinicId = `inbox-${clinics}`;
  await plantThree(site().api, clinicId);
  return clinicId;
}

async function open(clinicId: string, path?: string): Promise<Page> {
  opened = await openAsSam(browser(), site(), clinicId, path);
  return opened.page;
}

const names = (page: Page) => page.locator('.queue-item strong');
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 });
const decision = (clinicId: string, n: number) => storedDecision(site().api, clinicId, reviewIdOf(n));

describe('the inbox', () => {
  it('lists what waits, newest first, and opens the first', async () => {
    const page = await open(await aClinicWithThree());

    await expect(names(page)).toHaveText(['Ann Moor', 'Ben Olt', 'Cleo Dix']);
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Waiting for you 3' })).toBeVisible();
    await expect(page).toHaveTitle('(3) Waiting for you · Juniper Lane Acupuncture');
    await expect(page.locator('mark')).toHaveText(['back pain']);
  });

  it('goes through the list with J and K', async () => {
    const page = await open(await aClinicWithThree());
    await expect(heading(page, 'Ann Moor')).toBeVisible();

    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await expect(heading(page, 'Cleo Dix')).toBeVisible();
    await page.keyboard.press('k');
    await expect(heading(page, 'Ben Olt')).toBeVisible();
  });

  it('shows by key, opens the next, and takes it back by key', async () => {
    const clinicId = await aClinicWithThree();
    const page = await open(clinicId);
    await expect(heading(page, 'Ann Moor')).toBeVisible();

    await page.keyboard.press('a');
    await expect(heading(page, 'Ben Olt')).toBeVisible();
    await expect(names(page)).toHaveText(['Ben Olt', 'Cleo Dix']);
    await expect(page.getByRole('alert')).toContainText('Ann Moor⁩: shown on your site.');
    await expect
      .poll(() => decision(clinicId, 3))
      .toMatchObject({ status: 'shown', by: memberOf(clinicId, 'staff') });

    await page.keyboard.press('z');
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    await expect(names(page)).toHaveText(['Ann Moor', 'Ben Olt', 'Cleo Dix']);
    await expect.poll(() => decision(clinicId, 3)).toMatchObject({ status: 'waiting' });
  });

  it('keeps the pace of somebody who presses A three times and Z twice', async () => {
    const clinicId = await aClinicWithThree();
    const page = await open(clinicId);
    await expect(heading(page, 'Ann Moor')).toBeVisible();

    for (const key of ['a', 'a', 'a', 'z', 'z']) await page.keyboard.press(key);

    await expect(names(page)).toHaveText(['Ben Olt', 'Cleo Dix']);
    await expect.poll(() => decision(clinicId, 3)).toMatchObject({ status: 'shown' });
    await expect.poll(() => decision(clinicId, 2)).toMatchObject({ status: 'waiting' });
    await expect.poll(() => decision(clinicId, 1)).toMatchObject({ status: 'waiting' });
  });

  it('asks why a review is not shown and keeps the focus where it was', async () => {
    const clinicId = await aClinicWithThree();
    const page = await open(clinicId);
    await page.getByRole('button', { name: 'Don’t show…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Why is it not shown?' });
    await expect(dialog.getByRole('button')).toHaveText([
      '',
      /^Insulting or abusive/u,
      /^Names or identifies someone/u,
      /^Not about the clinic/u,
      /^Fake or advertising/u,
      /^Posted twice/u,
      /^Legal reason/u,
      /^Consent withdrawn/u,
    ]);

    await dialog.getByRole('button', { name: 'Posted twice' }).click();

    await expect(heading(page, 'Ben Olt')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Don’t show…' })).toBeFocused();
    await expect
      .poll(() => decision(clinicId, 3))
      .toMatchObject({ status: 'not-shown', reason: 'duplicate' });
    await page.getByRole('link', { name: 'Not shown 1' }).click();
    await expect(page.getByText('You chose not to show this 12 minutes ago: posted twice.')).toBeVisible();
    await expect(page.getByText('Sam chose not to show it (posted twice)')).toBeVisible();
  });

  it('takes a number for a reason, and Escape for none', async () => {
    const clinicId = await aClinicWithThree();
    const page = await open(clinicId);
    await expect(heading(page, 'Ann Moor')).toBeVisible();

    const firstReason = page.getByRole('button', { name: 'Insulting or abusive' });
    await page.keyboard.press('r');
    await expect(firstReason).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('r');
    await expect(firstReason).toBeFocused();
    await page.keyboard.press('6');

    await expect.poll(() => decision(clinicId, 3)).toMatchObject({ reason: 'legal' });
  });

  it('undoes from the notice what was not the first decision', async () => {
    const clinicId = await aClinicWithThree();
    const review = { clinicId, reviewId: reviewIdOf(1) };
    await decideAs(site().api, memberOf(clinicId, 'owner'), review, { status: 'not-shown', reason: 'abuse' });
    const page = await open(clinicId, 'not-shown');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(heading(page, 'You have kept nothing off your site')).toBeFocused();

    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();

    await expect(heading(page, 'Cleo Dix')).toBeVisible();
    await expect.poll(() => decision(clinicId, 1)).toMatchObject({ status: 'not-shown', reason: 'abuse' });
  });

  it('has no key act while somebody types, or once keys are off', async () => {
    const clinicId = await aClinicWithThree();
    const page = await open(clinicId);
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    await page.locator('mark').dblclick({ position: { x: 8, y: 12 } });
    await page.keyboard.press('c');
    await page.getByPlaceholder('Search conditions').pressSequentially('arz');
    await page.keyboard.press('Escape');
    await expect(names(page)).toHaveCount(3);

    await page.getByRole('switch', { name: 'Keys are on' }).click();
    await page.keyboard.press('a');
    await page.reload();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    await page.keyboard.press('a');
    await page.keyboard.press('j');

    await expect(page.getByRole('switch', { name: 'Keys are on' })).not.toBeChecked();
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    expect(await decision(clinicId, 3)).toMatchObject({ status: 'waiting' });
  });

  it('has no key act while anything is chosen, typed, asked or held, and every layout has every key', async () => {
    const clinicId = await aClinicWithThree();
    const page = await open(clinicId);
    await expect(heading(page, 'Ann Moor')).toBeVisible();

    await page.evaluate(() => {
      const press = (on: Element, init: KeyboardEventInit) =>
        on.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'a', code: 'KeyA', bubbles: true, composed: true, ...init }),
        );
      const odd: KeyboardEventInit[] = [
        ...[{ repeat: true }, { isComposing: true }, { keyCode: 229, key: 'Process' }, { keyCode: 229 }],
        ...[{ shiftKey: true, key: 'A' }, { altKey: true }, { metaKey: true }, { ctrlKey: true }],
        ...[{ modifierAltGraph: true }, { key: 'á' }, { key: 'Dead' }, { key: 'q' }, { key: 'Unidentified' }],
      ];
      for (const init of odd) press(document.body, init);
      for (const role of ['dialog', 'alertdialog', 'menu', 'listbox']) {
        const open = document.createElement('div');
        open.setAttribute('role', role);
        document.body.append(open);
        press(document.body, {});
        open.remove();
      }
      const elsewhere: readonly (readonly [tag: string, attribute?: string, value?: string])[] = [
        ...([['select'], ['textarea'], ['input', 'type', 'date'], ['div', 'role', 'spinbutton']] as const),
        ...([
          ['div', 'contenteditable', 'true'],
          ['div', 'contenteditable', 'plaintext-only'],
        ] as const),
        ...([
          ['button', 'role', 'combobox'],
          ['ul', 'role', 'tree'],
          ['div', 'role', 'textbox'],
        ] as const),
      ];
      for (const [tag, attribute, value = ''] of elsewhere) {
        const part = document.createElement(tag);
        if (attribute) part.setAttribute(attribute, value);
        const inside = part.appendChild(document.createElement('b'));
        document.body.append(part);
        press(inside, {});
        part.remove();
      }
      const host = document.createElement('div');
      const inside = host.attachShadow({ mode: 'open' }).appendChild(document.createElement('input'));
      document.body.append(host);
      press(inside, {});
      host.remove();
    });
    expect(await decision(clinicId, 3)).toMatchObject({ status: 'waiting' });
    await expect(page.getByRole('dialog')).toHaveCount(0);

    const press = (key: string, code: string) =>
      page.evaluate(
        (init) => document.body.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true })),
        { key, code },
      );
    await page.mouse.click(2, 2);
    await press('о', 'KeyJ');
    await expect(heading(page, 'Ben Olt')).toBeVisible();
    await press('ξ', 'KeyJ');
    await expect(heading(page, 'Cleo Dix')).toBeVisible();
    await press('ф', 'KeyA');
    await expect.poll(() => decision(clinicId, 1)).toMatchObject({ status: 'shown' });
  });

  it('shows a new review by itself and moves nothing', async () => {
    const clinicId = await aClinicWithThree();
    const page = await open(clinicId, `waiting/${reviewIdOf(2)}`);
    await expect(heading(page, 'Ben Olt')).toBeVisible();
    await plant(site().api, clinicId, { n: 9, author: 'Dora', writtenOn: '2026-11-22', text: 'New here.' });

    await page.clock.fastForward(3_000);

    await expect(names(page)).toHaveText(['Dora', 'Ann Moor', 'Ben Olt', 'Cleo Dix']);
    await expect(heading(page, 'Ben Olt')).toBeVisible();
    await expect(page.locator('.queue-item[aria-current="true"]')).toContainText('Ben Olt');
  });

  it('reads on when the end of a long list comes into sight, and stays fresh', async () => {
    clinics += 1;
    const clinicId = `inbox-${clinics}`;
    await seedClinic(site().api, clinicId);
    for (let n = 1; n <= 40; n += 1) {
      const writtenOn = `2026-0${n <= 20 ? 4 : 5}-${String((n % 20) + 1).padStart(2, '0')}`;
      await plant(site().api, clinicId, { n, author: `Reader ${n}`, writtenOn, text: 'Good.' });
    }
    const page = await open(clinicId);
    await expect(names(page)).toHaveCount(25);
    await expect(page.getByText('40 reviews')).toBeVisible();

    await page.locator('.queue-end').scrollIntoViewIfNeeded();
    await expect(names(page)).toHaveCount(40);
    await plant(site().api, clinicId, { n: 50, author: 'Late', writtenOn: '2026-11-22', text: 'New.' });
    await page.clock.fastForward(3_000);
    await expect(names(page)).toHaveCount(41);
  });

  it('tells a viewer why there are no buttons', async () => {
    const clinicId = await aClinicWithThree();
    opened = await openSignedIn({ browser: browser(), site: site(), staffId: memberOf(clinicId, 'viewer') });
    const { page } = opened;

    await expect(page.getByText('You can read here, but not decide.')).toBeVisible();
    await expect(page.getByRole('button', { name: /show|condition|remove/iu })).toHaveCount(0);
    await page.keyboard.press('a');
    await expect(names(page)).toHaveCount(3);
  });

  it('explains that words changed since somebody showed them', async () => {
    const clinicId = await aClinicWithThree();
    const { api } = site();
    const review = await plant(api, clinicId, {
      n: 5,
      author: 'Eve',
      writtenOn: '2026-11-21',
      text: 'Good.',
    });
    await decideAs(api, memberOf(clinicId, 'owner'), review, { status: 'shown' });
    const contentHash = toContentHash({ words: 'other', author: 'a5' });
    await changeAtSource(api, review, { text: 'Not so good.', contentHash }, '2026-11-22T10:00:00.000Z');
    const page = await open(clinicId);

    await expect(
      page.getByText('Olga showed this on 22 November; its words changed at Google since.'),
    ).toBeVisible();
    await expect(page.locator('.queue-item').first()).toContainText('Edited since');
  });

  it('explains what the source has removed, and asks nothing', async () => {
    const clinicId = await aClinicWithThree();
    const { api } = site();
    const review = await plant(api, clinicId, {
      n: 5,
      author: 'Eve',
      writtenOn: '2026-11-21',
      text: 'Good.',
    });
    await changeAtSource(
      api,
      review,
      { withdrawnAt: '2026-11-22T10:00:00.000Z' },
      '2026-11-22T10:00:00.000Z',
    );
    const page = await open(clinicId, 'removed');

    await expect(page.getByText('Google no longer has this review. It has left your pages.')).toBeVisible();
    await expect(page.getByText('There is nothing to decide.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Show', exact: true })).toHaveCount(0);
  });

  it('says what keeps a shown review off the pages', async () => {
    const clinicId = await aClinicWithThree();
    const { api } = site();
    const review = { clinicId, reviewId: reviewIdOf(3) };
    await decideAs(api, memberOf(clinicId, 'owner'), review, { status: 'shown' });
    const before = await api.needs.clinics.find(clinicId);
    if (!before) throw new Error('There is no clinic.');
    const { country: _, ...after } = { ...before, version: 2 };
    const audit = {
      action: 'changed',
      by: 'setup',
      at: '2026-11-22T10:00:00.000Z',
      subject: 'clinic',
    } as const;
    await api.needs.clinics.save({ before, after, audit });
    const page = await open(clinicId, 'shown');

    await expect(page.getByRole('note')).toContainText('Nothing appears on your pages yet.');
    await expect(page.locator('.queue-item').first()).toContainText('Not on your pages');
    await expect(
      page.getByText('Visitors do not read it yet. Your clinic’s country and profession'),
    ).toBeVisible();
  });
});

describe('somebody was faster', () => {
  const olgaDecides = (clinicId: string) =>
    decideAs(
      site().api,
      memberOf(clinicId, 'owner'),
      { clinicId, reviewId: reviewIdOf(3) },
      { status: 'not-shown', reason: 'duplicate' },
    );

  it('keeps what the other decided', async () => {
    const clinicId = await aClinicWithThree();
    const page = await open(clinicId);
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    await opened?.holdReading();
    await olgaDecides(clinicId);

    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'Somebody was faster' });
    await expect(dialog).toContainText(
      'Olga decided this 12 minutes ago: not shown (posted twice). Keep Olga’s or change it?',
    );
    await dialog.getByRole('button', { name: 'Keep Olga’s' }).click();

    await expect(dialog).toHaveCount(0);
    await expect(names(page)).toHaveText(['Ben Olt', 'Cleo Dix']);
    expect(await decision(clinicId, 3)).toMatchObject({ by: memberOf(clinicId, 'owner') });
  });

  it('changes it all the same, and undoes that to what the other decided', async () => {
    const clinicId = await aClinicWithThree();
    const page = await open(clinicId);
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    await opened?.holdReading();
    await olgaDecides(clinicId);

    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Change it: show' }).click();
    await expect.poll(() => decision(clinicId, 3)).toMatchObject({ status: 'shown' });
    await page.keyboard.press('z');

    await expect
      .poll(() => decision(clinicId, 3))
      .toMatchObject({ status: 'not-shown', reason: 'duplicate' });
  });

  it('has words read again that changed meanwhile', async () => {
    const clinicId = await aClinicWithThree();
    const { api } = site();
    const page = await open(clinicId);
    await expect(heading(page, 'Ann Moor')).toBeVisible();
    await opened?.holdReading();
    const [review] = await api.needs.reviews.findMany([
      { clinicId, listingId: 'mill-lane-google', reviewId: reviewIdOf(3) },
    ]);
    if (!review) throw new Error('There is no review.');
    const contentHash = toContentHash({ words: 'other', author: 'a3' });
    await changeAtSource(
      api,
      review,
      { text: 'My back pain is back.', contentHash },
      '2026-11-22T10:05:00.000Z',
    );

    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog', { name: 'The words changed' });
    await expect(dialog).toContainText('While you were reading, the words changed at Google.');
    await dialog.getByRole('button', { name: 'Read it again' }).click();

    await expect(page.locator('.review-text')).toHaveText('My back pain is back.');
    expect(await decision(clinicId, 3)).toMatchObject({ status: 'waiting' });
  });
});

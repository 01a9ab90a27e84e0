import type { Page } from 'playwright-core';
import { afterEach, describe, it } from 'vitest';
import { memberOf, reviewIdOf, seedClinic } from '../../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../../support/browser.ts';
import { expect } from '../../support/expect.ts';
import { adminSiteForTests } from '../support/admin-site.ts';
import { openAsSam, openSignedIn, PHONE, type Visited } from '../support/open-page.ts';
import { type Planted, plant } from '../support/seed-inbox.ts';

const TEXT = 'My lower back is fine, and I sleep through the night. שלום';

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

async function aClinicWith(planted: Partial<Planted> = {}): Promise<string> {
  clinics += 1;
  const clinicId = `conditions-${clinics}`;
  await seedClinic(site().api, clinicId);
  await plant(site().api, clinicId, {
    n: 1,
    author: 'Ann Moor',
    text: TEXT,
    says: [
      ['low-back-pain', 'lower back'],
      ['insomnia', 'sleep through the night', 'suggested'],
    ],
    ...planted,
  });
  return clinicId;
}

async function open(clinicId: string): Promise<Page> {
  opened = await openAsSam(browser(), site(), clinicId);
  await expect(opened.page.getByRole('heading', { name: 'Ann Moor' })).toBeVisible();
  return opened.page;
}

const stored = (clinicId: string) => site().api.needs.moderations.find(clinicId, reviewIdOf(1));
const corrections = async (clinicId: string) =>
  (await site().api.needs.moderations.find(clinicId, reviewIdOf(1)))?.corrections;
const chips = (page: Page) => page.locator('.condition-chip');
const text = (page: Page) => page.getByRole('textbox', { name: /^Words of the review/u });

async function choose(page: Page, search: string, label: string): Promise<void> {
  await page.getByRole('combobox', { name: /^These words say/u }).fill(search);
  await page.getByRole('option', { name: label }).click();
}

/** Drags over words with the mouse, from the middle of the first to the middle of the last. */
async function dragOver(page: Page, start: number, end: number): Promise<void> {
  // Words move when their typeface arrives.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const [from, to] = await page.locator('.review-text').evaluate(
    (element, borders) => {
      const places = borders.map((border) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        let left = border;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const length = node.nodeValue?.length ?? 0;
          if (left < length) {
            const range = document.createRange();
            range.setStart(node, left);
            range.setEnd(node, left + 1);
            const { x, y, width, height } = range.getBoundingClientRect();
            // Chromium starts no selection at some fractions of a pixel.
            return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
          }
          left -= length;
        }
        return { x: 0, y: 0 };
      });
      return [places[0], places[1]] as const;
    },
    [start, end],
  );
  await page.mouse.move(from?.x ?? 0, from?.y ?? 0);
  await page.mouse.down();
  await page.mouse.move(to?.x ?? 0, to?.y ?? 0, { steps: 4 });
  await page.mouse.up();
}

describe('the conditions of a review', () => {
  it('marks the words of each, suggestions apart', async () => {
    const page = await open(await aClinicWith());

    await expect(page.locator('mark')).toHaveText(['lower back', 'sleep through the night']);
    await expect(page.locator('mark[data-suggested="true"]')).toHaveText(['sleep through the night']);
    await expect(chips(page).first()).toContainText('Low back pain, said by: “lower back”');
    await expect(page.locator('.review-text')).toHaveText(TEXT);
  });

  it('takes one away and brings it back', async () => {
    const clinicId = await aClinicWith();
    const page = await open(clinicId);

    await page.getByRole('button', { name: 'Remove Low back pain' }).click();
    await expect(page.locator('mark')).toHaveText(['sleep through the night']);
    await expect
      .poll(() => corrections(clinicId))
      .toEqual([{ action: 'removed', conditionId: 'low-back-pain' }]);
    await expect(page.getByText('Removed by a person: Low back pain')).toBeVisible();
    await expect(page.getByText('Sam removed Low back pain')).toBeVisible();
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();

    await expect(page.locator('mark')).toHaveText(['lower back', 'sleep through the night']);
    await expect.poll(() => corrections(clinicId)).toEqual([]);
  });

  it('keeps a suggestion', async () => {
    const clinicId = await aClinicWith();
    const page = await open(clinicId);

    await page.getByRole('button', { name: 'Keep Insomnia & sleep problems' }).click();

    await expect(page.locator('mark[data-suggested="true"]')).toHaveCount(0);
    await expect
      .poll(() => corrections(clinicId))
      .toEqual([{ action: 'added', conditionId: 'insomnia', start: 29, end: 52 }]);
  });

  it('adds one to words dragged over with the mouse, as whole words', async () => {
    const clinicId = await aClinicWith();
    const page = await open(clinicId);

    await dragOver(page, 0, 6);
    await page.locator('.mark-these').click();
    await choose(page, 'upper', 'Upper / mid back pain');

    await expect
      .poll(() => corrections(clinicId))
      .toEqual([{ action: 'added', conditionId: 'upper-back-pain', start: 0, end: 8 }]);
  });

  it('adds one by keys alone, and undoes it by key', async () => {
    const clinicId = await aClinicWith();
    const page = await open(clinicId);

    await text(page).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Enter'])
      await page.keyboard.press(key);
    await expect(page.getByRole('combobox', { name: 'These words say “lower back”' })).toBeFocused();
    await page.keyboard.type('sciatica');
    await expect(page.getByRole('option').first()).toHaveText('Sciatica');
    await page.keyboard.press('Enter');

    await expect(chips(page)).toHaveCount(3);
    await expect
      .poll(() => corrections(clinicId))
      .toMatchObject([{ conditionId: 'sciatica', start: 3, end: 13 }]);
    await page.keyboard.press('z');
    await expect(chips(page)).toHaveCount(2);
  });

  it('finds a condition by what patients call it', async () => {
    const page = await open(await aClinicWith());
    await text(page).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: /^These words say/u })).toBeFocused();

    await page.keyboard.type('trouble sleeping');

    await expect(page.getByRole('option', { name: 'Insomnia & sleep problems' })).toBeVisible();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('zzz');
    await expect(page.getByText('No condition of that name.')).toBeVisible();
  });

  for (const way of ['its button', 'its key'] as const) {
    it(`has the focus at once by ${way}, so that what is typed next finds a condition and decides nothing`, async () => {
      const clinicId = await aClinicWith();
      const page = await open(clinicId);

      if (way === 'its key') await page.keyboard.press('c');
      else await page.getByRole('button', { name: 'Add a condition' }).click();
      await page.keyboard.type('arthritis');

      await expect(page.getByRole('combobox', { name: 'Which condition?' })).toBeFocused();
      await expect(page.getByRole('combobox')).toHaveValue('arthritis');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      expect(await stored(clinicId)).toMatchObject({ status: 'waiting', version: 1 });
    });
  }

  it('asks for the words after the condition, and no letter acts meanwhile', async () => {
    const clinicId = await aClinicWith();
    const page = await open(clinicId);
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.keyboard.type('sciatica');
    await page.keyboard.press('Enter');

    await expect(page.getByText('Select the words about “Sciatica”', { exact: true })).toBeVisible();
    await expect(text(page)).toBeFocused();
    await page.keyboard.type('rajkz');
    for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight', 'Enter'])
      await page.keyboard.press(key);

    await expect
      .poll(() => corrections(clinicId))
      .toEqual([{ action: 'added', conditionId: 'sciatica', start: 3, end: 13 }]);
    await expect(page.getByText('Select the words about “Sciatica”', { exact: true })).toHaveCount(0);
    expect(await stored(clinicId)).toMatchObject({ status: 'waiting' });
  });

  it('keeps letters from acting when the field vanishes in the middle of a word', async () => {
    const clinicId = await aClinicWith();
    const page = await open(clinicId);
    await page.evaluate(() => {
      const field = document.createElement('input');
      field.addEventListener('input', () => field.value === 'ne' && field.remove());
      document.body.append(field);
      field.focus();
    });

    await page.keyboard.type('near');
    await expect(page.locator('body > input')).toHaveCount(0);
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await stored(clinicId)).toMatchObject({ status: 'waiting' });

    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    await expect.poll(() => stored(clinicId)).toMatchObject({ status: 'shown' });
  });

  it('asks for fewer words than the whole of a long text', async () => {
    const page = await open(await aClinicWith({ text: 'so long '.repeat(40), says: [] }));
    await text(page).focus();
    await page.keyboard.press('Control+A');

    await page.locator('.mark-these').click();

    await expect(page.getByRole('alert')).toHaveText(/Mark fewer words/u);
    await expect(page.getByPlaceholder('Search conditions')).toHaveCount(0);
  });

  it('goes leftward through a text that is written leftward', async () => {
    const clinicId = await aClinicWith({ text: 'כאבי גב תחתון אחרי הלידה', says: [] });
    const page = await open(clinicId);
    await expect(page.locator('.review-text')).toHaveCSS('direction', 'rtl');

    await text(page).focus();
    for (const key of ['ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Enter'])
      await page.keyboard.press(key);

    await expect(page.getByRole('combobox', { name: 'These words say “כאבי גב תחתון”' })).toBeFocused();
  });

  it('offers it below words selected by a finger', async () => {
    const clinicId = await aClinicWith();
    opened = await openSignedIn({
      browser: browser(),
      site: site(),
      staffId: memberOf(clinicId, 'staff'),
      hash: `#/${clinicId}/waiting/${reviewIdOf(1)}`,
      context: PHONE,
    });
    const { page } = opened;
    await page
      .locator('mark')
      .first()
      .evaluate((element) => document.getSelection()?.selectAllChildren(element));

    await page.locator('.mark-these').tap();
    await page.getByRole('combobox', { name: 'These words say “lower back”' }).fill('sciat');
    await page.getByRole('option', { name: 'Sciatica', exact: true }).tap();

    await expect
      .poll(() => corrections(clinicId))
      .toMatchObject([{ conditionId: 'sciatica', start: 3, end: 13 }]);
  });
});

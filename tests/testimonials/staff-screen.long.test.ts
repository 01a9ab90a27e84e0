import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { assembleLocal } from '../../infra/assemble.ts';
import { boot, type Runtime } from '../../infra/local/boot.ts';
import { admit } from '../journeys/world.ts';
import { runAxe } from '../support/axe.ts';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';

const CLINIC = 'quince-desk';
const ROWS = 300;
/** Every hundredth has no consent. */
const OUT = 3;
const file = {
  clinic: {
    clinicId: CLINIC,
    name: 'Quince Hill Clinic',
    country: 'US',
    region: 'OR',
    profession: 'acupuncture',
  },
  locations: [{ locationId: 'mill-lane', name: 'Mill Lane' }],
  members: [{ email: 'ana@quince.example', name: 'Ana', role: 'owner' }],
};

const browser = browserForTests();
let runtime: Runtime;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  runtime = await boot({ ...(await assembleLocal()), port: 0 });
  await admit(runtime, file);
  page = await (await browser().newContext({ locale: 'en-GB', acceptDownloads: true })).newPage();
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text());
  });
  await page.goto(runtime.url);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Ana' }).click();
  await page.getByRole('link', { name: 'From patients' }).click();
  await expect(page.getByRole('heading', { name: 'Invite patients' })).toBeVisible();
});
afterAll(() => runtime.stop());

/** A file from an old program: Windows letters, semicolons, a cell over two lines, and a few rows that cannot come in. */
function oldFile(): Buffer {
  const lines = Array.from(
    { length: ROWS },
    (_, at) =>
      `Zo\u00eb ${at};${1 + (at % 28)}.03.2026;"It helped; number ${at}";${at % 100 === 99 ? 'no' : 'yes'};survey`,
  );
  const head = 'Name;Date;Comment;Consent;Source\r\n';
  const odd =
    'Max;1.4.2026;"Two\r\nlines";yes;survey\r\nEve;31.2.2026;Fine;yes;survey\r\nUma;2.4.2026;Great;yes;Google\r\n';
  return Buffer.from(`${head}${odd}${lines.join('\r\n')}\r\n`, 'latin1');
}

async function bringIn(end: string): Promise<void> {
  const chosen = { name: 'old.csv', mimeType: 'text/csv', buffer: oldFile() };
  await page.locator('input[type=file]').setInputFiles(chosen);
  await page.getByRole('radio', { name: /Zoë .*windows-1252/u }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByLabel('Cells are divided by')).toHaveValue(';');
  await expect(page.getByRole('button', { name: 'Import them' })).toBeDisabled();
  await page.getByLabel('survey').check();
  await page.getByLabel('In which language are the words?').selectOption('en');
  await page.getByLabel('When was the consent signed').selectOption('as-written');
  await page.getByLabel('When does the consent end').selectOption('two-years');
  await page.getByLabel('Where you keep the consents').fill('green binder');
  await page.getByLabel('Each of these patients gave us').check();
  await page.getByRole('button', { name: 'Import them' }).click();
  await expect(page.getByText(/imported(?:,|\.)/u)).toContainText(end);
}

async function download(name: string): Promise<string> {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name }).click(),
  ]);
  return readFileSync(await saved.path(), 'utf8');
}

describe('the screen about what patients give', () => {
  it('makes a code for the desk, which leads to the form, and closes it', async () => {
    await page.getByRole('button', { name: 'Code for the desk' }).click();
    await expect(page.getByRole('img', { name: 'Code that leads to the form' })).toBeVisible();
    const address = (await page.locator('.link-address').textContent()) ?? '';
    await expect.poll(async () => (await fetch(address)).status).toBe(200);

    await page.getByRole('button', { name: 'Close this link' }).click();

    await expect(page.getByText('The link is closed.', { exact: false })).toBeVisible();
    await expect.poll(async () => (await fetch(address)).status).toBe(410);
    expect((await runAxe(page)).violations).toEqual([]);
  });

  it('asks before any way out of a half-filled form, and keeps what was typed for who stays', async () => {
    const form = page.getByRole('dialog', { name: 'From paper' });
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    const open = () => page.getByRole('button', { name: 'Enter something from paper' }).click();
    const typed = page.getByLabel('The patient’s words');
    await open();
    await page.keyboard.press('Escape');
    await expect(typed).toHaveCount(0);
    await open();
    await typed.fill('I can turn my head again');

    const ways: Record<string, () => Promise<unknown>> = {
      Escape: () => page.keyboard.press('Escape'),
      'its close button': () => form.getByRole('button', { name: 'Close', exact: true }).click(),
      'a click outside': () => page.mouse.click(4, 4),
      'its own button': () => form.getByRole('button', { name: 'Cancel' }).click(),
      back: () => page.evaluate(() => history.back()),
      'another address': () => page.evaluate((to) => location.assign(to), `#/${CLINIC}/pages`),
    };
    for (const [way, leave] of Object.entries(ways)) {
      await leave();
      await expect(question, way).toBeVisible();
      if (way === 'Escape') await page.keyboard.press('Escape');
      else await question.getByRole('button', { name: 'Keep writing' }).click();
      await expect(question, way).toHaveCount(0);
      await expect(typed, way).toHaveValue('I can turn my head again');
      await expect.poll(() => new URL(page.url()).hash, way).toBe(`#/${CLINIC}/testimonials`);
    }

    const asked = page.waitForEvent('dialog');
    await page.evaluate(() => setTimeout(() => location.reload()));
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await expect(typed).toHaveValue('I can turn my head again');

    await page.evaluate((to) => location.assign(to), `#/${CLINIC}/sources`);
    await question.getByRole('button', { name: 'Leave without saving' }).click();
    await expect(page.getByRole('heading', { name: 'Sources', level: 1 })).toBeVisible();
    await page.getByRole('link', { name: 'From patients', exact: true }).click();
    await open();
    await expect(typed).toHaveValue('');
    await page.keyboard.press('Escape');
    await expect(typed).toHaveCount(0);
  });

  it('enters what came on paper, reminds before the consent ends, and takes it back for the patient', async () => {
    const soon = new Date(runtime.clock.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    await page.getByRole('button', { name: 'Enter something from paper' }).click();
    await page.getByLabel('The patient’s words').fill('=I sleep again');
    await page.getByLabel('Name as the patient wants').fill('Marta O.');
    await page.getByLabel('Ends on').fill(soon);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('Where the paper lies')).toBeFocused();
    await page.getByLabel('Where the paper lies').fill('green binder, page 3');
    await expect(page.getByText('in writing', { exact: false })).toBeVisible();
    await page.getByLabel('I have compared').check();
    await page.getByRole('button', { name: 'Save' }).click();

    await expect(page.getByText('=I sleep again')).toBeVisible();
    await expect(page.getByText('A consent ends soon')).toBeVisible();
    expect(await download('Download what patients gave')).toContain('"\'=I sleep again"');

    await page.getByRole('button', { name: 'Take back what Marta O. gave' }).click();
    await page.getByRole('button', { name: 'Take it back', exact: true }).click();
    await expect(page.getByText('The words are deleted.').first()).toBeVisible();
    await expect(page.getByText('=I sleep again')).toBeHidden();
    await expect(page.getByText('The name is deleted')).toBeVisible();
    await expect(page.getByText('0 with consent, 1 taken back')).toBeVisible();
    expect(await download('Download what patients gave')).not.toContain('sleep');
  });

  it('brings a file in once, and says of each row that it keeps out why, with its line', async () => {
    await bringIn(`${(ROWS - OUT + 1).toLocaleString('en')} imported, ${OUT + 2} kept out.`);
    const problems = await download('Download why rows were kept out');
    expect(problems).toContain('"4","“31.2.2026” is no day that is certain."');
    expect(problems).toContain('"5","It says Google.');
    expect(problems).toContain(`"${5 + 100}","“no” does not count as a consent."`);

    await page.getByRole('button', { name: 'Another file' }).click();
    await bringIn(`0 imported, ${(ROWS - OUT + 1).toLocaleString('en')} were here already`);

    const exported = await download('Download what patients gave');
    expect(exported.startsWith('\uFEFF"testimonial_id"')).toBe(true);
    expect(exported.match(/"Zoë \d+"/gu)).toHaveLength(ROWS - OUT);
    expect(faults).toEqual([]);
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { ReviewDetailView, ReviewPageView } from '../../functions/domain/staff-view.ts';
import type { LinkMadeView, TestimonialsView } from '../../functions/domain/testimonial-view.ts';
import { assembleLocal } from '../../infra/assemble.ts';
import { boot, type Runtime } from '../../infra/local/boot.ts';
import { admit, type SignedIn, signInAs } from '../journeys/world.ts';
import { runAxe } from '../support/axe.ts';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { PHONE } from '../web-admin/support/open-page.ts';

const CLINIC = 'quince-hill';
const WORDS = 'My sciatica is gone. <b>Thank you</b> & come again.';
const file = {
  clinic: {
    clinicId: CLINIC,
    name: 'Quince Hill Clinic',
    country: 'US',
    region: 'OR',
    profession: 'acupuncture',
  },
  locations: [{ locationId: 'mill-lane', name: 'Mill Lane' }],
  embeds: [
    { embedId: 'quince-site', name: 'Our site', audience: 'own-site' },
    { embedId: 'quince-partner', name: 'A partner', audience: 'partner' },
  ],
  members: [{ email: 'ana@quince.example', name: 'Ana', role: 'owner' }],
};

const browser = browserForTests();
let runtime: Runtime;
let ana: SignedIn;

beforeAll(async () => {
  runtime = await boot({ ...(await assembleLocal()), port: 0 });
  await admit(runtime, file);
  ana = await signInAs(runtime, 'ana@quince.example');
});
afterAll(() => runtime.stop());

async function makeLink(kind: 'one-time' | 'desk'): Promise<string> {
  const path = `/clinics/${CLINIC}/testimonial-links`;
  const { status, body } = await ana.ask<LinkMadeView>('POST', path, { kind, locationId: 'mill-lane' });
  expect(status).toBe(200);
  return body.path;
}

/** An old phone: no script runs. */
async function openForm(path: string, locale = 'en-US'): Promise<Page> {
  const context = await browser().newContext({ ...PHONE, locale, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${runtime.url}${path}`);
  return page;
}

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('Your words').fill(WORDS);
  await page.getByLabel('2 stars').check();
  await page.getByLabel('Your name, as you want it shown').fill('Rosa Delgado');
  await page.getByLabel('Your signature').fill('Rosa Delgado');
  await page.getByLabel('I agree to what stands above').check();
  runtime.clock.forward({ seconds: 5 });
}

async function head(embedId: string) {
  const response = await fetch(`${runtime.url}/feed/${embedId}/all.json?${Math.random()}`);
  return response.ok ? await response.json() : undefined;
}

async function show(): Promise<ReviewDetailView> {
  const { body } = await ana.ask<ReviewPageView>('GET', `/clinics/${CLINIC}/reviews?queue=waiting&limit=50`);
  const [review] = body.reviews;
  const { status, body: shown } = await ana.ask<ReviewDetailView>(
    'POST',
    `/clinics/${CLINIC}/reviews/${review?.reviewId}/decision`,
    { seenVersion: review?.version, seenContentHash: review?.contentHash, status: 'shown' },
  );
  expect(status).toBe(200);
  return shown;
}

describe('what a patient gives the clinic', () => {
  it('goes from the form to the clinic’s page, and is off every page as soon as the patient takes it back', async () => {
    const path = await makeLink('one-time');
    const page = await openForm(path);
    expect(Buffer.byteLength(await page.content())).toBeLessThan(15_000);
    await fillIn(page);
    await page.getByRole('button', { name: 'Send' }).click();

    await expect(page.getByRole('heading', { level: 1 })).toContainText('Thank you');
    const revokeUrl = await page.locator('.keep a:not(.way)').getAttribute('href');
    expect(revokeUrl).toMatch(new RegExp(`^${runtime.url}/t/revoke/`, 'u'));
    await runtime.idle();

    const { source, words, tags } = await show();
    expect([source, words?.text, words?.stars, words?.url]).toEqual(['direct', WORDS, 2, undefined]);
    expect(tags.map(({ conditionId }) => conditionId)).toContain('sciatica');
    await runtime.idle();
    const own = await head('quince-site');
    expect(own).toMatchObject({ shown: 0, reviews: [], ratings: [] });
    expect(own.direct.reviews).toMatchObject([{ author: 'Rosa D.', stars: 2, text: WORDS }]);
    const ends = new Date(own.direct.reviews[0].expiresAt).getTime() - runtime.clock.now();
    expect(ends / 86_400_000).toBeGreaterThan(729);
    expect(ends / 86_400_000).toBeLessThan(733);
    expect(await head('quince-partner')).not.toHaveProperty('direct');

    await page.goto(revokeUrl ?? '');
    await runtime.idle();
    expect((await head('quince-site')).direct.reviews).toHaveLength(1);
    await page.getByRole('button', { name: 'Take my words back' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your words are taken back');
    // No schedule is waited for: what follows happens at once, and then the edge's life passes.
    await runtime.idle();
    runtime.clock.forward({ seconds: 2 });

    expect(JSON.stringify(await head('quince-site'))).not.toContain('sciatica');
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your words are taken back');
    const { body } = await ana.ask<TestimonialsView>('GET', `/clinics/${CLINIC}/testimonials`);
    expect(body.testimonials).toMatchObject([
      { consent: { refusal: 'consent-revoked', recordedBy: 'patient' } },
    ]);
    expect(body.testimonials[0]).not.toHaveProperty('words');
    const { body: removed } = await ana.ask<ReviewPageView>(
      'GET',
      `/clinics/${CLINIC}/reviews?queue=removed`,
    );
    expect(removed.reviews).toHaveLength(1);
    expect(removed.reviews[0]).not.toHaveProperty('words');
    await page.context().close();
  });

  it('keeps all that was typed when something is missing, says it at the field, and is sent once however often', async () => {
    const page = await openForm(await makeLink('desk'));
    // Browsers that are too old to see a field is needed send it as it is.
    for (const field of ['text', 'signature']) {
      await page.locator(`[name=${field}]`).evaluate((input) => input.removeAttribute('required'));
    }
    await page.locator('[name=agree]').evaluate((input) => input.removeAttribute('required'));
    await page.getByLabel('Your words').fill(WORDS);
    await page.getByLabel('5 stars').check();
    runtime.clock.forward({ seconds: 5 });
    await page.getByRole('button', { name: 'Send' }).click();

    await expect(page.locator('#signature-error')).toHaveText('Please fill this in.');
    await expect(page.locator('#agree-error')).toContainText('Please tick this');
    await expect(page.getByLabel('Your words')).toHaveValue(WORDS);
    await expect(page.getByLabel('5 stars')).toBeChecked();

    await page.getByLabel('Your signature').fill('Rosa Delgado');
    await page.getByLabel('I agree to what stands above').check();
    await page.getByRole('button', { name: 'Send' }).click();
    const first = (await page.locator('.keep a:not(.way)').getAttribute('href')) ?? '';
    await page.reload();
    await expect(page.locator('.keep a:not(.way)')).toHaveAttribute('href', first);
    await runtime.idle();
    const { body } = await ana.ask<TestimonialsView>('GET', `/clinics/${CLINIC}/testimonials`);
    const inForce = body.testimonials.filter(({ consent }) => consent.refusal === undefined);
    expect(inForce).toHaveLength(1);
    await page.context().close();
  });

  it('is in the patient’s language, and can be read with every kind of eyes', async () => {
    const path = await makeLink('desk');
    const page = await openForm(path, 'es-ES');
    await expect(page.locator('h1')).toHaveText('¿Cómo le fue?');
    await page.locator('textarea').fill('Vuelvo a dormir');
    await page.getByRole('button', { name: 'Français' }).click();
    await expect(page.locator('h1')).toContainText('Comment cela');
    await expect(page.locator('textarea')).toHaveValue('Vuelvo a dormir');
    await page.context().close();
    for (const colorScheme of ['light', 'dark'] as const) {
      const seen = await (await browser().newContext({ ...PHONE, colorScheme })).newPage();
      await seen.goto(`${runtime.url}${path}`);
      expect((await runAxe(seen)).violations).toEqual([]);
      const width = await seen.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
      const small = await seen
        .locator('main')
        .evaluate((main) =>
          [...main.querySelectorAll('button, .choice, input[type=text]:not([tabindex]), .languages a')]
            .filter((one) => one.getBoundingClientRect().height < 44)
            .map((one) => one.outerHTML.slice(0, 60)),
        );
      expect(small).toEqual([]);
      await seen.context().close();
    }
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { runAxe } from '../support/axe.ts';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { type ClinicSite, startClinicSite } from './clinic-site.ts';
import { aHead, aPublished, aRating, publishedReviews } from './feed-builders.ts';
import { type VisitOptions, visit } from './visit.ts';

const browser = browserForTests();
let site: ClinicSite;

beforeAll(async () => {
  site = await startClinicSite();
  const text = 'My sciatica is so much better after four visits.';
  const { author: _, ...anonymous } = aPublished({ id: 'r2', stars: 3, marks: [[3, 11]] });
  site.publish(
    'full/all.json',
    aHead({
      shown: 9,
      ratings: [aRating(), aRating({ source: 'yelp', url: 'https://www.yelp.com/biz/juniper-lane' })],
      reviews: [
        aPublished({ marks: [[3, 11]], text: `${text} `.repeat(20) }),
        anonymous,
        aPublished({ id: 'r3', author: 'דנה כ.', text: 'הגעתי עם כאבים חזקים ברגל, ועכשיו אני הולכת.' }),
      ],
      pages: ['a'],
      excerpts: [aPublished({ id: 'y', url: 'https://www.yelp.com/biz/juniper-lane?hrid=a' })],
      fallback: {
        condition: { id: 'back-pain', label: 'Back pain', phrase: 'back pain' },
        reviews: publishedReviews(2),
      },
    }),
  );
});
afterAll(() => site.stop());

async function open(options: VisitOptions, attributes = '', css = 'body { margin: 0 }'): Promise<Page> {
  const embed = `<main><h1>Clinic</h1><clinic-reviews embed="full" ${attributes}></clinic-reviews></main>`;
  const { page } = await visit(browser(), site.page(embed, { css }), options);
  await expect(page.locator('[part=card]')).toHaveCount(6);
  return page;
}

const DARK_PAGE =
  ':root { color-scheme: light dark } body { margin: 0; background: light-dark(#fff, #0f171e) }';
const PHONE = { viewport: { width: 375, height: 800 } };

describe('the embed for everybody', () => {
  it.each([
    ['in the light', {}, '', 'body { margin: 0 }'],
    ['in the dark', { colorScheme: 'dark' }, '', DARK_PAGE],
    ['dark by its attribute', {}, 'theme="dark"', 'body { margin: 0 }'],
    ['on a phone', PHONE, '', 'body { margin: 0 }'],
    ['from right to left', {}, '', 'html { direction: rtl }'],
    ['in forced colours', { forcedColors: 'active' }, '', 'body { margin: 0 }'],
  ] as const)('has nothing that axe objects to %s', async (_, options, attributes, css) => {
    const page = await open(options, attributes, css);

    const { violations, undecided } = await runAxe(page, { also: ['target-size'] });

    expect(violations).toEqual([]);
    if (!('forcedColors' in options)) expect(undecided).toEqual([]);
  });

  it('can be used with the keyboard alone, in reading order', async () => {
    const page = await open({});
    const names: string[] = [];
    for (let at = 0; at < 8; at += 1) {
      await page.keyboard.press('Tab');
      names.push(
        await page.evaluate(
          () => document.querySelector('clinic-reviews')?.shadowRoot?.activeElement?.textContent ?? '',
        ),
      );
    }

    expect(names).toEqual([
      '4.9 on Google · 43 reviews · Mill Lane · as of 3 May',
      'Read more',
      'Posted on Google',
      'Posted on Google',
      'Posted on Google',
      'Show more reviews',
      'Posted on Google',
      'Posted on Google',
    ]);
  });

  it('follows the page into the dark only where the page goes there, and its attribute everywhere', async () => {
    const background = async (page: Page) =>
      page
        .locator('[part=card]')
        .first()
        .evaluate((card) => getComputedStyle(card).backgroundColor);
    const dark = { colorScheme: 'dark' } as const;

    expect(await background(await open(dark))).toBe('rgb(255, 255, 255)');
    expect(await background(await open(dark, '', DARK_PAGE))).toBe('rgb(24, 34, 44)');
    expect(await background(await open(dark, 'theme="auto"'))).toBe('rgb(24, 34, 44)');
    expect(await background(await open(dark, 'theme="light"', DARK_PAGE))).toBe('rgb(255, 255, 255)');
    expect(await background(await open({}, 'theme="dark"'))).toBe('rgb(24, 34, 44)');
  });

  it('keeps names and texts in the direction of their script, on the side where the page begins', async () => {
    const sides = async (css: string) => {
      const page = await open({}, '', css);
      return page.locator('[part=author]').evaluateAll((authors) =>
        authors.slice(0, 3).map((author) => {
          const style = getComputedStyle(author);
          return `${style.direction} ${style.unicodeBidi} ${style.textAlign}`;
        }),
      );
    };

    expect(await sides('')).toEqual(['ltr isolate left', 'ltr isolate left', 'rtl isolate left']);
    expect(await sides('html { direction: rtl }')).toEqual([
      'ltr isolate right',
      'ltr isolate right',
      'rtl isolate right',
    ]);
  });

  it.each([
    [1280, 3],
    [760, 2],
    [375, 1],
    [240, 1],
  ])('fits %i pixels with %i columns', async (width, columns) => {
    const page = await open({ viewport: { width, height: 800 } });

    const edges = await page
      .locator('[part=reviews] > [part=list]')
      .last()
      .evaluate((list) => getComputedStyle(list).gridTemplateColumns.split(' ').length);
    const first = await page
      .locator('[part=list]')
      .first()
      .evaluate((list) => getComputedStyle(list).gridTemplateColumns.split(' ').length);

    expect(first).toBe(columns);
    expect(edges).toBeLessThanOrEqual(columns);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });

  it('prints whole texts and no buttons', async () => {
    const page = await open({});
    await expect(page.getByRole('button', { name: 'Read more' })).toBeVisible();

    await page.emulateMedia({ media: 'print' });

    await expect(page.getByRole('button')).toHaveCount(0);
    const text = page.locator('[part~=text]').first();
    await expect.poll(() => text.evaluate((one) => one.scrollHeight <= one.clientHeight)).toBe(true);
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { type ClinicSite, startClinicSite } from './clinic-site.ts';
import { aHead, aPublished, aRating, publishedReviews } from './feed-builders.ts';
import { visit } from './visit.ts';

const browser = browserForTests();
let site: ClinicSite;
const LONG = 'My sciatica is so much better after four visits. '.repeat(30);

beforeAll(async () => {
  site = await startClinicSite();
  const marked = { marks: [[3, 11]] } as const;
  site.publish(
    'any/all.json',
    aHead({
      shown: 30,
      ratings: [aRating(), aRating({ source: 'yelp', url: 'https://www.yelp.com/biz/juniper-lane' })],
      reviews: publishedReviews(7).map((review, at) => ({
        ...review,
        ...marked,
        text: at % 2 ? LONG : review.text,
      })),
      pages: ['a'],
      pageFolder: 'pages/any',
      excerpts: [aPublished({ id: 'y', url: 'https://www.yelp.com/biz/juniper-lane?hrid=a' })],
      fallback: {
        condition: { id: 'back-pain', label: 'Back pain', phrase: 'back pain' },
        reviews: publishedReviews(2, 20),
      },
    }),
  );
  site.publish('pages/any/a.json', { format: 1, labels: {}, reviews: publishedReviews(12, 7) });
});
afterAll(() => site.stop());

async function open(css: string, attributes = '', options = {}): Promise<Page> {
  const embed = `<header class="top">Top</header><main><p>Before</p><clinic-reviews embed="any" ${attributes}></clinic-reviews>\n<p>After</p></main>`;
  const { page } = await visit(browser(), site.page(embed, { css: `body { margin: 0 } ${css}` }), options);
  await expect(page.locator('[part=card]')).toHaveCount(10);
  return page;
}

/** Texts whose contrast with what is painted behind them is below 4.5, with it. */
function faintTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const canvas = document
      .createElement('canvas')
      .getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    const paint = (colors: readonly string[]) => {
      canvas.clearRect(0, 0, 1, 1);
      for (const color of colors) {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
      }
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (rgba: readonly number[]) =>
      [0.2126, 0.7152, 0.0722].reduce((sum, share, at) => {
        const part = (rgba[at] ?? 0) / 255;
        return sum + share * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      }, 0);
    const above = (element: Element) => element.parentElement ?? (element.getRootNode() as ShadowRoot).host;
    const root = document.querySelector('clinic-reviews')?.shadowRoot;
    const hasText = (element: Element) =>
      element.getClientRects().length > 0 &&
      [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
    const elements = [...(root?.querySelectorAll('#box *') ?? [])].filter(hasText);
    return elements.flatMap((element) => {
      const grounds: string[] = [];
      for (let at: Element | null = element; at; at = above(at)) {
        const { backgroundColor, backgroundImage } = getComputedStyle(at);
        if (backgroundImage !== 'none') return [`${element.localName}: stands on a picture`];
        grounds.unshift(backgroundColor);
        if (paint([backgroundColor])[3] === 255) break;
      }
      const ground = ['#fff', ...grounds];
      const [ink, back] = [
        luminance(paint([...ground, getComputedStyle(element).color])),
        luminance(paint(ground)),
      ];
      const contrast = (Math.max(ink, back) + 0.05) / (Math.min(ink, back) + 0.05);
      return contrast < 4.5
        ? [`${element.getAttribute('part')} ${element.localName}: ${contrast.toFixed(2)}`]
        : [];
    });
  });
}

describe('the embed on any background', () => {
  it.each([
    '',
    'body { background: #000 }',
    'body { background: #000; color: #eee }',
    'body { background: #1b2430; color: #ddd }',
    'body { background: #757575 }',
    'body { background: #999; color: #111 }',
    'body { background: #444 }',
    'body { background: #c00; color: #fff }',
    'html { background: navy } main { background: rgb(0 0 0 / 60%); color: white }',
    'body { background: linear-gradient(#000, #fff) }',
    'main { background: repeating-conic-gradient(#000 0 25%, #fff 0 50%) 0 / 20px 20px }',
    ':root { color-scheme: dark } body { background: #000 }',
    ':root { color-scheme: dark } body { background: #888 }',
    'clinic-reviews { color: #ff0 } body { background: #fffff0 }',
  ])('can be read: %s', async (css) => {
    const page = await open(css);
    await page.getByRole('button', { name: 'Show more reviews' }).click();
    await expect(page.getByRole('status')).toHaveText('19 of 30');

    expect(await faintTexts(page)).toEqual([]);
  });

  it.each(['light', 'dark', 'auto'])('can be read with theme="%s"', async (theme) => {
    expect(await faintTexts(await open('body { background: #777 }', `theme="${theme}"`))).toEqual([]);
    expect(await faintTexts(await open('', `theme="${theme}"`, { colorScheme: 'dark' }))).toEqual([]);
  });

  it('speaks in the typeface of the page, the fixed line and the buttons too', async () => {
    const page = await open('body { font-family: Georgia }');
    const faces = () =>
      page.evaluate(() => {
        const root = document.querySelector('clinic-reviews')?.shadowRoot;
        return [
          ...new Set(
            [...(root?.querySelectorAll('#box *') ?? [])].map(
              (element) => getComputedStyle(element).fontFamily,
            ),
          ),
        ];
      });

    expect(await faces()).toEqual(['Georgia']);
  });
});

describe('what is in view', () => {
  const top = '.top { position: sticky; top: 0; height: 140px; background: #eee }';

  it.each([
    ['on a phone', { viewport: { width: 375, height: 700 } }, top],
    ['on a wide page', {}, `${top} html { scroll-behavior: smooth }`],
    ['from right to left', {}, `${top} html { direction: rtl }`],
  ])('stays where it is when a text is opened %s, by pointer and by key', async (_, options, css) => {
    const page = await open(css, '', options);
    for (const way of ['click', 'key']) {
      const button = page.getByRole('button', { name: 'Read more', exact: true }).first();
      // The text begins above the header, as it does for whoever has read down to the button.
      await button.evaluate((element) =>
        scrollBy({ top: element.getBoundingClientRect().top - 160, behavior: 'instant' }),
      );
      const text = button.locator('xpath=preceding-sibling::p');
      const before = await text.evaluate((element) => [scrollY, element.getBoundingClientRect().top]);

      if (way === 'click') await button.dispatchEvent('click');
      else
        await button.evaluate((element: HTMLElement) => {
          element.focus({ preventScroll: true });
          element.click();
        });
      await expect(page.locator('[part=text]:focus')).toHaveCount(1);

      const after = await page.locator('[part=text]:focus').evaluate(async (element) => {
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        return [scrollY, element.getBoundingClientRect().top];
      });
      expect(after).toEqual(before);
    }
  });

  it('keeps the rows of the grid when a text is opened', async () => {
    const page = await open('');
    const heights = () =>
      page
        .locator('[part=reviews] > [part=list]')
        .first()
        .evaluate((list) =>
          [...list.children].slice(3).map((card) => Math.round(card.getBoundingClientRect().height)),
        );
    const before = await heights();

    await page.getByRole('button', { name: 'Read more', exact: true }).first().click();
    await expect(page.locator('[part=text]')).toHaveCount(1);

    expect(await heights()).toEqual(before);
  });

  it('goes on with the first of the further reviews where the button was', async () => {
    const page = await open(top);
    const button = page.getByRole('button', { name: 'Show more reviews' });
    await button.evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - 150));

    await button.press('Enter');
    await expect(page.locator('[part=card]')).toHaveCount(22);

    await expect(page.locator('[part=card]:focus')).toBeInViewport();
  });
});

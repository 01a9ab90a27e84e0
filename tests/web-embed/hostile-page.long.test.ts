import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { type ClinicSite, startClinicSite } from './clinic-site.ts';
import { aHead, publishedReviews } from './feed-builders.ts';
import { visit } from './visit.ts';

const browser = browserForTests();
let site: ClinicSite;

beforeAll(async () => {
  site = await startClinicSite();
});
afterAll(() => site.stop());

const EMBED = '<main><clinic-reviews embed="page"></clinic-reviews></main>';

async function open(css: string): Promise<Page> {
  site.publish('page/all.json', aHead({ shown: 30, reviews: publishedReviews(6), pages: ['a'] }));
  const { page } = await visit(
    browser(),
    site.page(`${EMBED}<h2>Ours</h2><button>Ours</button><mark>ours</mark>`, { css }),
  );
  await expect(page.locator('[part=card]')).toHaveCount(6);
  return page;
}

/** What each element of the embed looks like, and where in the embed it is. */
function looks(page: Page): Promise<readonly Readonly<Record<string, string>>[]> {
  return page.evaluate(() => {
    const embed = document.querySelector('clinic-reviews');
    const from = embed?.getBoundingClientRect();
    return [...(embed?.shadowRoot?.querySelectorAll('*') ?? [])].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const names = [...style].filter((name) => !name.startsWith('--') && !name.endsWith('-origin'));
      return {
        element: `${element.localName} ${element.getAttribute('part')}`,
        // The engine's own arithmetic differs in the fifth decimal.
        place: width
          ? [x - (from?.x ?? 0), y - (from?.y ?? 0), width, height].map((px) => px.toFixed(2)).join()
          : 'none',
        ...Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)])),
      };
    });
  });
}

/** What differs between two looks, in few words. */
async function differences(one: Page, other: Page): Promise<readonly string[]> {
  const [before, after] = await Promise.all([looks(one), looks(other)]);
  const found = before.flatMap((look, at) =>
    Object.entries(look)
      .filter(([name, value]) => after[at]?.[name] !== value)
      .map(([name, value]) => `${look.element}: ${name} ${value} became ${after[at]?.[name]}`),
  );
  return before.length === after.length ? found.slice(0, 10) : ['another number of elements'];
}

describe('a page with styles of its own', () => {
  // The typeface is the page's, and nothing else.
  it.each([
    '* { all: unset } div, section, ul, li, p, span, svg, button { display: none !important }',
    'main, clinic-reviews { font-size: 40px; font-style: italic; font-weight: 900; color: red; text-align: end; text-transform: uppercase; letter-spacing: 9px; line-height: 3; visibility: visible; white-space: nowrap; word-break: break-all; text-indent: 3em; cursor: wait }',
    '.card, .list, #box, [part], [part=card] { display: none; color: lime } h2 { font-size: 99px } mark { background: lime }',
    'html { font-size: 62.5% }',
  ])('does not change the embed: %s', async (css) => {
    const sameBox = 'html, body, main, clinic-reviews { display: block; margin: 0 } body { padding: 8px }';

    expect(await differences(await open(sameBox), await open(`${css} ${sameBox}`))).toEqual([]);
  });

  it('is not changed by the embed', async () => {
    const page = await open('');
    const { page: bare } = await visit(
      browser(),
      site.page('<h2>Ours</h2><button>Ours</button><mark>ours</mark>'),
    );
    const own = (at: Page) =>
      at.evaluate(() =>
        ['html', 'body', 'h2', 'button', 'mark'].map((tag) => {
          const element = document.querySelector(tag);
          const style = element ? getComputedStyle(element) : undefined;
          return ['color', 'background-color', 'font', 'margin', 'padding', 'display'].map((name) =>
            style?.getPropertyValue(name),
          );
        }),
      );

    expect(await own(page)).toEqual(await own(bare));
    expect(await page.evaluate(() => document.adoptedStyleSheets.length + document.styleSheets.length)).toBe(
      1,
    );
  });

  it('can set colours, corners and the font, and reach each part', async () => {
    const page =
      await open(`clinic-reviews { --clinic-reviews-surface: rgb(1 2 3); --clinic-reviews-font: Georgia;
      --clinic-reviews-radius: 3px } clinic-reviews::part(author) { color: rgb(4 5 6) }`);

    const card = page.locator('[part=card]').first();
    await expect(card).toHaveCSS('background-color', 'rgb(1, 2, 3)');
    await expect(card).toHaveCSS('font-family', 'Georgia');
    await expect(card).toHaveCSS('border-radius', '3px');
    await expect(page.locator('[part=author]').first()).toHaveCSS('color', 'rgb(4, 5, 6)');
  });

  it.each([
    'clinic-reviews::part(selection) { display: none !important; visibility: hidden !important; opacity: 0 !important; color: transparent !important; font-size: 0 !important; position: absolute !important; left: -9999px !important; clip-path: inset(50%) !important; transform: scale(0) !important; height: 0 !important; overflow: hidden !important }',
    'clinic-reviews { --clinic-reviews-ink: transparent; --clinic-reviews-muted: transparent; --clinic-reviews-surface: transparent; color: transparent; font-size: 0; visibility: hidden; line-height: 0 }',
    'clinic-reviews { height: 200px !important; max-height: 200px !important; overflow: hidden !important }',
  ])('cannot remove the line that says how reviews were chosen: %s', async (css) => {
    const line = (page: Page) =>
      page.locator('[part=selection]').evaluate((element) => {
        const style = getComputedStyle(element);
        const names = [
          'display',
          'visibility',
          'opacity',
          'color',
          'font-size',
          'position',
          'clip-path',
          'transform',
        ];
        const { height, left } = element.getBoundingClientRect();
        const host = document.querySelector('clinic-reviews')?.getBoundingClientRect();
        const isInside = element.getBoundingClientRect().bottom <= (host?.bottom ?? 0) + 1;
        return [...names.map((name) => style.getPropertyValue(name)), Math.round(height), left, isInside];
      });
    const plain = await line(await open(''));

    expect(await line(await open(css))).toEqual(plain);
    expect(plain.at(-1)).toBe(true);
  });
});

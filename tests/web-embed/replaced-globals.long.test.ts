import { afterAll, beforeAll, describe, it } from 'vitest';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { type ClinicSite, startClinicSite } from './clinic-site.ts';
import { aHead, aPublished, aRating, publishedReviews } from './feed-builders.ts';

const browser = browserForTests();
let site: ClinicSite;

beforeAll(async () => {
  site = await startClinicSite();
  const url = 'https://www.yelp.com/biz/juniper-lane?hrid=a';
  site.publish(
    'all-parts/all.json',
    aHead({
      shown: 9,
      ratings: [aRating(), aRating({ source: 'yelp', url: 'https://www.yelp.com/biz/juniper-lane' })],
      reviews: publishedReviews(6).map((review) => ({ ...review, stars: 4, marks: [[3, 11]] }) as const),
      pages: ['a'],
      pageFolder: 'pages/all-parts',
      excerpts: [aPublished({ id: 'y', url })],
      direct: { label: 'Given to the clinic', reviews: [aPublished({ id: 'd', author: 'A patient' })] },
      fallback: {
        condition: { id: 'back-pain', label: 'Back pain', phrase: 'back pain' },
        reviews: publishedReviews(2, 20),
      },
    }),
  );
  site.publish('pages/all-parts/a.json', { format: 1, labels: {}, reviews: publishedReviews(9) });
});
afterAll(() => site.stop());

/** Opens a page that runs `first` before our script; read only from a world that the page cannot reach. */
async function show(first: string, attributes = ''): Promise<readonly unknown[]> {
  const scripts = first.startsWith('<') ? first : `<script>${first}</script>`;
  const address = site.page(
    `<!doctype html><html><head><meta charset="utf-8">${scripts}
      <script src="{embed}/embed/v1/clinic-reviews.js" async></script></head>
      <body><clinic-reviews embed="all-parts" ${attributes}></clinic-reviews>\n</body></html>`,
    { policy: '' },
  );
  const page = await browser().newPage();
  try {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(address);
    const embed = page.locator('clinic-reviews #box');
    await expect(embed.locator('[part=card]')).toHaveCount(10);
    await embed.getByRole('button', { name: 'Show more reviews' }).click();
    await expect(embed.locator('[part=card]')).toHaveCount(13);
    await expect(embed.locator('svg[part=on]')).toHaveCount(13);
    return [await embed.textContent(), await embed.locator('[part=stars]').count(), errors];
  } finally {
    await page.close();
  }
}

/**
 * Every function of the language, as a page may have replaced it: it throws. Spared is what a page could not go on
 * without: iterating, waiting, turning an object into a number, and the matching of expressions.
 */
const POISON = `
  const kinds = [Array, Object, String, Number, Boolean, RegExp, Date, Map, Set, WeakMap, Promise, Symbol, Function, JSON, Math, Reflect, Error];
  const broken = function () { throw new TypeError('replaced by the page'); };
  const spared = ['constructor', 'exec', 'test', 'valueOf', 'toString'];
  const { getOwnPropertyNames, getOwnPropertySymbols, defineProperty } = Object;
  const targets = [];
  for (const kind of kinds) for (const home of [kind, kind.prototype]) if (home)
    for (const name of [...getOwnPropertyNames(home), ...getOwnPropertySymbols(home)])
      if (!spared.includes(name) && name !== Symbol.iterator && name !== Symbol.toPrimitive && name !== Symbol.hasInstance) {
        let value; try { value = home[name]; } catch { continue; }
        if (typeof value === 'function' && !(home === Promise.prototype && name === 'then')) targets[targets.length] = [home, name];
      }
  const poison = () => {
    for (let at = 0; at < targets.length; at += 1)
      try { defineProperty(targets[at][0], targets[at][1], { value: broken, writable: true, configurable: true }); } catch {}
    for (const name of ['fetch', 'Map', 'Set', 'Promise', 'Symbol', 'JSON', 'Math', 'Intl', 'AbortSignal', 'AbortController', 'queueMicrotask', 'Reflect', 'Proxy'])
      window[name] = broken;
  };
`;

describe('a page that replaces what the language brings', () => {
  const plain = () => show('');

  it.each([
    ['every built-in, before', `${POISON} poison();`],
    ['every built-in, after', `${POISON} addEventListener('load', poison);`],
    [
      'Array.from of MooTools',
      'Array.from = (item) => item == null ? [] : item.length === undefined ? [item] : item;',
    ],
    [
      'the enumerations of Prototype',
      'Array.prototype.entries = function () { return this; }; Array.prototype.toJSON = () => "x"; Array.prototype.find = Array.prototype.filter; Element.prototype.remove = Element.prototype.append = Element.prototype.replaceChildren = function () { return this; }; window.Element = function () {};',
    ],
    ['Date.parse of Datejs', 'Date.parse = () => null; Date.now = undefined;'],
    [
      'names that every object has',
      'Object.prototype.each = Array.prototype.last = function () {}; Object.prototype.extra = "x"; Function.prototype.bind = null;',
    ],
    [
      'its own words for ours',
      'const URL_ = 1; var Map = "map", Set = [], fetch = {}, JSON = null, $ = 1, words = 2, css = 3, console = undefined;',
    ],
    [
      'an address where the page keeps its own',
      'const URL = "https://clinic.example/", Request = 1, Clock = 2;',
    ],
    [
      'no observers, and a console of its own',
      'delete window.IntersectionObserver; window.console = { log() {} };',
    ],
    ['an observer that never tells', 'window.IntersectionObserver = class { observe() {} disconnect() {} };'],
    [
      'frozen prototypes',
      'for (const kind of [Object, Array, String, Promise, Function]) Object.freeze(kind.prototype);',
    ],
    [
      'elements named as what a document has',
      '<form name="createElement"></form><img name="addEventListener"><form name="hidden"></form><img name="head"><a id="customElements"></a><a id="URL"></a><form name="adoptedStyleSheets"></form>',
    ],
  ])('shows the same: %s', async (_, first) => {
    expect(await show(first)).toEqual(await plain());
  });
});

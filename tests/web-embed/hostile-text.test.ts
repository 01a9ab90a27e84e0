import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { type ClinicSite, startClinicSite } from './clinic-site.ts';
import { aHead, aPublished, aRating } from './feed-builders.ts';
import { visit } from './visit.ts';

const browser = browserForTests();
let site: ClinicSite;

beforeAll(async () => {
  site = await startClinicSite();
});
afterAll(() => site.stop());

const OURS: readonly string[] = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  '</style><script>alert(1)</script>',
  '</template></clinic-reviews><iframe srcdoc="<script>alert(1)</script>">',
  'javascript:alert(1)',
  '{clinic} {phrase} {n} {source} {__proto__} \u0024{alert(1)} {{alert(1)}}',
  '&lt;b&gt;bold&lt;/b&gt; Tom &amp; Jerry',
  'url(https://elsewhere.example/?x) ; } * { display: none }',
  '\u202eyas ot gnihton\u202c and on',
  '\u2066never closed',
  'a\u200b\u200c\u200d\u2060\ufeffb',
  'e\u0301\u0327\u0330\u0334\u0335\u0336'.repeat(30),
  'w'.repeat(5000),
  '\u05de\u05e8\u05e4\u05d0\u05d4 great 100%',
  '\u0639\u064a\u0627\u062f\u0629 \u0645\u0645\u062a\u0627\u0632\u0629 5/5',
  '\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 \ud83c\udde8\ud83c\udde6',
  'lone \ud800 and \udc00 halves',
  'nul \u0000 and \u001b[31m and \u2028 and \r\n lines',
  'constructor',
  '__proto__',
  'toString',
  'undefined',
  '0',
];

/** Strings of a corpus beside the project; none where it is absent. */
function corpus(name: string, read: (content: string) => readonly string[]): readonly string[] {
  const path = fileURLToPath(new URL(`../../../shared/data/corpora/${name}`, import.meta.url));
  return existsSync(path) ? read(readFileSync(path, 'utf8')) : [];
}

const texts = (json: string, field: string): readonly string[] =>
  JSON.parse(json).map((entry: string | Record<string, string>) =>
    typeof entry === 'string' ? entry : entry[field],
  );

const SETS: readonly (readonly [string, readonly string[]])[] = [
  ['our own strings', OURS],
  ['text-must-stay-text', corpus('text-must-stay-text.json', (json) => texts(json, 's'))],
  ['HTML5 security vectors', corpus('h5sc-vectors.json', (json) => texts(json, 'data'))],
  ['the list of naughty strings', corpus('blns.json', (json) => texts(json, ''))],
];

/** A head that says each string in every field that people write. */
function hostileHead(strings: readonly string[]) {
  const reviews = strings.map((text, at) =>
    aPublished({
      id: `r${at}`,
      author: text,
      text,
      conditions: [`c${at}`],
      location: `l${at}`,
      marks: [[1, 4]],
    }),
  );
  return aHead({
    clinic: strings.join(' '),
    condition: { id: 'a', label: strings.join(' '), phrase: strings.join(' ') },
    ratings: strings.map((place) => aRating({ place })),
    labels: Object.fromEntries(strings.map((text, at) => [`c${at}`, text])),
    places: Object.fromEntries(strings.map((text, at) => [`l${at}`, text])),
    shown: reviews.length,
    reviews,
  });
}

describe('texts that people write', () => {
  it.each(SETS.filter(([, strings]) => strings.length > 0))('stay texts: %s', async (name, strings) => {
    const embed = name.replaceAll(/\W+/g, '-').toLowerCase();
    site.publish(`${embed}/all.json`, hostileHead(strings));
    const url = site.page(`<clinic-reviews embed="${embed}"></clinic-reviews>`);

    const { page, dialogs, errors, requests, violations } = await visit(browser(), url);

    await expect(page.locator('[part=card]')).toHaveCount(strings.length);
    const shown = await page.evaluate(() => {
      const root = document.querySelector('clinic-reviews')?.shadowRoot;
      const read = (part: string) =>
        [...(root?.querySelectorAll(`[part~=${part}]`) ?? [])].map((element) => element.textContent ?? '');
      const tags = new Set([...(root?.querySelectorAll('*') ?? [])].map(({ localName }) => localName));
      return {
        authors: read('author'),
        texts: read('text'),
        conditions: read('condition'),
        places: read('place'),
        clinic: root?.querySelector('h2 bdi')?.textContent,
        ratings: [...(root?.querySelectorAll('[part=rating] bdi') ?? [])].map(
          ({ textContent }) => textContent,
        ),
        tags: [...tags].sort().join(),
        width: document.documentElement.scrollWidth,
      };
    });
    const named = strings.filter((text) => text !== '');
    expect(shown).toEqual({
      authors: strings.map((text) => (text.trim() ? text : 'A Google user')),
      // Blanks behind the last word are not drawn.
      texts: strings.map((text) => text.trimEnd()),
      conditions: named,
      places: named,
      clinic: strings.join(' '),
      ratings: strings,
      tags: 'a,b,bdi,button,div,h2,li,mark,p,path,section,span,svg,time,ul',
      width: 1280,
    });
    expect({ dialogs, errors, violations: await violations(), requests: requests.length }).toEqual({
      dialogs: [],
      errors: [],
      violations: [],
      requests: 3,
    });
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { type Answer, type ClinicSite, startClinicSite } from './clinic-site.ts';
import { aHead } from './feed-builders.ts';
import { visit } from './visit.ts';

const browser = browserForTests();
let site: ClinicSite;

beforeAll(async () => {
  site = await startClinicSite();
});
afterAll(() => site.stop());

const css =
  '.tall { height: 5000px } [hidden], .off { display: none } .turned { width: 300px; overflow: hidden; white-space: nowrap }';
const cards = (page: Page) => page.locator('[part=card]');

describe('an embed far below', () => {
  const occasions: readonly (readonly [string, string, (page: Page) => unknown])[] = [
    ['the page is printed', '', (page) => page.evaluate(() => dispatchEvent(new Event('beforeprint')))],
    ['the person turns to the find bar', '', (page) => page.evaluate(() => dispatchEvent(new Event('blur')))],
    ['a link leads to it', '<a href="#here">Go</a>', (page) => page.getByText('Go').click()],
    ['a script scrolls there', '', (page) => page.evaluate(() => scrollTo(0, 4900))],
  ];
  it.each(occasions)('loads when %s', async (name, before, act) => {
    const embed = `far-${name.replaceAll(/\W/g, '-')}`;
    site.publish(`${embed}/all.json`, aHead());
    const { page } = await visit(
      browser(),
      site.page(
        `${before}<div class="tall"></div><div id="here"><clinic-reviews embed="${embed}"></clinic-reviews></div>`,
        { css },
      ),
    );
    await page.evaluate(() => customElements.whenDefined('clinic-reviews').then(() => undefined));
    await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => setTimeout(seen))));
    expect(site.asked(`/feed/${embed}/`)).toEqual([]);

    await act(page);

    await expect(cards(page)).toHaveCount(1);
  });

  const hidden: readonly (readonly [string, string, (page: Page) => unknown])[] = [
    [
      'a tab',
      '<div hidden id="x">{}</div>',
      (page) => page.evaluate(() => document.querySelector('#x')?.removeAttribute('hidden')),
    ],
    ['details', '<details><summary>Open</summary>{}</details>', (page) => page.getByText('Open').click()],
    [
      'a dialog',
      '<dialog>{}</dialog>',
      (page) => page.evaluate(() => document.querySelector('dialog')?.showModal()),
    ],
    [
      'a carousel',
      '<div class="turned"><span style="display: inline-block; width: 2000px">a</span><span style="display: inline-block">{}</span></div>',
      (page) => page.evaluate(() => document.querySelector('.turned')?.scrollTo(2000, 0)),
    ],
  ];
  it.each(hidden)('loads once it is shown in %s', async (name, html, act) => {
    const embed = `in-${name.replaceAll(' ', '-')}`;
    site.publish(`${embed}/all.json`, aHead());
    const { page } = await visit(
      browser(),
      site.page(html.replace('{}', `<clinic-reviews embed="${embed}"></clinic-reviews>`), { css }),
    );

    await act(page);

    await expect(cards(page)).toBeVisible();
  });
});

describe('an embed that failed', () => {
  const failures: readonly (readonly [string, Answer])[] = [
    ['broken', { status: 503, body: '' }],
    ['cut', { body: '{"format":1,"rev' }],
    ['missing', { status: 404, body: '' }],
    ['other', { body: '<p>Hello</p>', type: 'text/html' }],
  ];
  it.each(failures)('tries again by itself, less and less often: %s', async (name, answer) => {
    site.answer(`again-${name}/all.json`, answer);
    const url = site.page(`<clinic-reviews embed="again-${name}"></clinic-reviews>`);
    const { page, said, errors } = await visit(browser(), url, { at: '2026-11-22T10:00:00Z' });
    await expect.poll(() => said.filter((line) => line.startsWith('info:'))).toHaveLength(1);

    for (let minute = 0; minute < 30; minute += 1) {
      await page.clock.fastForward('01:00');
      await page.evaluate(() => new Promise((seen) => setTimeout(seen)));
    }
    expect(site.asked(`/feed/again-${name}/`).length).toBeLessThan(14);
    site.publish(`again-${name}/all.json`, aHead());
    await page.clock.fastForward('02:00:00');

    await expect(cards(page)).toHaveCount(1);
    expect(said.filter((line) => line.startsWith('info:'))).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it.each(['online', 'pageshow', 'visibilitychange'])('tries again soon after %s', async (occasion) => {
    site.answer(`soon-${occasion}/all.json`, { status: 500, body: '' });
    const embeds = `<clinic-reviews embed="soon-${occasion}"></clinic-reviews>`.repeat(3);
    const { page, said } = await visit(browser(), site.page(embeds), { at: '2026-11-22T10:00:00Z' });
    await expect.poll(() => said.filter((line) => line.startsWith('info:'))).toHaveLength(1);
    await page.clock.fastForward('00:02');
    expect(site.asked(`/feed/soon-${occasion}/`)).toHaveLength(1);
    site.publish(`soon-${occasion}/all.json`, aHead());

    await page.evaluate((name) => {
      for (let at = 0; at < 20; at += 1) dispatchEvent(new Event(name));
    }, occasion);

    await expect(cards(page)).toHaveCount(3);
    expect(site.asked(`/feed/soon-${occasion}/`)).toHaveLength(2);
  });
});

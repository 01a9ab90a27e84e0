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

const AROUND = (embed: string) => `<h1>Sciatica</h1><p>Before the reviews.</p>${embed}
  <h2>After the reviews</h2>${'<p>More of the page, below the reviews.</p>'.repeat(30)}`;
const RESERVED = 'clinic-reviews { display: block; min-height: 100vh }';

/** Sum of all layout shifts so far; the frame that shows the last change is waited for, and then a mark set after it. */
function shiftOf(page: Page): Promise<number> {
  return page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return new Promise<number>((told) => {
      let sum = 0;
      const observer = new PerformanceObserver((list) => {
        const entries = list.getEntries();
        for (const entry of entries) sum += (entry as unknown as { readonly value?: number }).value ?? 0;
        if (!entries.some(({ name }) => name === 'looked')) return;
        observer.disconnect();
        told(sum);
      });
      observer.observe({ type: 'layout-shift', buffered: true });
      observer.observe({ type: 'mark' });
      performance.mark('looked');
    });
  });
}

interface Shown {
  /** What the feed answers; ten reviews when absent. */
  readonly body?: string;
  readonly css?: string;
  readonly width?: number;
}

/** How far things move on a page whose feed answers only once the page is drawn with the space for it. */
async function shift(name: string, embed: string, { body, css = RESERVED, width = 1280 }: Shown = {}) {
  let answer = (_: unknown) => {};
  const drawn = new Promise((resolve) => {
    answer = resolve;
  });
  const text = 'My sciatica is so much better after four visits. '.repeat(12);
  const reviews = publishedReviews(10).map((review) => ({ ...review, text }));
  const head = aHead({ shown: 30, reviews, pages: ['a'] });
  site.answer(`${name}/all.json`, { body: body ?? JSON.stringify(head), after: drawn });
  const url = site.page(AROUND(embed), { css });
  const { page, said } = await visit(browser(), url, { viewport: { width, height: 800 } });
  await expect.poll(() => site.asked(`/feed/${name}/`).length).toBe(1);
  await shiftOf(page);
  answer(undefined);
  if (body === undefined) await expect(page.locator('[part=card]')).toHaveCount(10);
  else await expect.poll(() => said.length).toBe(1);
  return shiftOf(page);
}

describe('content below the embed', () => {
  it.each([1280, 375])('stays where it is while reviews come, at %i pixels', async (width) => {
    const name = `calm-${width}`;

    const moved = await shift(name, `<clinic-reviews embed="${name}"></clinic-reviews>`, { width });

    expect(moved).toBeLessThan(0.001);
  });

  it('stays where it is when reviews replace what the page says', async () => {
    const embed = '<clinic-reviews embed="replaced"><p>Read what people say on Google.</p></clinic-reviews>';

    expect(await shift('replaced', embed)).toBeLessThan(0.001);
  });

  it('stays where it is when no reviews come', async () => {
    const embed = '<clinic-reviews embed="failed"></clinic-reviews>';

    expect(await shift('failed', embed, { body: 'broken' })).toBeLessThan(0.001);
  });

  it('moves where nothing is reserved: the measure can tell', async () => {
    const embed = '<clinic-reviews embed="unreserved"></clinic-reviews>';

    expect(await shift('unreserved', embed, { css: '' })).toBeGreaterThan(0.05);
  });
});

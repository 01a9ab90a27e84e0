import type { Browser, Page } from 'playwright-core';
import { type DemoSites, startDemoSites } from '../../infra/sample/demo-sites.ts';
import { expect } from '../support/expect.ts';
import { visit } from '../web-embed/visit.ts';
import type { World } from './world.ts';

/** What people see of a world, in a real browser. */
export interface Pages {
  readonly sites: DemoSites;
  /** Texts of the reviews on a page of the clinic's site, such as `/sciatica`, for somebody who opens it now. */
  readonly cardsOn: (path: string) => Promise<readonly string[]>;
  /** Signs a member of the sample clinic in, by one click, and waits for the inbox. */
  readonly openInbox: (name: string) => Promise<Page>;
}

/** Starts the sample clinic's site before a world; the caller stops `sites`. */
export async function startPages(world: World, browser: () => Browser): Promise<Pages> {
  const sites = await startDemoSites({ cdnOrigin: world.runtime.url });
  return {
    sites,
    async cardsOn(path) {
      // Past the edge's life: what is older than that may not be seen any more.
      world.runtime.clock.forward({ seconds: 2 });
      const { page, said, errors, violations } = await visit(browser(), `${sites.clinicUrl}${path}`);
      await embedsSettled(page, said);
      const cards = await page.locator('[part=card]').allInnerTexts();
      expect({ errors, violations: await violations() }).toEqual({ errors: [], violations: [] });
      return cards;
    },
    async openInbox(name) {
      const { page } = await visit(browser(), world.runtime.url);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name }).click();
      await page.getByRole('heading', { name: 'Waiting for you' }).waitFor();
      return page;
    },
  };
}

/**
 * Waits until what a person decides next is stored: the inbox shows it before.
 *
 * @throws Error when the server refuses it
 */
export async function decisionSaved(page: Page): Promise<void> {
  const answer = await page.waitForResponse('**/decision');
  if (!answer.ok()) throw new Error(`The decision was answered with ${answer.status()}.`);
}

/** Waits until every embed of a page shows its reviews or its links, or has said in the console why it shows none. */
async function embedsSettled(page: Page, said: readonly string[]): Promise<void> {
  const embeds = page.locator('clinic-reviews');
  await expect(embeds).not.toHaveCount(0);
  await expect
    .poll(async () => {
      const drawn = await embeds.evaluateAll((all) =>
        all.map((one) => one.shadowRoot?.querySelector('#box > :not([part=skeleton])') instanceof Element),
      );
      return drawn.every(Boolean) || said.some((line) => line.includes('reviews are not shown'));
    })
    .toBe(true);
}

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
      const { page, errors, violations } = await visit(browser(), `${sites.clinicUrl}${path}`);
      await page.waitForLoadState('networkidle');
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

import type { Page } from 'playwright-core';
import { expect } from '../../support/expect.ts';

/** Has a page keep what its notices have said, from before it is opened: most of them go by themselves. */
export async function listenToNotices(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const noticesIn = (node: Node) =>
      node instanceof Element
        ? [node, ...node.querySelectorAll('*')].filter((one) => one.matches('[role=alert]'))
        : [];
    new MutationObserver((changes) => {
      const notices = changes.flatMap(({ addedNodes }) => [...addedNodes].flatMap(noticesIn));
      heard.push(...notices.map(({ textContent }) => textContent ?? ''));
    }).observe(document, { childList: true, subtree: true });
  });
}

/** Waits until a notice has said this since the page was loaded; it may have gone again. */
export async function expectHeard(page: Page, words: string): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { readonly heard: string[] }).heard))
    .toContainEqual(expect.stringContaining(words));
}

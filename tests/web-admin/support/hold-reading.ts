import type { Page, Request } from 'playwright-core';
import { expect } from '../../support/expect.ts';

/** Follows what a page reads from its API, from before it is opened; see {@link HoldReading}. */
export type HoldReading = () => Promise<void>;

/**
 * Lets a test change what is stored behind a page's back. The function given holds back all that the page reads from
 * then on until the page itself has sent a change, so that no regular reading overtakes the person; it resolves once
 * what was being read has arrived.
 */
export function readingOf(page: Page): HoldReading {
  const reading = new Set<Request>();
  page.on('request', (request) => {
    if (isReading(request)) reading.add(request);
  });
  page.on('requestfinished', (request) => reading.delete(request));
  page.on('requestfailed', (request) => reading.delete(request));
  return async () => {
    const sent = Promise.withResolvers<void>();
    await page.route('**/api/**', async (route) => {
      if (!isReading(route.request())) {
        sent.resolve();
        return route.continue();
      }
      reading.delete(route.request());
      await sent.promise;
      await route.continue();
    });
    await expect.poll(() => reading.size).toBe(0);
  };
}

function isReading(request: Request): boolean {
  return request.method() === 'GET' && new URL(request.url()).pathname.startsWith('/api/');
}

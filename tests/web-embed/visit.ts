import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** A page in the browser, and everything it did that a visitor would not see. */
export interface Visit {
  readonly page: Page;
  /** `level: text` of each line in the console. */
  readonly said: string[];
  /** Errors nobody caught. */
  readonly errors: string[];
  /** Dialogs opened by the page. */
  readonly dialogs: string[];
  /** Addresses asked for, the page's own first. */
  readonly requests: string[];
  /** Directives of the page's policy that were violated. */
  readonly violations: () => Promise<readonly string[]>;
}

/** How a visit differs from the usual one. */
export interface VisitOptions extends BrowserContextOptions {
  /** Instant at which the page's clock begins to run; the machine's own when absent. */
  readonly at?: string;
}

/** Opens an address in a browser of its own, closed when the test ends. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const { at, ...contextOptions } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...contextOptions });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const seen: Pick<Visit, 'said' | 'errors' | 'dialogs' | 'requests'> = {
    said: [],
    errors: [],
    dialogs: [],
    requests: [],
  };
  page.on('console', (line) => seen.said.push(`${line.type()}: ${line.text()}`));
  page.on('pageerror', (error) => seen.errors.push(error.message));
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.addInitScript(() => {
    const violated: string[] = [];
    Object.assign(window, { violated });
    addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
  });
  if (at) await page.clock.install({ time: at });
  await page.goto(url);
  return {
    page,
    ...seen,
    violations: () => page.evaluate(() => (window as unknown as { violated: string[] }).violated),
  };
}

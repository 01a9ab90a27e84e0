import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openDemoPage } from '../../../infra/sample/demo-page.ts';
import type { DemoReply, DemoRequest } from '../../../infra/sample/demo-reply.ts';
import { type DemoSites, startDemoSites } from '../../../infra/sample/demo-sites.ts';
import { type FakeGoogle, startFakeGoogle } from '../../../infra/sample/fake-google.ts';
import { googleLocations } from '../../../infra/sample/world.ts';
import { runAxe } from '../../support/axe.ts';
import { useBrowser as browserForTests } from '../../support/browser.ts';
import { expect } from '../../support/expect.ts';

const browser = browserForTests();
const INBOX = '<!doctype html><html lang="en"><title>Inbox</title><main><h1>Inbox</h1></main></html>';

let google: FakeGoogle;
let sites: DemoSites;
let cdn: Server;
let origin: string;
const changed: string[] = [];

beforeAll(async () => {
  google = await startFakeGoogle();
  for (const location of googleLocations(new Date().toISOString())) google.addLocation(location);
  let answer: (request: DemoRequest) => DemoReply | undefined = () => undefined;
  cdn = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const url = new URL(incoming.url ?? '/', origin);
    const reply =
      answer({
        method: incoming.method ?? 'GET',
        url,
        ...(incoming.headers.origin !== undefined && { origin: incoming.headers.origin }),
        body: Buffer.concat(chunks).toString('utf8'),
      }) ?? placeholder(url.pathname);
    outgoing.writeHead(reply.status, reply.headers).end(reply.body);
  });
  await new Promise<void>((resolve) => cdn.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(cdn.address() as AddressInfo).port}`;
  sites = await startDemoSites({ cdnOrigin: origin });
  answer = openDemoPage({
    origin,
    sites,
    signInOrigin: origin,
    staffName: 'Ana Duarte',
    google,
    onChanged: (locationId) => changed.push(locationId),
    now: () => new Date().toISOString(),
  });
});
afterAll(async () => {
  cdn.closeAllConnections();
  await Promise.all([sites.stop(), google.stop(), new Promise((resolve) => cdn.close(resolve))]);
});

/** Stands for the inbox and for the script: an empty one, so that pages show what they hold without it. */
function placeholder(path: string): DemoReply {
  const isScript = path.endsWith('.js');
  const type = isScript ? 'text/javascript' : 'text/html';
  const headers = { 'content-type': type, 'cross-origin-resource-policy': 'cross-origin' };
  return { status: 200, headers, body: isScript ? '' : INBOX };
}

async function openPage(
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser().newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints };
}

/** Address of every page by its name. */
function addresses(): readonly (readonly [name: string, url: string])[] {
  const clinic = ['/', '/back-pain', '/sciatica', '/mill-lane', '/orchard-row'].map(
    (path) => [`clinic ${path}`, `${sites.clinicUrl}${path}`] as const,
  );
  return [
    ...clinic,
    ['partner', sites.partnerUrl],
    ['demo', `${origin}/demo`],
    ['google', `${origin}/demo/google/mill-lane`],
  ];
}

describe('the demo pages in a browser', () => {
  it('load without a complaint of their policies, and fit a phone and a desk', async () => {
    for (const [name, url] of addresses()) {
      for (const width of [390, 1280]) {
        const { page, complaints } = await openPage(url, { viewport: { width, height: 800 } });
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

        expect([name, width, complaints, tooWide]).toEqual([name, width, [], 0]);
        await page.context().close();
      }
    }
  });

  it('have nothing that keeps somebody out, in light and in dark', async () => {
    const seen = addresses().filter(([name]) => !['clinic /sciatica', 'clinic /orchard-row'].includes(name));
    for (const [name, url] of seen) {
      const { page } = await openPage(url, { bypassCSP: true });
      const light = await runAxe(page, { exclude: 'iframe' });
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = await runAxe(page, { exclude: 'iframe', coloursOnly: true });

      expect([name, light.violations, dark.violations]).toEqual([name, [], []]);
      await page.context().close();
    }
  });

  it('post, edit and delete through the frame of the stand-in', async () => {
    const { page } = await openPage(`${origin}/demo`);
    const frame = page.frameLocator('iframe[title="A stand-in for Google"]');

    await frame.getByRole('textbox', { name: 'Name' }).fill('Vera <i>Example</i>');
    await frame.getByRole('radio', { name: '4' }).check({ force: true });
    await frame.getByRole('button', { name: 'Post' }).click();
    await expect(frame.getByRole('status')).toContainText('Posted');
    const own = frame.getByRole('listitem').filter({ hasText: 'Vera <i>Example</i>' });
    await own.getByText('As its author').click();
    await own.getByRole('link', { name: 'Edit' }).click();
    await frame.getByRole('form', { name: 'Edit this review' }).getByRole('textbox').fill('Second thoughts.');
    await frame.getByRole('button', { name: 'Save' }).click();
    await expect(own).toContainText('Second thoughts.');
    await own.getByText('As its author').click();
    await own.getByRole('button', { name: 'Delete' }).click();

    await expect(frame.getByRole('status')).toContainText('Deleted');
    await expect(own).toHaveCount(0);
    expect(changed).toHaveLength(3);
    await page.context().close();
  });

  it('loads the page in the phone anew on demand', async () => {
    const { page } = await openPage(`${origin}/demo`);
    const address = `${sites.clinicUrl}/sciatica`;

    const again = page.waitForRequest(
      (request) => request.url() === address && request.isNavigationRequest(),
    );
    await page.getByRole('button', { name: 'Reload' }).click();

    expect((await again).frame().parentFrame()).toBe(page.mainFrame());
    await expect(
      page.frameLocator('iframe[data-page]').getByRole('heading', { name: 'Sciatica', exact: true }),
    ).toBeAttached();
    await page.context().close();
  });
});

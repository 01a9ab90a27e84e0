import { writeFile } from 'node:fs/promises';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { startBrowser } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { toPalettePng } from './to-palette-png.ts';

/** Takes the pictures of the README anew, from a sample world that was just started: `PORT=4100 npm run pictures`. */
const port = Number(process.env.PORT ?? 4000);
const at = (offset: number) => `http://127.0.0.1:${port + offset}`;
const browser = await startBrowser();

await shoot('embed', [1180, 1400], async (page) => {
  const cards = await openSciatica(page);
  const [first, sixth] = [await boxOf(page.locator('clinic-reviews')), await boxOf(cards.nth(5))];
  return { y: first.y - 40, height: sixth.y + sixth.height - first.y + 80 };
});
await shoot('phone', [390, 844], async (page) => {
  await openSciatica(page);
  return { y: (await boxOf(page.locator('clinic-reviews'))).y - 40 };
});
await shoot('phone-end', [390, 844], async (page) => {
  await openSciatica(page);
  const { y, height } = await boxOf(page.locator('clinic-reviews'));
  return { y: y + height + 40 - 844 };
});
await shoot('inbox', [1440, 900], async (page) => {
  await page.goto(at(0));
  await signIn(page);
  return { y: 0 };
});
await shoot('demo', [1600, 920], async (page) => {
  await page.goto(`${at(0)}/demo`);
  await signIn(page.frameLocator('iframe[title="The clinic’s inbox"]'));
  await expect(page.frameLocator('iframe[data-page]').locator('[part=card]')).toHaveCount(10);
  return { y: 0 };
});
await browser.close();

async function openSciatica(page: Page): Promise<Locator> {
  await page.goto(`${at(2)}/sciatica`);
  await page.locator('clinic-reviews').scrollIntoViewIfNeeded();
  const cards = page.locator('[part=card]');
  await expect(cards, 'a sample world that was just started').toHaveCount(10);
  return cards;
}

/** Where an element stands, in CSS pixels from the page's top. */
function boxOf(element: Locator): Promise<{ readonly y: number; readonly height: number }> {
  return element.evaluate((node) => {
    const { top, height } = node.getBoundingClientRect();
    return { y: top + scrollY, height };
  });
}

async function signIn(within: Page | FrameLocator): Promise<void> {
  await within.getByRole('button', { name: 'Sign in' }).click();
  await within.getByRole('button', { name: 'Ana Duarte' }).click();
  await expect(within.getByText('10 reviews', { exact: true })).toBeVisible();
  await expect(within.getByText('Came in from Google')).toBeVisible();
}

/** Takes one picture, from the strip of the page that `prepare` gives, in CSS pixels; as high as the window by default. */
async function shoot(
  name: string,
  [width, height]: readonly [number, number],
  prepare: (page: Page) => Promise<{ readonly y: number; readonly height?: number }>,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2 });
  const clip = { x: 0, width, height, ...(await prepare(page)) };
  const png = await page.screenshot({ fullPage: true, clip });
  await page.goto('about:blank');
  await writeFile(`docs/pictures/${name}.png`, toPalettePng(await readPoints(page, png)));
  await page.close();
}

/** The browser reads its own pictures. */
async function readPoints(page: Page, png: Buffer) {
  const { width, height, text } = await page.evaluate(async (base64) => {
    const picture = await fetch(`data:image/png;base64,${base64}`);
    const bitmap = await createImageBitmap(await picture.blob());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const points = context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
    const pieces = Array.from({ length: bitmap.height }, (_, row) =>
      String.fromCharCode(...points.slice(row * bitmap.width * 4, (row + 1) * bitmap.width * 4)),
    );
    return { width: bitmap.width, height: bitmap.height, text: btoa(pieces.join('')) };
  }, png.toString('base64'));
  return { width, height, rgba: Buffer.from(text, 'base64') };
}

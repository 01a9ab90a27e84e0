import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBrowser } from '../../support/browser.ts';
import { beginSignIn } from '../../support/sign-in.ts';
import { type RunningTinyApp, startTinyApp } from './tiny-app.ts';
import { WEB_APP } from './web-app.ts';

let app: RunningTinyApp;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [app, browser] = await Promise.all([startTinyApp(WEB_APP), startBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await app.stop();
});

beforeEach(async () => {
  page = await browser.newPage();
});

afterEach(() => page.close());

async function put(Key: string, Body: string): Promise<void> {
  const Bucket = app.runtime.outputs.Site;
  await new S3Client(app.runtime.aws).send(
    new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/html' }),
  );
}

describe('drawSignInPage', () => {
  it('signs in with e-mail and password, by the keyboard alone', async () => {
    await app.runtime.accounts.add({ email: 'rosa@clinic.example', name: 'Rosa' }, 'correct horse battery');
    await put('index.html', '<h1>Signed in</h1>');
    await page.goto(beginSignIn(app.runtime).url);
    await page.locator('input:focus').waitFor();

    await page.keyboard.type('rosa@clinic.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type('correct horse battery');
    await page.keyboard.press('Enter');

    await page.waitForURL(`${app.runtime.url}/?code=*`);
    expect(await page.getByRole('heading').textContent()).toBe('Signed in');
  });

  it('lets a made-up person in with one click, in a frame of our own page too', async () => {
    await app.runtime.accounts.add({ email: 'ana@clinic.example', name: 'Ana Lee', isDemo: true });
    await put('index.html', '<h1>Signed in</h1>');
    await put(
      'frame.html',
      `<iframe src="${beginSignIn(app.runtime).url.replaceAll('&', '&amp;')}"></iframe>`,
    );
    await page.goto(`${app.runtime.url}/frame.html`);
    const frame = page.frameLocator('iframe');

    await frame.getByRole('button', { name: 'Ana Lee' }).click();

    await frame.getByRole('heading', { name: 'Signed in' }).waitFor();
    expect(page.frames()[1]?.url()).toMatch(/[?&]code=/);
  });
});

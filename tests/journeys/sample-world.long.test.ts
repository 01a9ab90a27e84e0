import { afterAll, beforeAll, describe, it } from 'vitest';
import { openNeeds } from '../../functions/admin/needs.ts';
import { readFairDisplay } from '../../functions/admin/read-fair-display.ts';
import { openTables } from '../../functions/store/table.ts';
import { assembleLocal } from '../../infra/assemble.ts';
import { boot, type Runtime } from '../../infra/local/boot.ts';
import { openSampleWorld, type SampleWorld } from '../../infra/sample/open-sample-world.ts';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { visit } from '../web-embed/visit.ts';
import { decisionSaved } from './pages.ts';

const browser = browserForTests();

let world: SampleWorld;
let runtime: Runtime;

/** What `npm start` does, but for its words. */
beforeAll(async () => {
  world = await openSampleWorld({ port: 0 });
  const { bootAt, variables, secrets, pages, isFramed } = world;
  const assembled = await assembleLocal();
  runtime = await boot({ ...assembled, port: 0, variables, secrets, pages, isFramed, startAt: bootAt });
  await world.begin(runtime);
});
afterAll(async () => {
  await world.stop();
  await runtime.stop();
});

describe('the sample world', () => {
  it('begins with ten reviews that wait, thirty-two that are shown and three that are not', async () => {
    expect(await world.count()).toBe(
      '61 Google reviews and 3 Yelp excerpts of 2 locations, 50 with words: 10 wait for you, 35 are shown, 5 are not.',
    );
  });

  it('counts for fair display what its staff have decided', async () => {
    const table = openTables(runtime.aws);
    const { ContentTable = '', LedgerTable = '' } = runtime.outputs;
    const needs = openNeeds(table(ContentTable), table(LedgerTable), () => new Date().toISOString());

    const { listings } = await readFairDisplay('juniper', needs);

    const sum = (state: 'waiting' | 'shown' | 'not-shown') =>
      listings.flatMap(({ ratings }) => ratings).reduce((all, { counts }) => all + counts[state], 0);
    expect([sum('waiting'), sum('shown'), sum('not-shown')]).toEqual([10, 35, 5]);
  });

  it('has stories for its pages: sciatica, back pain, one condition with one, one with none', async () => {
    const shownOf = async (condition: string) => {
      const response = await fetch(`${runtime.url}/feed/juniper-site/c/${condition}.json`);
      return response.ok ? ((await response.json()) as { readonly shown: number }).shown : 0;
    };

    expect(await shownOf('sciatica')).toBeGreaterThanOrEqual(7);
    expect(await shownOf('back-pain')).toBeGreaterThanOrEqual(12);
    expect(await shownOf('frozen-shoulder')).toBe(1);
    expect(await shownOf('plantar-fasciitis')).toBe(0);
  });

  it('brings what is posted in one frame to the inbox in the next, and once shown to the page in the third', async () => {
    const words = 'Sciatica from the potter’s wheel. Five visits, and I throw pots again.';
    const { page, errors } = await visit(browser(), `${runtime.url}/demo`, {
      viewport: { width: 1600, height: 1000 },
    });
    const google = page.frameLocator('iframe[title="A stand-in for Google"]');
    const inbox = page.frameLocator('iframe[title="The clinic’s inbox"]');
    const phone = page.frameLocator('iframe[data-page]');
    await inbox.getByRole('button', { name: 'Sign in' }).click();
    await inbox.getByRole('button', { name: 'Ana Duarte' }).click();
    // Reviews, and not the grey lines that stand for them until they are here.
    await expect(inbox.locator('.queue-list .queue-item')).toHaveCount(10);

    await google.getByRole('textbox', { name: 'Name' }).fill('Vera Example');
    await google.getByRole('radio', { name: '5' }).check({ force: true });
    await google.getByRole('textbox', { name: 'Words' }).fill(words);
    await google.getByRole('button', { name: 'Post' }).click();
    const item = inbox.locator('.queue-item').filter({ hasText: 'Vera Example' });
    await item.click();
    await expect(inbox.getByRole('heading', { name: 'Vera Example' })).toBeVisible();
    const saved = decisionSaved(page);
    await inbox.locator('body').press('a');
    await expect(inbox.getByRole('alert')).toContainText('shown on your site');
    await saved;
    await runtime.idle();
    runtime.clock.forward({ seconds: 2 });
    await page.getByRole('button', { name: 'Reload' }).click();

    await expect(phone.locator('[part=card]').filter({ hasText: words })).toBeVisible();
    expect(errors).toEqual([]);
  });
});

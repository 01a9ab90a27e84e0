import { afterAll, beforeAll, describe, it } from 'vitest';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { type ClinicSite, startClinicSite } from './clinic-site.ts';
import { aHead } from './feed-builders.ts';
import { visit } from './visit.ts';

const browser = browserForTests();
let site: ClinicSite;

beforeAll(async () => {
  site = await startClinicSite();
  site.publish('slip-site/all.json', aHead({ clinic: 'Everything' }));
  site.publish('slip-site/c/low-back-pain.json', aHead({ clinic: 'Low back only' }));
});
afterAll(() => site.stop());

const title = 'Low back only';
const SCRIPT = '<script src="{embed}/embed/v1/clinic-reviews.js" async></script>';

describe('lines that were pasted with a slip', () => {
  it.each([
    'embed=" slip-site " condition="low-back-pain"',
    'EMBED="Slip-Site" Condition="Low-Back-Pain"',
    'embed="slip-site" condition="Low back pain"',
    'embed="slip-site\n" condition="\t low_back_pain."',
    'embed=“slip-site” condition=“low-back-pain”',
    'embed=&quot;slip-site&quot; condition=‘low-back-pain’',
    'embed="slip-site"\u00a0condition="low-back-pain\u00a0"',
    'data-embed="slip-site" data-condition="low-back-pain"',
    'embed=slip-site/ condition=low-back-pain/',
    'embed="slip-site" condition="low–back–pain"',
  ])('mean what they say: %s', async (attributes) => {
    const { page } = await visit(browser(), site.page(`<clinic-reviews ${attributes}></clinic-reviews>`));

    await expect(page.getByRole('heading', { level: 2 })).toContainText(title);
  });

  it.each([
    'condition="lowbackpain"',
    'condition="low-back-pain, sciatica"',
    'condition="low-back-pain sciatica"',
    'condition="—"',
    'condition=low back pain',
    'condition="constructor"',
    'condition="../all"',
    'location="nowhere"',
    'condition="low-back-pain" location="nowhere"',
  ])('never show everything, and say so: %s', async (attribute) => {
    const embeds = `<clinic-reviews embed="slip-site" ${attribute}></clinic-reviews>\n`.repeat(2);
    const { page, said } = await visit(browser(), site.page(embeds));

    await expect(page.locator('[part=selection]')).toHaveText(['See all on Google', 'See all on Google']);
    await expect(page.locator('[part=card]')).toHaveCount(0);
    expect(said.filter((line) => line.startsWith('warning: clinic-reviews: nothing to show'))).toHaveLength(
      1,
    );
  });

  it.each([
    `<main><h1>Clinic</h1><clinic-reviews embed="slip-site" />${SCRIPT}<h2>After</h2><p>The rest</p></main>`,
    `<h1>Clinic</h1><clinic-reviews embed="slip-site" /><p>The rest</p>`,
    `<div><clinic-reviews embed="slip-site"/>\n<section><p>The rest</p></section>\n</div><footer>End</footer>`,
    `<ul><li><clinic-reviews embed="slip-site"><p>The rest</p></ul>`,
    `<h1>Clinic</h1><clinic-reviews embed="no-such" /><p>The rest</p>`,
    `<h1>Clinic</h1><clinic-reviews /><p>The rest</p>`,
  ])('hide nothing of the rest of the page: %s', async (html) => {
    const { page } = await visit(browser(), site.page(`${html}`));
    // As a chat window or a banner does.
    await page.evaluate(() => document.body.append(document.createElement('aside')));
    if (html.includes('slip-site')) await expect(page.locator('[part=card]')).toHaveCount(1);
    await page.evaluate(() => dispatchEvent(new Event('pageshow')));

    await expect(page.getByText('The rest')).toBeVisible();
  });

  it('take the place of what was put inside them, wherever they are closed', async () => {
    const inside = '<clinic-reviews embed="slip-site"><p>Meanwhile</p></clinic-reviews>';
    const url = site.page(`${inside}\n<div>${inside}<p>After</p></div><div>${inside}<!-- end --></div>`);
    const { page } = await visit(browser(), url);

    await expect(page.locator('[part=card]')).toHaveCount(3);
    await expect(page.locator('p:text("Meanwhile"):visible')).toHaveCount(0);
  });

  it.each(['\n', '  \n\t', '\u00a0', '<!-- reviews -->'])(
    'draw where reviews will be with %j inside',
    async (blank) => {
      site.answer('slip-waits/all.json', { body: '', after: new Promise(() => {}) });
      const css = 'clinic-reviews { min-height: 300px }';
      const url = site.page(`<clinic-reviews embed="slip-waits">${blank}</clinic-reviews>\n`, { css });
      const { page } = await visit(browser(), url);

      await expect(page.locator('[part=skeleton]')).toHaveCount(1);
      expect((await page.locator('[part=skeleton]').boundingBox())?.height).toBe(300);
    },
  );

  it.each([
    ['twice, before and after', `${SCRIPT}<clinic-reviews embed="slip-site"></clinic-reviews>${SCRIPT}`],
    [
      'without async',
      '<script src="{embed}/embed/v1/clinic-reviews.js"></script><clinic-reviews embed="slip-site"></clinic-reviews>',
    ],
    [
      'as a module',
      '<clinic-reviews embed="slip-site"></clinic-reviews><script type="module" src="{embed}/embed/v1/clinic-reviews.js"></script>',
    ],
    ['in a paragraph', `<p>Before <clinic-reviews embed="slip-site"></clinic-reviews> after${SCRIPT}</p>`],
    [
      'in a table',
      `<table><clinic-reviews embed="slip-site"></clinic-reviews><tr><td>A</td></tr></table>${SCRIPT}`,
    ],
    [
      'in a frame of a builder',
      `<iframe sandbox="allow-scripts" width="900" height="900" srcdoc='<clinic-reviews embed="slip-site"></clinic-reviews>${SCRIPT}'></iframe>`,
    ],
  ])('work where and how they stand: %s', async (_, html) => {
    const { page, errors } = await visit(
      browser(),
      site.page(`<!doctype html><html><head><title>Clinic</title></head><body>${html}</body></html>`, {
        policy: '',
      }),
    );
    const within = html.includes('<iframe') ? page.frameLocator('iframe') : page;

    await expect(within.locator('[part=card]')).toHaveCount(1);
    expect(errors).toEqual([]);
  });
});

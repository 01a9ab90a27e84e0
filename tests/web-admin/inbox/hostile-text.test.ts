import { afterEach, describe, it } from 'vitest';
import { reviewIdOf, seedClinic } from '../../admin/staff-api.ts';
import { useBrowser as browserForTests } from '../../support/browser.ts';
import { expect } from '../../support/expect.ts';
import { adminSiteForTests } from '../support/admin-site.ts';
import { openAsSam, type Visited } from '../support/open-page.ts';
import { plant } from '../support/seed-inbox.ts';

/** Written to do harm to whoever renders them as anything but text. */
const TEXTS = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  'javascript:alert(1) {{constructor.constructor("alert(1)")()}} $' + '{alert(1)}',
  '<a href="javascript:alert(1)">my sciatica</a> <style>*{display:none}</style>',
  '&lt;b&gt;not bold&lt;/b&gt; &amp; \u0000\u0007 \ufeff end',
  '\u202Egnp.exe\u202C and \u2066isolated\u2069 \u200Fright\u200E left',
  'Z\u0351\u0357\u0343a\u0301\u0302\u0303\u0304l\u030Ag\u0321o',
  '👩‍⚕️'.repeat(40),
  'אבג <b>דה</b> 123 abc!',
  'a'.repeat(5_000),
  'one\r\ntwo\n\n\n\tthree',
] as const;

const site = adminSiteForTests();
const browser = browserForTests();
let opened: Visited | undefined;

afterEach(async () => {
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = undefined;
  expect(faults).toEqual([]);
});

describe('hostile texts', () => {
  it('stay text in the list, in the review, in its translation, reply and name', async () => {
    const clinicId = 'hostile';
    await seedClinic(site().api, clinicId);
    for (const [at, text] of TEXTS.entries()) {
      const word = text.search(/sciatica/u);
      await plant(site().api, clinicId, {
        n: at + 1,
        author: text.slice(0, 300),
        text,
        translation: text,
        reply: { text },
        ...(word >= 0 && { says: [['sciatica', 'sciatica'] as const] }),
      });
    }
    opened = await openAsSam(browser(), site(), clinicId);
    const { page } = opened;
    await expect(page.locator('.queue-list .queue-item')).toHaveCount(TEXTS.length);

    for (const [at, text] of TEXTS.entries()) {
      await page.goto(`${site().origin}/#/${clinicId}/waiting/${reviewIdOf(at + 1)}`);
      const isThere = (selector: string, wanted: string) =>
        expect
          .poll(() =>
            page
              .locator(selector)
              .first()
              .evaluate((element) => element.textContent),
          )
          .toBe(wanted);
      await isThere('.review-text', text);
      await isThere('.folded-text', text);
      await isThere('#review-name', text.slice(0, 300));
      await expect
        .poll(() => page.locator('.folded-text').evaluateAll((all) => all.map((one) => one.textContent)))
        .toEqual([text, text]);
    }
    const inText = page.locator(
      '.review-text, .folded-text, #review-name, .queue-item-excerpt, .queue-item strong',
    );
    await expect(inText.locator('script, img, svg, a, style, b')).toHaveCount(0);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
      .toBe(true);
  });
});

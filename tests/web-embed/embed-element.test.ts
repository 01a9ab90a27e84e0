import { afterAll, beforeAll, describe, it } from 'vitest';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { expect } from '../support/expect.ts';
import { type Answer, type ClinicSite, startClinicSite } from './clinic-site.ts';
import { aHead, aPublished, publishedReviews } from './feed-builders.ts';
import { visit } from './visit.ts';

const browser = browserForTests();
let site: ClinicSite;

beforeAll(async () => {
  site = await startClinicSite();
});
afterAll(() => site.stop());

const FALLBACK = '<p>Read what people say <a href="https://maps.google.com/?cid=1">on Google</a>.</p>';

describe('EmbedElement', () => {
  it('shows a list fixed to condition and location after two requests, under the strictest policy', async () => {
    site.publish('two/c/sciatica/l/mill-lane.json', aHead({ location: 'mill-lane' }));
    const url = site.page(
      '<clinic-reviews embed="two" condition="sciatica" location="mill-lane"></clinic-reviews>',
    );

    const { page, requests, said, errors, violations } = await visit(browser(), url);

    await expect(page.locator('[part=card]')).toHaveCount(1);
    expect(requests.slice(1)).toEqual([
      `${site.embedOrigin}/embed/v1/clinic-reviews.js`,
      `${site.embedOrigin}/feed/two/c/sciatica/l/mill-lane.json`,
    ]);
    expect({ said, errors, violations: await violations() }).toEqual({
      said: [],
      errors: [],
      violations: [],
    });
  });

  it('works from the copy that never changes, with its integrity', async () => {
    site.publish('copy/all.json', aHead());
    const { immutablePath, integrity } = site.built;
    const url = site.page(`<!doctype html><title>Clinic</title>
      <script src="{embed}/${immutablePath}" integrity="${integrity}" crossorigin="anonymous" async></script>
      <clinic-reviews embed="copy"></clinic-reviews>`);

    const { page } = await visit(browser(), url);

    await expect(page.locator('[part=card]')).toHaveCount(1);
  });

  it('keeps whoever goes by keyboard before the reviews when these take the place of a link', async () => {
    const { promise: asked, resolve: answer } = Promise.withResolvers<void>();
    site.answer('keyboard/all.json', { body: JSON.stringify(aHead()), after: asked });
    const url = site.page(
      `<clinic-reviews embed="keyboard">${FALLBACK}</clinic-reviews>\n<a href="#end">What follows</a>`,
    );
    const { page } = await visit(browser(), url);
    await page.getByRole('link', { name: 'on Google' }).focus();

    answer();
    await expect(page.locator('[part=card]')).toHaveCount(1);
    await page.keyboard.press('Tab');

    await expect(page.getByRole('link', { name: 'What follows' })).not.toBeFocused();
    await expect.poll(() => page.evaluate(() => document.activeElement?.localName)).toBe('clinic-reviews');
  });

  it('leaves no cookie, no storage and no global behind', async () => {
    site.publish('traceless/all.json', aHead());
    const url = site.page('<clinic-reviews embed="traceless"></clinic-reviews>');
    const bare = await visit(browser(), site.page('<!doctype html><title>Clinic</title>'));
    const names = () => Object.getOwnPropertyNames(window).sort();
    const before = await bare.page.evaluate(names);

    const { page } = await visit(browser(), url);
    await expect(page.locator('[part=card]')).toHaveCount(1);

    expect(await page.evaluate(names)).toEqual(before);
    expect(await page.context().storageState()).toEqual({ cookies: [], origins: [] });
  });

  it('asks for a head once, however many embeds show it and however often the script is there', async () => {
    site.publish('many/all.json', aHead());
    site.publish('many/c/sciatica.json', aHead());
    const script = '<script src="{embed}/embed/v1/clinic-reviews.js" async></script>';
    const url = site.page(`${script}${script}
      <clinic-reviews embed="many"></clinic-reviews><clinic-reviews embed="many"></clinic-reviews>
      <clinic-reviews embed="many" condition="sciatica"></clinic-reviews>`);

    const { page, errors } = await visit(browser(), url);

    await expect(page.locator('[part=card]')).toHaveCount(3);
    expect(site.asked('/feed/many/')).toEqual(['/feed/many/all.json', '/feed/many/c/sciatica.json']);
    expect(errors).toEqual([]);
  });

  it('shows elements that come later, and follows attributes that change', async () => {
    site.publish('later/all.json', aHead({ clinic: 'All of it' }));
    site.publish('later/c/sciatica.json', aHead({ clinic: 'Sciatica only' }));
    const { page } = await visit(browser(), site.page('<main></main>'));
    await page.evaluate(() => customElements.whenDefined('clinic-reviews').then(() => undefined));

    await page.evaluate(() => {
      const embed = document.createElement('clinic-reviews');
      document.querySelector('main')?.append(embed);
      embed.setAttribute('embed', 'later');
      embed.setAttribute('condition', 'sciatica');
    });
    await expect(page.getByRole('heading', { level: 2 })).toContainText('Sciatica only');
    await page.evaluate(() => document.querySelector('clinic-reviews')?.removeAttribute('condition'));
    await expect(page.getByRole('heading', { level: 2 })).toContainText('All of it');

    expect(site.asked('/feed/later/')).toEqual(['/feed/later/c/sciatica.json', '/feed/later/all.json']);
  });

  it('shows the last list asked for, whichever answer comes last', async () => {
    let answerSlowly = (_: unknown) => {};
    const slow = new Promise((resolve) => {
      answerSlowly = resolve;
    });
    site.answer('race/c/sciatica.json', { body: JSON.stringify(aHead({ clinic: 'Slow' })), after: slow });
    site.publish('race/all.json', aHead({ clinic: 'Fast' }));
    const url = site.page('<clinic-reviews embed="race" condition="sciatica"></clinic-reviews>');
    const { page } = await visit(browser(), url);
    await expect.poll(() => site.asked('/feed/race/c').length).toBe(1);

    await page.evaluate(() => document.querySelector('clinic-reviews')?.removeAttribute('condition'));
    await expect(page.getByRole('heading', { level: 2 })).toContainText('Fast');
    const answered = page.waitForResponse(/sciatica\.json/);
    answerSlowly(undefined);
    await (await answered).finished();

    await expect(page.getByRole('heading', { level: 2 })).toContainText('Fast');
  });

  it('loads an embed far below only when it comes near', async () => {
    site.publish('below/all.json', aHead());
    const css = '#tall { height: 5000px }';
    const url = site.page('<div id="tall"></div><clinic-reviews embed="below"></clinic-reviews>', { css });
    const { page } = await visit(browser(), url);
    await page.evaluate(() => customElements.whenDefined('clinic-reviews').then(() => undefined));
    await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => setTimeout(seen))));
    expect(site.asked('/feed/below/')).toEqual([]);

    await page.evaluate(() => scrollTo(0, 3600));

    await expect(page.locator('[part=card]')).toHaveCount(1);
  });

  it('ignores attributes that it does not understand, with one warning each', async () => {
    site.publish('warned/all.json', aHead());
    const bad = 'theme="neon" conditon="sciatica"';
    const usual = 'location="" class="a" id="a" style="margin: 0" data-v-1 aria-label="a" onclick="" :is="a"';
    const embed = `<clinic-reviews embed="warned" ${usual} ${bad}></clinic-reviews>`;
    const { page, said } = await visit(browser(), site.page(embed + embed));

    await expect(page.locator('[part=card]')).toHaveCount(2);
    await expect
      .poll(() => said.filter((line) => line.includes('clinic-reviews:')))
      .toEqual([
        'warning: clinic-reviews: theme="neon" is not understood.',
        'warning: clinic-reviews: conditon="sciatica" is not understood.',
      ]);
  });

  it.each([403, 404, 410])(
    'shows nothing but the links to all reviews where a condition has none, which a bucket says by %i',
    async (status) => {
      const embed = `empty-${status}`;
      site.publish(`${embed}/all.json`, aHead());
      site.answer(`${embed}/c/vertigo.json`, { status, body: '' });
      const url = site.page(
        `<clinic-reviews embed="${embed}" condition="vertigo">${FALLBACK}</clinic-reviews>\n`,
      );

      const { page, errors } = await visit(browser(), url);

      await expect(page.locator('#box')).toHaveText('See all on Google');
      await expect(page.getByText('Read what people say')).toBeHidden();
      expect(site.asked(`/feed/${embed}/`)).toEqual([
        `/feed/${embed}/c/vertigo.json`,
        `/feed/${embed}/all.json`,
      ]);
      expect(errors).toEqual([]);
    },
  );

  it('shows nothing but the links to all reviews where the whole list has none', async () => {
    site.publish('none/all.json', aHead({ shown: 0, reviews: [] }));
    const { page } = await visit(browser(), site.page('<clinic-reviews embed="none"></clinic-reviews>'));

    await expect(page.locator('#box')).toHaveText('See all on Google');
  });

  const failures: readonly (readonly [string, Answer])[] = [
    ['missing', { status: 404, body: '' }],
    ['forbidden', { status: 403, body: '<Error/>', type: 'application/xml' }],
    ['gone', { status: 410, body: '' }],
    ['broken', { status: 500, body: 'oops' }],
    ['web-page', { body: '<!doctype html><h1>Welcome</h1>', type: 'text/html' }],
    ['cut', { body: JSON.stringify(aHead()).slice(0, 200) }],
    ['nothing', { body: '' }],
    ['null', { body: 'null' }],
    ['list', { body: '[]' }],
    ['number', { body: '7' }],
    ['newer', { body: JSON.stringify({ ...aHead(), format: 2 }) }],
    ['bare', { body: '{"format":1}' }],
    ['odd', { body: JSON.stringify({ ...aHead(), reviews: { length: 1 }, places: null, ratings: 'x' }) }],
    ['language', { body: JSON.stringify({ ...aHead(), language: '__proto__' }) }],
  ];
  it.each(failures)('leaves the page as it was when the answer is %s', async (name, answer) => {
    site.answer(`fails-${name}/all.json`, answer);
    const url = site.page(`<clinic-reviews embed="fails-${name}">${FALLBACK}</clinic-reviews>`);

    const { page, said, errors } = await visit(browser(), url);

    await expect.poll(() => said.filter((line) => line.startsWith('info:'))).toHaveLength(1);
    await expect(page.getByText('Read what people say')).toBeVisible();
    await expect(page.locator('#box')).toHaveCount(0);
    expect(
      said.filter((line) => !line.startsWith('info: clinic-reviews: ') && !line.includes('status of')),
    ).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('leaves the page as it was when nobody answers', async () => {
    site.answer('silent/all.json', { body: '', after: new Promise(() => {}) });
    const url = site.page(`<clinic-reviews embed="silent">${FALLBACK}</clinic-reviews>`);
    const { page, said, errors } = await visit(browser(), url);
    await expect.poll(() => site.asked('/feed/silent/').length).toBe(1);

    await expect.poll(() => said).toHaveLength(1);

    expect(said[0]).toMatch(/^info: clinic-reviews: reviews are not shown: /);
    await expect(page.getByText('Read what people say')).toBeVisible();
    expect(errors).toEqual([]);
  });

  it('says so once when no embed is named', async () => {
    const { page, said } = await visit(browser(), site.page(`<clinic-reviews>${FALLBACK}</clinic-reviews>`));

    await expect
      .poll(() => said)
      .toEqual(['info: clinic-reviews: reviews are not shown: no embed is named.']);
    await expect(page.getByText('Read what people say')).toBeVisible();
  });

  it('keeps what the page says in view until the reviews are there, else draws where they will be', async () => {
    site.answer('waits/all.json', { body: '', after: new Promise(() => {}) });
    const css = 'clinic-reviews { min-height: 500px }';
    const embeds = `<clinic-reviews embed="waits">${FALLBACK}</clinic-reviews><clinic-reviews embed="waits"></clinic-reviews>`;
    const { page } = await visit(browser(), site.page(embeds, { css }));

    await expect(page.getByText('Read what people say')).toBeVisible();
    await expect(page.locator('[part=skeleton]')).toHaveCount(1);
    await expect.poll(async () => (await page.locator('[part=skeleton]').boundingBox())?.height).toBe(500);
  });

  it('drops what lapses while the page is open, and counts anew', async () => {
    const [first, second] = publishedReviews(2);
    if (!first || !second) throw new Error('two were made');
    const soon = { ...second, expiresAt: '2026-11-22T11:00:00.000Z' };
    site.publish('lapses/all.json', aHead({ shown: 2, reviews: [first, soon] }));
    const url = site.page('<clinic-reviews embed="lapses"></clinic-reviews>');
    const { page } = await visit(browser(), url, { at: '2026-11-22T10:00:00Z' });
    await expect(page.locator('[part=card]')).toHaveCount(2);

    await page.clock.pauseAt('2026-11-22T10:30:00Z');
    await page.clock.runFor('29:00');
    await expect(page.locator('[part=card]')).toHaveCount(2);
    await page.clock.runFor('01:30');

    await expect(page.locator('[part=card]')).toHaveCount(1);
    await expect(page.locator('[part=selection]')).toContainText('1 of 61 Google reviews');
  });

  it('drops what lapsed meanwhile as soon as the page is looked at again', async () => {
    const lapsing = { expiresAt: '2026-11-22T11:00:00.000Z' };
    const head = aHead({
      reviews: [aPublished(lapsing)],
      ratings: aHead().ratings.map((r) => ({ ...r, ...lapsing })),
    });
    site.publish('returns/all.json', head);
    const url = site.page('<clinic-reviews embed="returns"></clinic-reviews>');
    const { page } = await visit(browser(), url, { at: '2026-11-22T10:00:00Z' });
    await expect(page.locator('[part=card]')).toHaveCount(1);

    await page.clock.pauseAt('2026-11-22T10:30:00Z');
    await page.clock.setFixedTime('2026-11-23T10:00:00Z');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

    await expect(page.locator('#box')).toHaveText('See all on Google');
  });

  it('shows nothing that had lapsed before it came, whatever a cache kept', async () => {
    const lapsed = { expiresAt: '2026-11-22T10:00:00.000Z' };
    const { reviews } = aHead();
    const head = aHead({
      shown: 2,
      reviews: [...reviews, aPublished({ id: 'old', ...lapsed })],
      ratings: aHead().ratings.map((rating) => ({ ...rating, ...lapsed })),
      excerpts: [aPublished({ id: 'y', url: 'https://www.yelp.com/biz/a', ...lapsed })],
      fallback: {
        condition: { id: 'a', label: 'A', phrase: 'a' },
        reviews: [aPublished({ id: 'f', ...lapsed })],
      },
    });
    site.publish('lapsed/all.json', head);
    const url = site.page('<clinic-reviews embed="lapsed"></clinic-reviews>');

    const { page } = await visit(browser(), url, { at: '2026-11-22T10:00:00Z' });

    await expect(page.locator('[part=card]')).toHaveCount(1);
    await expect(page.getByText('4.9 on Google')).toHaveCount(0);
    await expect(page.locator('[part=selection]')).toHaveText(/^1 Google review, chosen by the clinic/);
    await expect(page.getByText('On Yelp')).toHaveCount(0);
  });

  it('stops looking and loading once it is taken off the page', async () => {
    site.publish('removed/all.json', aHead());
    const { page, errors } = await visit(browser(), site.page('<main></main>'));
    await page.evaluate(() => customElements.whenDefined('clinic-reviews').then(() => undefined));

    await page.evaluate(async () => {
      const embed = document.createElement('clinic-reviews');
      embed.setAttribute('embed', 'removed');
      document.body.append(embed);
      embed.remove();
      await Promise.resolve();
      document.querySelector('main')?.append(embed);
    });

    await expect(page.locator('main [part=card]')).toHaveCount(1);
    expect(site.asked('/feed/removed/')).toHaveLength(1);
    expect(errors).toEqual([]);
  });
});

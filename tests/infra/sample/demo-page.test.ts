import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DemoPageNeeds, openDemoPage } from '../../../infra/sample/demo-page.ts';
import type { DemoReply } from '../../../infra/sample/demo-reply.ts';
import { type FakeGoogle, startFakeGoogle } from '../../../infra/sample/fake-google.ts';
import { googleLocations, googlePlaces } from '../../../infra/sample/world.ts';

const ORIGIN = 'http://127.0.0.1:4000';
const START = '2026-11-22T10:00:00.000Z';
const MILL_LANE = googlePlaces[0]?.locationId ?? '';

let google: FakeGoogle;
beforeAll(async () => {
  google = await startFakeGoogle({ now: () => START });
});
beforeEach(() => {
  for (const location of googleLocations(START)) google.addLocation(location);
});
afterAll(() => google.stop());

function aDemo(differs: Partial<DemoPageNeeds> = {}) {
  const answer = openDemoPage({
    origin: ORIGIN,
    sites: { clinicUrl: 'http://127.0.0.1:4001', partnerUrl: 'http://127.0.0.1:4002' },
    signInOrigin: 'http://127.0.0.1:4003',
    staffName: 'Ana & <Duarte>',
    google,
    onChanged: () => undefined,
    now: () => START,
    ...differs,
  });
  const get = (path: string) => answer({ method: 'GET', url: new URL(path, ORIGIN), body: '' });
  const post = (path: string, form: Readonly<Record<string, string>>, origin = ORIGIN) =>
    answer({
      method: 'POST',
      url: new URL(path, ORIGIN),
      origin,
      body: new URLSearchParams(form).toString(),
    });
  return { answer, get, post };
}

function textOf(reply: DemoReply | undefined): string {
  return String(reply?.body);
}

describe('openDemoPage', () => {
  it('shows three frames, where to sign in, and nothing written for another place', () => {
    const reply = aDemo().get('/demo');

    const frames = [...textOf(reply).matchAll(/<iframe src="([^"]+)"/gu)].map(([, address]) => address);
    expect(frames).toEqual(['/demo/google/mill-lane', '/', 'http://127.0.0.1:4001/sciatica#wrote']);
    expect(textOf(reply)).toContain('<code>Ana &#38; &#60;Duarte&#62;</code>');
    expect(textOf(reply)).not.toMatch(/https:\/\/|sample-/u);
  });

  it('may frame only what the story needs, and run only its own script', () => {
    const policy = aDemo().get('/demo')?.headers['content-security-policy'];

    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-src 'self' http://127.0.0.1:4001 http://127.0.0.1:4003");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('serves its files, and leaves every other path to others', () => {
    const { get } = aDemo();

    expect(get('/demo/road.css')?.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(get('/demo/road.js')?.status).toBe(200);
    expect(get('/demo/inter.woff2')?.status).toBe(200);
    expect(get('/demo/nowhere')?.status).toBe(404);
    expect(get('/demo/google')?.headers.location).toBe('/demo/google/mill-lane');
    expect(get('/')).toBeUndefined();
    expect(get('/demonstration')).toBeUndefined();
    expect(aDemo().post('/demo', {})?.status).toBe(405);
  });

  it('shows the listing: its stars, the newest reviews first, all of them on demand', () => {
    const { get } = aDemo();
    const page = textOf(get('/demo/google/mill-lane'));

    expect(page).toContain('A stand-in for Google');
    expect(page).toContain('<strong>4.4</strong> <span>43 reviews</span>');
    expect(page.indexOf('Nadia Ferro')).toBeLessThan(page.indexOf('Lucía Bermúdez'));
    expect(page.match(/<li id=/gu)).toHaveLength(8);
    expect(textOf(get('/demo/google/mill-lane?all=1')).match(/<li id=/gu)).toHaveLength(43);
    expect(textOf(get('/demo/google/orchard-row'))).toContain('<span>18 reviews</span>');
  });

  it('shows markup in a review as the text it is', () => {
    const page = textOf(aDemo().get('/demo/google/mill-lane?all=1'));

    expect(page).toContain('&#60;script&#62;alert(&#34;no more crick in my neck&#34;)');
    expect(page).not.toMatch(/<script|<img/u);
  });

  it('posts a review with one click on the words that stand ready, and others the next time', () => {
    const onChanged = vi.fn();
    const { get, post } = aDemo({ onChanged });
    const ready = /<textarea[^>]*>([^<]+)/u;
    const before = ready.exec(textOf(get('/demo/google/mill-lane')))?.[1];

    const reply = post('/demo/google/mill-lane', {
      action: 'post',
      stars: '4',
      name: ' Jo ',
      text: 'My sciatica <3\r\nis better',
    });

    expect(reply).toMatchObject({ status: 303, headers: { location: '/demo/google/mill-lane?done=post' } });
    expect(google.listReviews(MILL_LANE)[0]).toMatchObject({
      reviewer: { displayName: 'Jo' },
      starRating: 'FOUR',
      comment: 'My sciatica <3\nis better',
      createTime: START,
    });
    expect(onChanged.mock.calls).toEqual([[MILL_LANE]]);
    expect(before).toMatch(/sciatica/u);
    expect(ready.exec(textOf(get('/demo/google/mill-lane?done=post')))?.[1]).not.toBe(before);
  });

  it('posts a rating without words', () => {
    aDemo().post('/demo/google/mill-lane', { action: 'post', stars: '1', name: '', text: ' \n ' });

    const [posted] = google.listReviews(MILL_LANE);
    expect(posted).toMatchObject({ reviewer: { displayName: 'A visitor' }, starRating: 'ONE' });
    expect(posted).not.toHaveProperty('comment');
  });

  it('edits a review, also one far down, and says what follows from it', () => {
    const onChanged = vi.fn();
    const { get, post } = aDemo({ onChanged });
    const form = textOf(get('/demo/google/mill-lane?edit=forty-hives'));

    const reply = post('/demo/google/mill-lane', {
      action: 'edit',
      review: 'forty-hives',
      stars: '3',
      text: 'Sold the bees.',
    });

    expect(form).toMatch(
      /<li id="forty-hives">[\s\S]*?name="review" value="forty-hives"[\s\S]*?<textarea[^>]*>I keep bees\./u,
    );
    expect(reply?.headers.location).toBe('/demo/google/mill-lane?done=edit');
    expect(textOf(get('/demo/google/mill-lane?done=edit'))).toContain('until somebody looks again');
    expect(google.listReviews(MILL_LANE)[0]).toMatchObject({
      reviewId: 'forty-hives',
      comment: 'Sold the bees.',
      starRating: 'THREE',
      updateTime: START,
    });
    expect(onChanged).toHaveBeenCalledOnce();
  });

  it('deletes a review', () => {
    const onChanged = vi.fn();

    aDemo({ onChanged }).post('/demo/google/mill-lane', { action: 'delete', review: 'forty-hives' });

    expect(google.listReviews(MILL_LANE)).toHaveLength(42);
    expect(onChanged.mock.calls).toEqual([[MILL_LANE]]);
  });

  it.each([
    ['no stars', { action: 'post', text: 'Words' }],
    ['six stars', { action: 'post', stars: '6', text: 'Words' }],
    ['an unknown review', { action: 'delete', review: 'nobody' }],
    ['a review of another listing', { action: 'delete', review: 'quiet-clinic' }],
    ['an unknown action', { action: 'promote', stars: '5' }],
    ['nothing', {}],
  ])('refuses a form with %s and changes nothing', (_, form) => {
    const onChanged = vi.fn();

    const reply = aDemo({ onChanged }).post('/demo/google/mill-lane', form as Record<string, string>);

    expect(reply?.status).toBe(400);
    expect(google.listReviews(MILL_LANE)).toHaveLength(43);
    expect(onChanged).not.toHaveBeenCalled();
  });

  it('takes no form from another site', () => {
    const form = { action: 'delete', review: 'forty-hives' };

    const replies = ['https://elsewhere.example', 'null', 'http://127.0.0.1:4001'].map((origin) =>
      aDemo().post('/demo/google/mill-lane', form, origin),
    );

    expect(replies.map((reply) => reply?.status)).toEqual([403, 403, 403]);
    expect(google.listReviews(MILL_LANE)).toHaveLength(43);
  });
});

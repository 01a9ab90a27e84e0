import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExcerptsView } from '../../functions/domain/excerpts-view.ts';
import type { SourceName } from '../../functions/domain/review.ts';
import type { ConsentView } from '../../functions/domain/source-view.ts';
import { switchSource } from '../../functions/sources/switch-source.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { sampleClinic } from '../../infra/sample/world.ts';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { type Pages, startPages } from './pages.ts';
import { aPost, CLINIC_ID, idOf, MILL_LANE, needsOf, startWorld, type World, YELP } from './world.ts';

const browser = browserForTests();

let world: World;
let pages: Pages;

beforeAll(async () => {
  world = await startWorld();
  pages = await startPages(world, browser);
});
afterAll(async () => {
  await pages.sites.stop();
  await world.stop();
});

/** Posts a review, pulls it and shows it. */
async function showPost(words: string, displayName = 'Vera Example') {
  const review = world.sources.google.addReview(MILL_LANE, aPost(words, { reviewer: { displayName } }));
  await world.pull();
  await world.ana.decide(idOf(review), 'shown');
  await world.runtime.idle();
  return review;
}

/** Where the words can still be found: in the bucket, on the clinic's page. */
async function foundIn(words: string): Promise<readonly string[]> {
  const [published, cards] = [await world.published(), await pages.cardsOn('/')];
  return [
    ...(published.includes(words) ? ['bucket'] : []),
    ...(cards.some((card) => card.includes(words)) ? ['page'] : []),
  ];
}

const CONNECTION = `${CLINIC_ID}-main`;

/** Asks, as the owner, to do something with the connection to Google. */
function ask<Body>(what: string, body: object) {
  return world.ana.ask<Body>('POST', `/clinics/${CLINIC_ID}/google/${what}`, body);
}

/** Goes to Google and back, as the admin page does. */
async function connect(): Promise<void> {
  const { url } = world.runtime;
  const { body } = await ask<ConsentView>('consent', { returnTo: `${url}/` });
  const { search } = new URL(body.address ?? '');
  const allow = `${world.sources.google.url}/o/oauth2/v2/auth/allow${search}`;
  const back = new URL((await fetch(allow, { redirect: 'manual' })).headers.get('location') ?? '');
  const [state, code] = [back.searchParams.get('state'), back.searchParams.get('code')];
  const { body: connected } = await ask('connection', { state, code });
  expect(connected).toEqual({ outcome: 'connected', connectionId: CONNECTION });
  await world.runtime.idle();
}

const YELP_LISTING = sampleClinic.listings.find(({ source }) => source === 'yelp')?.listingId ?? '';
const EXCERPTS = `/clinics/${CLINIC_ID}/listings/${YELP_LISTING}/excerpts`;

/** Shows everything Yelp gives, by one decision. */
async function showExcerpts(): Promise<void> {
  const { body } = await world.ana.ask<ExcerptsView>('GET', `/clinics/${CLINIC_ID}/excerpts`);
  const seenVersion = body.groups[0]?.version ?? 0;
  await world.ana.ask('POST', EXCERPTS, { seenVersion, status: 'shown' });
  await world.runtime.idle();
}

/** Stops or resumes a source, as the operator's command does. */
async function switchAll(source: SourceName, verb: 'stop' | 'resume'): Promise<void> {
  const needs = needsOf(world.runtime);
  await switchSource({ source, change: { verb }, by: 'operator' }, needs);
}

describe('a review that may no longer be read', () => {
  it('is gone from bucket and page when staff take it back', async () => {
    const review = await showPost('My shoulder turns without a sound now.');
    const before = await foundIn('My shoulder turns');

    await world.ana.decide(idOf(review), 'off-topic');
    await world.runtime.idle();

    expect([before, await foundIn('My shoulder turns')]).toEqual([['bucket', 'page'], []]);
  });

  it('is gone when its author withdraws it', async () => {
    await showPost('A second one, so that the list is not empty.');
    const review = await showPost('Knee pain on the stairs is a memory.');
    const before = await foundIn('Knee pain on the stairs');

    world.sources.google.deleteReview(MILL_LANE, review.reviewId);
    await world.pull();

    expect([before, await foundIn('Knee pain on the stairs')]).toEqual([['bucket', 'page'], []]);
  });

  it('is gone when its author takes another name, until that is approved', async () => {
    const review = await showPost('Migraines have left my Mondays.', 'Former Name');

    world.sources.google.changeReview(MILL_LANE, review.reviewId, {
      reviewer: { displayName: 'Quite Another' },
    });
    await world.pull();
    const renamed = await foundIn('Migraines have left');
    await world.ana.decide(idOf(review), 'shown');
    await world.runtime.idle();

    expect([renamed, await foundIn('Migraines have left')]).toEqual([[], ['bucket', 'page']]);
    expect((await world.published()).includes('Former')).toBe(false);
  });

  it('is gone when the owner disconnects Google, and is back with its decision when the place is chosen again', async () => {
    const words = 'Jaw pain used to wake me.';
    await showPost(words);
    await connect();
    const before = await foundIn(words);

    const { body: ended } = await ask('disconnection', { connectionId: CONNECTION });
    await world.runtime.idle();
    const atOnce = await foundIn(words);
    await world.runtime.tick('SourcesTick');
    await world.runtime.idle();
    const kept = await needsOf(world.runtime).reviews.listOfClinic(CLINIC_ID);
    await connect();
    const choices = sampleClinic.listings.flatMap(({ source, accountId, sourceListingId, locationId }) =>
      source === 'google-business' ? [{ accountId, sourceListingId, locationId }] : [],
    );
    await ask('listings', { connectionId: CONNECTION, choices });
    await world.pull();

    expect([before, atOnce, await foundIn(words)]).toEqual([['bucket', 'page'], [], ['bucket', 'page']]);
    expect(ended).toEqual({ isRevoked: true });
    expect(kept.filter(({ source }) => source === 'google-business')).toEqual([]);
  });

  it('is gone when the operator stops its source, and back when that ends', async () => {
    const words = 'My lower back lets me garden again.';
    await showPost(words);
    await showExcerpts();
    const excerpt = String(world.sources.yelp.listReviews(YELP)[0]?.text.slice(0, 40));
    const everything = async () => [await foundIn(words), await foundIn(excerpt)];
    const before = await everything();

    for (const source of ['yelp', 'google-business'] as const) await switchAll(source, 'stop');
    await world.runtime.idle();
    const stopped = await everything();
    const left = await world.published();
    const callsBefore = world.sources.yelp.calls.length + world.sources.google.calls.length;
    await world.pull();
    const calls = world.sources.yelp.calls.length + world.sources.google.calls.length - callsBefore;
    for (const source of ['yelp', 'google-business'] as const) await switchAll(source, 'resume');
    await world.pull();

    const everywhere = ['bucket', 'page'];
    expect([before, stopped, await everything()]).toEqual([
      [everywhere, everywhere],
      [[], []],
      [everywhere, everywhere],
    ]);
    expect(calls).toBe(0);
    expect([left.includes('yelp'), (await world.published()).includes('yelp')]).toEqual([false, true]);
  });

  it('is gone when its source has not confirmed it in time: Yelp after 24 hours, Google after 30 days', async () => {
    const words = 'Neck pain from the loom, and no more of it.';
    await showPost(words);
    await showExcerpts();
    const excerpt = String(world.sources.yelp.listReviews(YELP)[0]?.text.slice(0, 40));
    const atFirst = [await foundIn(words), await foundIn(excerpt)];
    for (const source of [world.sources.google, world.sources.yelp]) {
      source.faults.push({ ...faults.says({ error: 'none' }), times: Number.POSITIVE_INFINITY });
    }

    world.runtime.clock.forward({ hours: 24 });
    await world.runtime.idle();
    const nextDay = [await foundIn(words), await foundIn(excerpt)];
    world.runtime.clock.forward({ days: 29 });
    await world.runtime.idle();
    const nextMonth = [await foundIn(words), await foundIn(excerpt)];

    const everywhere = ['bucket', 'page'];
    expect([atFirst, nextDay, nextMonth]).toEqual([
      [everywhere, everywhere],
      [everywhere, []],
      [[], []],
    ]);
  });
});

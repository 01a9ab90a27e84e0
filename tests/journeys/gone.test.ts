import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsentView } from '../../functions/domain/source-view.ts';
import { openReviews } from '../../functions/store/reviews.ts';
import { openTables } from '../../functions/store/table.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { sampleClinic } from '../../infra/sample/world.ts';
import { useBrowser as browserForTests } from '../support/browser.ts';
import { type Pages, startPages } from './pages.ts';
import { aPost, CLINIC_ID, idOf, MILL_LANE, startWorld, type World, YELP } from './world.ts';

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
    const { aws, outputs } = world.runtime;
    const table = openTables(aws);
    const [content, ledger] = [table(outputs.ContentTable ?? ''), table(outputs.LedgerTable ?? '')];
    const kept = await openReviews(content, ledger, () => new Date().toISOString()).listOfClinic(CLINIC_ID);
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

  it('is gone when its source has not confirmed it in time: Yelp after 24 hours, Google after 30 days', async () => {
    const words = 'Neck pain from the loom, and no more of it.';
    await showPost(words);
    for (const excerpt of await world.ana.queue('waiting')) {
      if (excerpt.source === 'yelp') await world.ana.decide(excerpt.reviewId, 'shown');
    }
    await world.runtime.idle();
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

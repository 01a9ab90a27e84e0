import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EndState, endState } from './end-state.ts';
import { aPost, idOf, MILL_LANE, signInAs, startWorld, type World } from './world.ts';

/** A full hour, so that no clock of retention passes one within the test. */
const AT = '2026-11-22T10:00:00.000Z';

const EDITED_AT = '2026-11-22T12:00:00.000Z';

const worlds: World[] = [];
afterAll(async () => {
  for (const world of worlds) await world.stop();
});

/** A few days at the clinic: reviews come, are decided about, change, go, and come again. */
async function liveThrough(deliveries?: { copies: number; shuffleSeed: number }): Promise<EndState> {
  const world = await startWorld({ startAt: AT, ...(deliveries && { deliveries }) });
  worlds.push(world);
  const { google } = world.sources;
  const post = (reviewId: string, comment: string) => {
    const at = { createTime: AT, updateTime: AT };
    return google.addReview(MILL_LANE, { ...aPost(comment), reviewId, ...at });
  };
  const [first, second, third] = [
    post('first', 'Sciatica is gone.'),
    post('second', 'My back pain eased.'),
    post('third', 'Sleep came back, and so did my mood.'),
  ];
  await world.pull();
  for (const review of [first, second, third]) await world.ana.decide(idOf(review), 'shown');
  await world.ana.decide(idOf(third), 'off-topic');
  google.changeReview(MILL_LANE, first.reviewId, { comment: 'Sciatica is not gone.', updateTime: EDITED_AT });
  google.deleteReview(MILL_LANE, second.reviewId);
  world.runtime.clock.forwardTo('2026-11-23T10:00:00.000Z');
  await world.pull();
  // The token of the day before has lapsed with the clock.
  const ana = await signInAs(world.runtime, world.ana.email);
  await ana.decide(idOf(first), 'shown');
  post('second', 'My back pain eased.');
  world.runtime.clock.forwardTo('2026-11-24T10:00:00.000Z');
  await world.pull();
  await world.runtime.idle();
  const state = await endState(world);
  await world.stop();
  worlds.pop();
  return state;
}

describe('events that come three times and out of order', () => {
  let once: EndState;
  beforeAll(async () => {
    once = await liveThrough();
  });

  it.each([1, 7])('change nothing (seed %i)', async (shuffleSeed) => {
    const thrice = await liveThrough({ copies: 3, shuffleSeed });

    expect(Object.keys(once.items).length).toBeGreaterThan(8);
    expect(Object.keys(once.feed).length).toBeGreaterThan(6);
    expect(thrice).toEqual(once);
  });
});

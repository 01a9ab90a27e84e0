import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleClinic } from '../../infra/sample/world.ts';
import { admit, aPost, idOf, MILL_LANE, startWorld, type World } from './world.ts';

const KIND = 'They were kind, and I sleep through the night.';
const REACHABLE = 'Call me on 503-555-0134 and I tell you about my knee.';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** Applies the clinic's file with another opening policy, and waits until everything that follows has happened. */
async function choose(opening: object | null): Promise<void> {
  await admit(world.runtime, { ...sampleClinic, clinic: { ...sampleClinic.clinic, opening } });
  await world.runtime.idle();
}

const queued = async (queue: 'waiting' | 'shown') =>
  (await world.ana.queue(queue)).map(({ reviewId }) => reviewId);

describe('a clinic that shows what carries no flag', () => {
  it('shows it unread whatever its stars, holds what carries one, and takes all of it back', async () => {
    const { google } = world.sources;
    const before = google.addReview(MILL_LANE, aPost('I waited long ago, and nobody decided.'));
    await world.pull();
    await choose({ 'google-business': 'show-unflagged' });
    const kind = google.addReview(MILL_LANE, aPost(KIND, { starRating: 'ONE' }));
    const reachable = google.addReview(MILL_LANE, aPost(REACHABLE));
    await world.pull();

    expect(await queued('shown')).toEqual([idOf(kind)]);
    expect(await queued('waiting')).toEqual(expect.arrayContaining([idOf(reachable), idOf(before)]));
    expect(await world.published()).toContain(KIND);
    expect(await world.published()).not.toMatch(/555-0134|long ago/u);

    google.editReview(MILL_LANE, kind.reviewId, { comment: `${KIND} Write to me at vera@example.com.` });
    await world.pull();
    expect(await queued('shown')).toEqual([]);
    expect(await world.published()).not.toContain(KIND);

    google.editReview(MILL_LANE, kind.reviewId, { comment: `${KIND} Thank you.` });
    await world.pull();
    expect(await world.published()).toContain('Thank you.');

    await choose(null);
    expect(await queued('shown')).toEqual([]);
    expect(await queued('waiting')).toContain(idOf(kind));
    expect(await world.published()).not.toContain(KIND);
  });
});

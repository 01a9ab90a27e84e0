import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Listing, Member } from '../../functions/domain/clinic.ts';
import { followMove } from '../../functions/sources/follow-move.ts';
import { type PullWorld, startPullWorld } from './pull-world.ts';

let world: PullWorld;
beforeAll(async () => {
  world = await startPullWorld();
});
afterAll(() => world.stop());

let made = 0;
/** A listing of Yelp's that was read once, and whose business has another id since. */
async function aMovedListing(clinicId = `moved-${made}`) {
  made += 1;
  const [oldId, newId] = [`jL-old-${made}`, `jL-new-${made}`];
  const excerpt = {
    id: `yRv-${made}`,
    url: 'https://www.yelp.com/biz/juniper',
    text: 'My neck pain is gone...',
    rating: 5,
    time_created: '2026-10-28 21:14:03',
    user: { id: 'u1', profile_url: 'https://yelp.example/u1', image_url: null, name: 'Nicola P.' },
  };
  world.yelp.addBusiness({ id: oldId, rating: 4, review_count: 9 }, [excerpt]);
  const listing = await world.addListing({
    clinicId,
    listingId: `yelp-${made}`,
    source: 'yelp',
    sourceListingId: oldId,
    pullEveryHours: 8,
  });
  await world.pull(listing);
  const before = await world.stored(listing);
  world.yelp.moveBusiness(oldId, newId);
  world.clock.forward(8);
  const result = await world.pull(listing);
  return { listing, newId, before, result };
}

function follow({ clinicId, listingId }: Listing, movedTo: string) {
  const olga: Member = { clinicId, staffId: 'olga', name: 'Olga', role: 'owner', version: 1 };
  const { pulls, now } = world.needs;
  return followMove(olga, listingId, { movedTo }, { clinics: world.clinics, pulls, now });
}

describe('followMove', () => {
  it('reads nothing by the new id before a person has agreed, and says which id it is', async () => {
    const { listing, newId, result } = await aMovedListing();

    expect(result).toMatchObject({ run: { outcome: 'moved' } });
    expect(await world.health(listing)).toMatchObject({ movedTo: newId, watch: { state: 'not-found' } });
    expect(world.yelp.calls.filter(({ path }) => path.includes(newId))).toEqual([]);
  });

  it('has the listing read by the new id at once; its reviews keep their ids', async () => {
    const { listing, newId, before } = await aMovedListing();

    expect(await follow(listing, newId)).toEqual({ movedTo: newId });

    expect(await world.health(listing)).toMatchObject({ dueAt: world.clock.now() });
    expect(await world.pull(listing)).toMatchObject({ run: { outcome: 'done' } });
    const after = await world.stored(listing);
    expect(after.map(({ reviewId }) => reviewId)).toEqual(before.map(({ reviewId }) => reviewId));
    expect(after[0]?.fetchedAt).toBe(world.clock.now());
    expect(await world.health(listing)).not.toHaveProperty('movedTo');
  });

  it('is done once, however often it is said', async () => {
    const { listing, newId } = await aMovedListing();
    await follow(listing, newId);

    expect(await follow(listing, newId)).toEqual({ movedTo: newId });
  });

  it('takes no id that Yelp does not name', async () => {
    const { listing } = await aMovedListing();

    await expect(follow(listing, 'jL-elsewhere')).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('does not read one place twice', async () => {
    const { listing, newId } = await aMovedListing('moved-together');
    await world.addListing({
      clinicId: 'moved-together',
      listingId: 'new',
      source: 'yelp',
      sourceListingId: newId,
    });

    await expect(follow(listing, newId)).rejects.toMatchObject({ kind: 'conflict' });
  });
});

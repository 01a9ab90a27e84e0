import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faults } from '../../infra/sample/fake-faults.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import type { Fault } from '../../infra/sample/fake-trouble.ts';
import { aPost, bodiesOf, idOf, MILL_LANE, startWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
  for (const words of ['Sciatica is gone.', 'My back pain eased.', 'No more migraines.']) {
    world.sources.google.addReview(MILL_LANE, aPost(words));
  }
  await world.pull();
  for (const review of world.sources.google.listReviews(MILL_LANE)) {
    await world.ana.decide(idOf(review), 'shown');
  }
  await world.runtime.idle();
});
afterAll(() => world.stop());

/** Names of the functions that were called while something was done. */
async function callsDuring(act: () => Promise<void>): Promise<readonly string[]> {
  const called = new Set<string>();
  const { observers } = world.runtime;
  const note = ({ function: name }: { readonly function: string }) => called.add(name.slice(0, -8));
  observers.add(note);
  await act();
  observers.delete(note);
  return [...called].sort();
}

/** When each feed object was last written. */
async function writtenAt(): Promise<ReadonlyMap<string | undefined, Date | undefined>> {
  const Bucket = /:::(.+)$/u.exec(world.runtime.outputs.FeedBucketArn ?? '')?.[1];
  const { Contents = [] } = await new S3Client(world.runtime.aws).send(new ListObjectsV2Command({ Bucket }));
  return new Map(Contents.map(({ Key, LastModified }) => [Key, LastModified]));
}

describe('a pull', () => {
  it('writes no review, tagging, decision or feed object when nothing has changed', async () => {
    const before = await writtenAt();

    const called = await callsDuring(() => world.pull());

    // A write of any of these kinds would have called the functions that follow it.
    expect(called).toEqual(['SourcesPull']);
    expect(before.size).toBeGreaterThan(3);
    expect(await writtenAt()).toEqual(before);
  });

  it.each<[string, Fault]>([
    ['cannot be reached', faults.reset()],
    ['answers with a web page', faults.html(200)],
    ['breaks off', faults.cut(0.6)],
    ['says something else', faults.says({ error: 'none' })],
    ['has no review all at once', faults.says({ totalReviewCount: 3 })],
    ['has taken the consent back', googleFaults.invalidGrant()],
    ['has not approved us', googleFaults.notApproved()],
    ['does not know the listing', googleFaults.notFound()],
  ])('blanks nothing when Google %s', async (_, fault) => {
    const before = await bodiesOf(world.feed);
    const route = fault.route ?? 'reviews';
    world.sources.google.faults.push({ ...fault, route, times: Number.POSITIVE_INFINITY });

    await world.pull();

    world.sources.google.faults.clear();
    const after = await bodiesOf(world.feed);
    expect([...after.keys()]).toEqual([...before.keys()]);
    expect(JSON.stringify([...after])).toContain('Sciatica is gone.');
    expect(after).toEqual(before);
  });
});

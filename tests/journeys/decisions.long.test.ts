import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReviewDetailView } from '../../functions/domain/staff-view.ts';
import { sampleClinic } from '../../infra/sample/world.ts';
import {
  admit,
  aPost,
  CLINIC_ID,
  idOf,
  MILL_LANE,
  needsOf,
  signInAs,
  startWorld,
  type World,
} from './world.ts';

const PEOPLE = 50;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** Posts a review, pulls it, and gives its address and what staff see of it. */
async function waitingReview(words: string) {
  const review = world.sources.google.addReview(MILL_LANE, aPost(words));
  await world.pull();
  const address = `/clinics/${CLINIC_ID}/reviews/${idOf(review)}`;
  const { body } = await world.ana.ask<ReviewDetailView>('GET', address);
  const seen = { seenVersion: body.version, seenContentHash: body.contentHash };
  return { review, address, seen };
}

describe('staff who decide', () => {
  it('get a conflict when the words have changed since they read them', async () => {
    const { review, address, seen } = await waitingReview('My hip and I walk the dog again.');
    world.sources.google.editReview(MILL_LANE, review.reviewId, { comment: 'I walk nowhere.' });
    await world.pull();

    const answer = await world.ana.ask('POST', `${address}/decision`, { ...seen, status: 'shown' });

    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/conflict' } });
    const { body } = await world.ana.ask<ReviewDetailView>('GET', address);
    expect(body).toMatchObject({ status: 'waiting', words: { text: 'I walk nowhere.' } });
    expect((await world.published()).includes('walk')).toBe(false);
  });

  it('have one winner when fifty decide at the same time, and one line in the audit', async () => {
    const { review, address, seen } = await waitingReview('Insomnia is over since spring.');
    const people = Array.from({ length: PEOPLE }, (_, n) => `reader-${n}@juniperlane.example`);
    const members = people.map((email, n) => ({ email, name: `Reader ${n}`, role: 'staff' }));
    await admit(world.runtime, { ...sampleClinic, members });
    const signedIn = await Promise.all(people.map((email) => signInAs(world.runtime, email)));

    const answers = await Promise.all(
      signedIn.map(({ ask }, n) =>
        ask('POST', `${address}/decision`, {
          ...seen,
          ...(n % 2 ? { status: 'shown' } : { status: 'not-shown', reason: 'off-topic' }),
        }),
      ),
    );
    await world.runtime.idle();

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: PEOPLE - 1 }, () => 409)]);
    const winner = answers.findIndex(({ status }) => status === 200);
    const { moderations, listAudits } = needsOf(world.runtime);
    const moderation = await moderations.find(CLINIC_ID, idOf(review));
    expect(moderation).toMatchObject({
      status: winner % 2 ? 'shown' : 'not-shown',
      version: seen.seenVersion + 1,
    });
    const lines = await listAudits(CLINIC_ID, `moderation/${idOf(review)}`);
    expect(lines.map(({ action }) => action)).toEqual(['opened', winner % 2 ? 'shown' : 'not-shown']);
  });

  it('find nothing of another clinic', async () => {
    const { address } = await waitingReview('The heel no longer wakes me.');
    await world.runtime.accounts.add(
      { email: 'eve@elsewhere.example', name: 'Eve', isDemo: true },
      'correct horse battery',
    );
    const eve = await signInAs(world.runtime, 'eve@elsewhere.example');

    const answers = await Promise.all([
      eve.ask('GET', address),
      eve.ask('POST', `${address}/decision`, { seenVersion: 1, seenContentHash: 'w', status: 'shown' }),
      eve.ask('GET', `/clinics/${CLINIC_ID}`),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});

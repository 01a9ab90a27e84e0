import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProposalsView, RetagView } from '../../functions/domain/retag-view.ts';
import type { ReviewDetailView } from '../../functions/domain/staff-view.ts';
import type { Tag } from '../../functions/domain/tagging.ts';
import { aPost, CLINIC_ID, idOf, MILL_LANE, needsOf, startWorld, type World } from './world.ts';

const CLINIC = `/clinics/${CLINIC_ID}`;

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

/** Posts a review, pulls it, lets Ana show it, and makes its tags those of an earlier lexicon. */
async function shownEarlier(comment: string, conditionIds: readonly string[]): Promise<string> {
  const reviewId = idOf(world.sources.google.addReview(MILL_LANE, aPost(comment)));
  await world.pull();
  await world.ana.decide(reviewId, 'shown');
  const { taggings } = needsOf(world.runtime);
  const tagging = (await taggings.listOf(CLINIC_ID)).find((one) => one.reviewId === reviewId);
  if (!tagging) throw new Error('It is not tagged.');
  const tags = conditionIds.map(
    (conditionId): Tag => ({ conditionId, start: 0, end: 2, rule: 'earlier', confidence: 'sure' }),
  );
  await taggings.save({ ...tagging, tags, lexiconVersion: 'earlier' });
  await world.runtime.idle();
  return reviewId;
}

async function jobNow() {
  await world.runtime.idle();
  const { body } = await world.ana.ask<RetagView>('GET', `${CLINIC}/retag`);
  return body.job;
}

/** Whether the words stand in the list of a condition, of any embed. */
async function isListed(conditionId: string, words: string): Promise<boolean> {
  await world.runtime.idle();
  const keys = [...(await world.feed.list('')).keys()].filter((key) => key.includes(`/c/${conditionId}`));
  const bodies = await Promise.all(keys.map((key) => world.feed.read(key)));
  return bodies.some((body) => body?.includes(words));
}

/** Every decision, whole. */
async function decisions() {
  const all = await needsOf(world.runtime).moderations.listOf(CLINIC_ID);
  return all.toSorted((a, b) => (a.reviewId < b.reviewId ? -1 : 1));
}

describe('a new lexicon', () => {
  const gains = 'My sciatica and my knee pain are gone.';
  const loses = 'They were kind about my insomnia.';

  it('is previewed, applied, and confirmed by a person before a page knows of what it added', async () => {
    const gaining = await shownEarlier(gains, ['sciatica']);
    await shownEarlier(loses, ['insomnia', 'allergies']);
    const before = await decisions();
    expect([await isListed('knee-pain', gains), await isListed('allergies', loses)]).toEqual([false, true]);

    await world.ana.ask('POST', `${CLINIC}/retag-preview`, { seenVersion: 'none' });
    const previewed = await jobNow();

    expect(previewed).toMatchObject({ phase: 'ready', changed: 2 });
    const counts = previewed?.conditions.map(({ conditionId, counts: { proposed, removed } }) => [
      conditionId,
      proposed,
      removed,
    ]);
    expect(counts?.toSorted()).toEqual([
      ['allergies', 0, 1],
      ['knee-pain', 1, 0],
    ]);
    expect(await isListed('allergies', loses)).toBe(true);

    const applied = await world.ana.ask('POST', `${CLINIC}/retag`, { seenVersion: previewed?.version });
    expect(applied.status).toBe(200);
    const done = await jobNow();

    expect(done).toMatchObject({ phase: 'done', changed: 2, read: previewed?.read });
    expect([await isListed('knee-pain', gains), await isListed('allergies', loses)]).toEqual([false, false]);
    expect(await isListed('sciatica', gains)).toBe(true);
    expect(await decisions()).toEqual(before);

    const { body: waiting } = await world.ana.ask<ProposalsView>('GET', `${CLINIC}/proposals`);
    expect(waiting.groups).toEqual([{ conditionId: 'knee-pain', count: 1 }]);
    const reviews = waiting.proposals.map(({ reviewId, version, contentHash, start, end }) => ({
      reviewId,
      seenVersion: version,
      seenContentHash: contentHash,
      start,
      end,
    }));
    const confirmed = await world.ana.ask('POST', `${CLINIC}/proposals`, {
      conditionId: 'knee-pain',
      action: 'confirmed',
      reviews,
    });

    expect(confirmed).toEqual({ status: 200, body: { settled: [gaining], changed: [] } });
    expect(await isListed('knee-pain', gains)).toBe(true);
    const { body } = await world.ana.ask<ReviewDetailView>('GET', `${CLINIC}/reviews/${gaining}`);
    expect(body.history[0]).toMatchObject({ action: 'condition-added', conditionId: 'knee-pain' });
  });

  it('finds nothing more to change afterwards', async () => {
    const { version } = (await jobNow()) ?? {};

    await world.ana.ask('POST', `${CLINIC}/retag-preview`, { seenVersion: version });

    expect(await jobNow()).toMatchObject({ phase: 'done', changed: 0, rewritten: 0 });
  });
});

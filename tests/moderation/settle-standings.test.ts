import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Moderation } from '../../functions/domain/moderation.ts';
import { hasLapsed } from '../../functions/domain/retention.ts';
import type { Review } from '../../functions/domain/review.ts';
import { type ReviewStanding, standingOf } from '../../functions/domain/standing.ts';
import { settleStandings } from '../../functions/moderation/settle-standings.ts';
import { openExpiries } from '../../functions/store/expiries.ts';
import { clinicPartition, PREFIX, type ReviewRef } from '../../functions/store/keys.ts';
import { openModerations } from '../../functions/store/moderations.ts';
import { openReviews } from '../../functions/store/reviews.ts';
import { openStandings } from '../../functions/store/standings.ts';
import { queryAll } from '../../functions/store/table.ts';
import { putRaw } from '../support/break-items.ts';
import { aModeration, aReview, NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const HOUR_MS = 3_600_000;
const LISTINGS = ['mill-lane-google', 'harbour-google'];

/** A clinic whose clock can be moved; every number names one review. */
function openWorld(clinicId: string) {
  let nowMs = Date.parse(NOW);
  const now = () => new Date(nowMs).toISOString();
  const reviews = openReviews(tables.content, tables.ledger, now);
  const moderations = openModerations(tables.ledger);
  const standings = openStandings(tables.content, now);
  const refOf = (n: number) => ({
    clinicId,
    listingId: LISTINGS[n % LISTINGS.length] ?? '',
    // In two parts.
    reviewId: `${n % 4 < 2 ? 'r' : 'v'}eview-${n}`,
  });
  const change = async (n: number, differs: (before: Moderation) => Partial<Moderation>) => {
    const [before] = await moderations.findMany([refOf(n)]);
    const audit = {
      subject: `moderation/${refOf(n).reviewId}`,
      action: 'shown',
      by: 'ana',
      at: now(),
    } as const;
    const fresh = aModeration(aReview(refOf(n)), { status: 'waiting', version: 1 });
    const after = before ? { ...before, ...differs(before), version: before.version + 1 } : fresh;
    await moderations.save({ after, audit, ...(before && { before }) });
  };
  return {
    standings,
    refOf,
    change,
    write: (n: number, differs: Partial<Review>) =>
      reviews.write([
        aReview({
          ...refOf(n),
          fetchedAt: now(),
          expiresAt: new Date(nowMs + 5 * HOUR_MS).toISOString(),
          ...differs,
        }),
      ]),
    async remove(n: number) {
      const review = await reviews.find(refOf(n));
      if (review) await reviews.remove(review);
    },
    pass(hours: number) {
      nowMs += hours * HOUR_MS;
    },
    async sweep() {
      const expiries = openExpiries(tables.content);
      for await (const key of queryAll(tables.content, { pk: clinicPartition(clinicId) })) {
        const at = { pk: String(key.pk), sk: String(key.sk) };
        if (hasLapsed({ expiresAt: String(key.expiresAt) }, now())) await expiries.remove(at, now());
      }
    },
    settle: (refs: readonly ReviewRef[]) => settleStandings(refs, { reviews, moderations, standings }),
    /** Everything counted anew. */
    async recount(): Promise<readonly ReviewStanding[]> {
      const [all, judged] = await Promise.all([reviews.listOfClinic(clinicId), moderations.listOf(clinicId)]);
      const of = new Map(judged.map((moderation) => [moderation.reviewId, moderation]));
      return all.flatMap((review) => {
        const { listingId, reviewId } = review;
        const standing = standingOf(review, of.get(reviewId));
        return standing ? [{ listingId, reviewId, ...standing }] : [];
      });
    },
  };
}

type World = ReturnType<typeof openWorld>;

const byId = (a: ReviewStanding, b: ReviewStanding) => (a.reviewId < b.reviewId ? -1 : 1);

async function expectARecount(world: World): Promise<void> {
  const { standings } = await world.standings.listOf(world.refOf(0).clinicId);
  expect([...standings].sort(byId)).toEqual([...(await world.recount())].sort(byId));
}

const n = fc.nat({ max: 7 });
const stars = fc.constantFrom(undefined, 1, 3, 5) as fc.Arbitrary<Review['stars']>;
const step = fc.oneof(
  fc.record({
    does: fc.constant('write' as const),
    n,
    stars,
    isWithdrawn: fc.boolean(),
    position: fc.nat(1),
  }),
  fc.record({ does: fc.constant('remove' as const), n }),
  fc.record({
    does: fc.constant('decide' as const),
    n,
    status: fc.constantFrom('waiting' as const, 'shown' as const, 'not-shown' as const),
    by: fc.constantFrom('ana', 'policy'),
  }),
  fc.record({ does: fc.constant('vanish' as const), n, isBack: fc.boolean() }),
  fc.record({ does: fc.constant('correct' as const), n }),
  fc.record({ does: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ does: fc.constant('sweep' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** @returns the review that a stream would tell of */
async function take(world: World, one: Step): Promise<readonly number[]> {
  if (one.does === 'pass') world.pass(one.hours);
  if (one.does === 'sweep') await world.sweep();
  if (one.does === 'pass' || one.does === 'sweep') return [];
  if (one.does === 'write') {
    const { stars: given, isWithdrawn, position } = one;
    await world.write(one.n, {
      ...(given && { stars: given }),
      ...(isWithdrawn && { withdrawnAt: NOW }),
      ...(position > 0 && { isExcerpt: true }),
    });
  }
  if (one.does === 'remove') await world.remove(one.n);
  if (one.does === 'decide') await world.change(one.n, () => ({ status: one.status, decidedBy: one.by }));
  if (one.does === 'vanish') {
    await world.change(one.n, ({ removedAt: _, ...rest }) => (one.isBack ? rest : { removedAt: NOW }));
  }
  if (one.does === 'correct') {
    await world.change(one.n, () => ({ corrections: [{ action: 'removed', conditionId: 'sciatica' }] }));
  }
  return [one.n];
}

describe('settleStandings', () => {
  it('keeps what a recount gives, whatever happened, in whatever order and however often it was told', async () => {
    let clinics = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ one: step, isToldAtOnce: fc.boolean() }), { minLength: 4, maxLength: 25 }),
        fc.infiniteStream(fc.nat()),
        async (history, order) => {
          clinics += 1;
          const world = openWorld(`counted-${clinics}`);
          const late: number[] = [];
          for (const { one, isToldAtOnce } of history) {
            const told = await take(world, one);
            if (isToldAtOnce) await world.settle(told.map(world.refOf));
            else late.push(...told);
          }
          const shuffled = [...late, ...late.slice(0, 3)].toSorted(() => (order.next().value % 2 ? 1 : -1));
          const half = Math.ceil(shuffled.length / 2);
          const unsettled = await Promise.all([
            world.settle(shuffled.slice(0, half).map(world.refOf)),
            world.settle(shuffled.slice(half).map(world.refOf)),
          ]);
          expect(unsettled.flat()).toEqual([]);
          await expectARecount(world);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is not undone by a worker that has read before another one wrote', async () => {
    const world = openWorld('overtaken');
    await world.write(1, { stars: 5 });
    await world.change(1, () => ({}));
    let reads = 0;

    await world.standings.settle([world.refOf(1)], async () => {
      reads += 1;
      if (reads > 1)
        return new Map([['review-1', { stars: 5, status: 'shown', expiresAt: '2026-12-01T00:00:00.000Z' }]]);
      await world.settle([world.refOf(1)]);
      return new Map([['review-1', { stars: 1, expiresAt: '2026-12-01T00:00:00.000Z' }]]);
    });

    expect(reads).toBe(2);
    const { standings } = await world.standings.listOf('overtaken');
    expect(standings).toMatchObject([{ reviewId: 'review-1', status: 'shown' }]);
  });

  it('makes a part whole with the first change, whatever of it was never told', async () => {
    const world = openWorld('untold');
    for (const number of [0, 4, 2]) await world.write(number, { stars: 4 });
    await world.change(4, () => ({}));

    await world.settle([world.refOf(0)]);

    const { standings, wholeListingIds } = await world.standings.listOf('untold');
    expect(standings.toSorted((a, b) => a.reviewId.localeCompare(b.reviewId))).toMatchObject([
      { reviewId: 'review-0', stars: 4 },
      { reviewId: 'review-4', stars: 4, status: 'waiting' },
    ]);
    expect([...wholeListingIds]).toEqual([]);
  });

  it('makes a part anew that cannot be read', async () => {
    const world = openWorld('broken');
    for (const number of [0, 4]) await world.write(number, { stars: 4 });
    const key = { pk: clinicPartition('broken'), sk: `${PREFIX.standings}${LISTINGS[0]}#r` };
    await putRaw(tables.content, { ...key, type: 'standing', standings: 'none', version: 7 });

    await world.settle([world.refOf(4)]);

    await expectARecount(world);
    expect((await world.standings.listOf('broken')).standings).toHaveLength(2);
  });

  it('tells that a listing is whole once all its parts are kept, those without a review included', async () => {
    const world = openWorld('whole');
    const ids = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    const refs = ids.map((id) => ({ clinicId: 'whole', listingId: 'mill-lane-google', reviewId: `${id}1` }));
    await world.settle(refs.slice(1));
    const before = await world.standings.listOf('whole');

    await world.settle(refs);

    expect([...before.wholeListingIds]).toEqual([]);
    expect([...(await world.standings.listOf('whole')).wholeListingIds]).toEqual(['mill-lane-google']);
  });

  it('writes nothing that is there already', async () => {
    const world = openWorld('same');
    await world.write(1, { stars: 2 });
    await world.settle([world.refOf(1)]);
    const read = async () => {
      const versions: unknown[] = [];
      const range = { pk: clinicPartition('same'), prefix: PREFIX.standings };
      for await (const { version } of queryAll(tables.content, range)) versions.push(version);
      return versions;
    };
    const before = await read();

    await world.settle([world.refOf(1), world.refOf(1)]);

    expect(await read()).toEqual(before);
  });
});

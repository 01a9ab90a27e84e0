import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RetagRequest } from '../../functions/domain/job.ts';
import { type RetagNeeds, retag } from '../../functions/moderation/retag.ts';
import { listAudits } from '../../functions/store/audits.ts';
import { NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';
import { interrupted, LATER, openRetagRuns, preview, type RetagRuns, resultOf } from './retag-runs.ts';
import { earlierTagging, openRetagWorld, PRESENT, plantEarlier, type RetagWorld } from './retag-world.ts';

let tables: TestTables;
let world: RetagWorld;
let runs: RetagRuns;
beforeAll(async () => {
  tables = await startTables();
  world = openRetagWorld(tables);
  runs = openRetagRuns(tables, world);
});
afterAll(() => tables.stop());

const follow: RetagRuns['follow'] = (...asked) => runs.follow(...asked);
const apply: RetagRuns['apply'] = (clinicId) => runs.apply(clinicId);
const jobOf: RetagRuns['jobOf'] = (clinicId) => runs.jobOf(clinicId);
const itemsOf: RetagRuns['itemsOf'] = (clinicId) => runs.itemsOf(clinicId);

describe('retag', () => {
  it('says in a preview what would change, with examples, and changes nothing', async () => {
    const [first] = await plantEarlier(world, 'preview', 18);
    const before = await itemsOf('preview');

    await follow(preview('preview'));

    expect(await itemsOf('preview')).toEqual(before);
    const { phase, lexiconVersion, counts } = await jobOf('preview');
    expect({ phase, lexiconVersion }).toEqual({ phase: 'ready', lexiconVersion: PRESENT });
    expect(counts).toMatchObject({ read: 18, changed: 12, rewritten: 18 });
    const changes = Object.fromEntries(counts.conditions.map((one) => [one.conditionId, one.counts]));
    expect(changes).toEqual({
      'knee-pain': { added: 4, proposed: 2, removed: 0 },
      fatigue: { added: 0, proposed: 0, removed: 6 },
    });
    const knee = counts.conditions.find(({ conditionId }) => conditionId === 'knee-pain');
    expect(knee?.examples).toHaveLength(5);
    const { reviewId, contentHash, text = '' } = first ?? {};
    expect(knee?.examples[0]).toMatchObject({ effect: 'proposed', reviewId, contentHash });
    expect(text.slice(knee?.examples[0]?.start, knee?.examples[0]?.end)).toContain('knee');
  });

  it('applies what was previewed: taggings alone change, and the audit says who wanted it', async () => {
    await plantEarlier(world, 'apply', 9);
    await follow(preview('apply'));
    const previewed = await jobOf('apply');
    const before = await itemsOf('apply');

    await follow(await apply('apply'));

    const after = await itemsOf('apply');
    const differing = Object.keys(after).filter((sk) => !isDeepStrictEqual(after[sk], before[sk]));
    expect(differing.every((sk) => sk.startsWith('TAGGING#'))).toBe(true);
    expect(differing).toHaveLength(9);
    const done = await jobOf('apply');
    expect(done).toMatchObject({ phase: 'done', total: 9, askedBy: 'sam', appliedBy: 'olga' });
    expect(done.counts).toEqual(previewed.counts);
    expect(await listAudits(tables.ledger, 'apply', 'job/retag')).toMatchObject([{ by: 'olga', at: NOW }]);
  });

  it('follows no request to apply that speaks of another preview', async () => {
    await plantEarlier(world, 'outdated', 3);
    await follow(preview('outdated'));
    const outdated = await apply('outdated');
    await follow(preview('outdated', LATER));
    const before = await itemsOf('outdated');

    await follow(outdated);

    expect((await jobOf('outdated')).phase).toBe('ready');
    expect(await itemsOf('outdated')).toEqual(before);
  });

  it('previews anew when the lexicon changed before the work was done', async () => {
    await plantEarlier(world, 'newer', 3);
    await follow(preview('newer'));
    await follow(await apply('newer'), {
      ...world.needs,
      remainingMs: () => 0,
      queue: { send: async () => undefined },
    });
    expect((await jobOf('newer')).phase).toBe('applying');
    const lexicon = { ...world.needs.lexicon, version: 'newer-still' };
    const before = await itemsOf('newer');

    await follow({ action: 'go-on', clinicId: 'newer' }, { ...world.needs, lexicon });

    expect(await jobOf('newer')).toMatchObject({ phase: 'ready', lexiconVersion: 'newer-still' });
    expect(await itemsOf('newer')).toEqual(before);
  });

  it('previews anew instead of applying what another lexicon found', async () => {
    await plantEarlier(world, 'superseded', 3);
    await follow(preview('superseded'));
    const lexicon = { ...world.needs.lexicon, version: 'newer-still' };
    const before = await itemsOf('superseded');

    await follow(await apply('superseded'), { ...world.needs, lexicon });

    expect(await jobOf('superseded')).toMatchObject({ phase: 'ready', lexiconVersion: 'newer-still' });
    expect(await itemsOf('superseded')).toEqual(before);
  });

  it('is done at once when there is nothing to change', async () => {
    const reviews = await plantEarlier(world, 'same', 2);
    for (const review of reviews) {
      await world.taggings.save({ ...earlierTagging(review, []), lexiconVersion: PRESENT });
    }

    await follow(preview('same'));

    expect(resultOf(await jobOf('same'))).toEqual({
      phase: 'done',
      total: 2,
      counts: { read: 2, changed: 0, rewritten: 0, conditions: [] },
    });
  });

  it('goes on in further runs when its time is over, at a bounded pace', async () => {
    await plantEarlier(world, 'long', 120);
    const left = [60_000, 1_000];
    const pauses: number[] = [];
    const runs = {
      ...world.needs,
      remainingMs: () => left[pauses.length % 2] ?? 0,
      pause: async (ms: number) => {
        pauses.push(ms);
      },
    };

    await follow(preview('long'), { ...runs, remainingMs: () => 60_000 });
    const paced = pauses.splice(0);
    await retag(await apply('long'), runs);
    const between = await jobOf('long');
    const asked = [...world.sent];
    await follow(world.sent.shift() as RetagRequest);

    expect(paced).toEqual([250, 250]);
    expect(between).toMatchObject({ phase: 'applying', total: 120, counts: { read: 50 } });
    expect(asked).toEqual([{ action: 'go-on', clinicId: 'long' }]);
    expect(await jobOf('long')).toMatchObject({ phase: 'done', counts: { read: 120, changed: 80 } });
  });
});

describe('retag, when runs end at any point and requests come twice', () => {
  const MANY = 60;

  it('comes to the same preview', async () => {
    await plantEarlier(world, 'previews', MANY);
    await follow(preview('previews', '2026-11-22T10:00:00.000Z'));
    const result = resultOf(await jobOf('previews'));
    const moments = 6;

    for (let die = 0; die < moments; die += 1) {
      const request = preview('previews', `2026-11-22T1${die + 1}:00:00.000Z`);
      const dying = interrupted(world.needs, (moment) => {
        if (moment === die) throw new Error('died');
      });
      await expect(follow(request, dying)).rejects.toThrow('died');

      await follow(request);
      await follow(request);

      expect([die, resultOf(await jobOf('previews'))]).toEqual([die, result]);
    }
  });

  it('lets one of two runs at a time go on, and the other end', async () => {
    await plantEarlier(world, 'twins', MANY);
    await follow(preview('twins'));
    const request = await apply('twins');

    await Promise.all([follow(request), follow(request)]);

    expect(resultOf(await jobOf('twins'))).toMatchObject({
      phase: 'done',
      counts: { read: MANY, changed: 40 },
    });
  });
});

describe('retag, beside people and pulls', () => {
  /** Lets something happen between the reading of a page and the writing. */
  function withBetween(happens: () => Promise<void>): RetagNeeds {
    let isOver = false;
    const { retaggings } = world.needs;
    return {
      ...world.needs,
      retaggings: {
        async save(retagging) {
          if (!isOver) await happens();
          isOver = true;
          return retaggings.save(retagging);
        },
      },
    };
  }

  it('proposes where a person showed the review a moment ago', async () => {
    const [, , , review] = await plantEarlier(world, 'moment', 4);
    if (!review) throw new Error('four reviews');
    await follow(preview('moment'));
    const [before] = await world.needs.moderations.findMany([review]);
    if (before?.status !== 'waiting') throw new Error('it waits');
    const audit = { subject: `moderation/${review.reviewId}`, action: 'shown', by: 'ana', at: NOW } as const;
    const after = { ...before, status: 'shown', version: 2 } as const;

    await follow(
      await apply('moment'),
      withBetween(() => saveDecision({ before, after, audit })),
    );

    const [tagging] = await world.taggings.findMany([review]);
    const knee = tagging?.tags.find(({ conditionId }) => conditionId === 'knee-pain');
    expect(knee).toMatchObject({ confidence: 'suggested', proposedIn: PRESENT });
  });

  it('keeps the clock that a pull renewed meanwhile', async () => {
    const [review] = await plantEarlier(world, 'renewed', 1);
    if (!review) throw new Error('one review');
    await follow(preview('renewed'));
    const tagging = earlierTagging(review, ['sciatica']);
    const expiresAt = '2026-12-22T10:00:00.000Z';
    const { contentHash } = review;

    await follow(
      await apply('renewed'),
      withBetween(() => world.taggings.renew(tagging, { contentHash, expiresAt })),
    );

    expect(await world.taggings.findMany([review])).toMatchObject([{ lexiconVersion: PRESENT, expiresAt }]);
  });

  it('leaves words alone that were read anew meanwhile', async () => {
    const [review] = await plantEarlier(world, 'reworded', 1);
    if (!review) throw new Error('one review');
    await follow(preview('reworded'));
    const reworded = { ...earlierTagging(review, []), contentHash: 'w2.a1.-', lexiconVersion: PRESENT };

    await follow(
      await apply('reworded'),
      withBetween(() => world.taggings.save(reworded)),
    );

    expect(await world.taggings.findMany([review])).toEqual([reworded]);
  });
});

async function saveDecision(change: Parameters<Save>[0]): Promise<void> {
  await (world.needs.moderations as unknown as { readonly save: Save }).save(change);
}

type Save = ReturnType<typeof import('../../functions/store/moderations.ts').openModerations>['save'];

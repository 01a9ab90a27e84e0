import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type {
  ClinicView,
  CorrectionRequest,
  DecisionRequest,
  ReviewDetailView,
} from '../../../functions/domain/staff-view.ts';
import { queryKeys } from '../../../web-admin/api/query-keys.ts';
import { RequestFailed, type RequestFailure } from '../../../web-admin/api/request-failed.ts';
import type { ScreenReview } from '../../../web-admin/inbox/change.ts';
import type { QueueData } from '../../../web-admin/inbox/place-in-queue.ts';
import { openChanges } from '../../../web-admin/inbox/review-changes.ts';
import { aClinic, NOW } from '../../support/builders.ts';
import { aDetailView, aReviewView } from './a-review-view.ts';

const SHOW = { kind: 'decide', status: 'shown' } as const;
const BACK = { kind: 'decide', status: 'waiting' } as const;
const REMOVE = { kind: 'remove', conditionId: 'sciatica' } as const;

/** An API of one review whose answers the test lets go one by one. */
function anApi() {
  const asked: (DecisionRequest | CorrectionRequest)[] = [];
  const held: { go: () => void; fail: (kind: RequestFailure) => void }[] = [];
  let stored = aDetailView();
  const hold = (request: DecisionRequest | CorrectionRequest) => {
    asked.push(request);
    return new Promise<ReviewDetailView>((resolve, reject) => {
      const go = () => {
        const status = 'status' in request ? request.status : stored.status;
        stored = { ...stored, status, queue: status, version: stored.version + 1 };
        resolve(stored);
      };
      held.push({ go, fail: (kind) => reject(new RequestFailed(kind)) });
    });
  };
  return {
    asked,
    next: () => {
      const [first] = held.splice(0, 1);
      if (!first) throw new Error('Nothing was asked.');
      return first;
    },
    store: (review: ReviewDetailView) => {
      stored = review;
    },
    api: {
      decide: (_: unknown, request: DecisionRequest) => hold(request),
      correct: (_: unknown, request: CorrectionRequest) => hold(request),
      review: async () => stored,
    },
  };
}

function aPage() {
  const server = anApi();
  const client = new QueryClient();
  const [first, second] = [aReviewView(), aReviewView({ reviewId: 'r2', writtenOn: '2026-10-01' })];
  const clinic: ClinicView = {
    clinic: aClinic(),
    locations: [],
    counts: { waiting: 2, shown: 0, 'not-shown': 0, removed: 0 },
  };
  client.setQueryData(queryKeys.clinic('juniper'), clinic);
  client.setQueryData<QueueData>(queryKeys.queue('juniper', 'waiting'), {
    pages: [{ reviews: [first, second] }],
    pageParams: [undefined],
  });
  client.setQueryData<QueueData>(queryKeys.queue('juniper', 'shown'), {
    pages: [{ reviews: [] }],
    pageParams: [undefined],
  });
  client.setQueryData<ScreenReview>(queryKeys.review('juniper', 'r1'), aDetailView());
  const changes = openChanges({
    api: server.api,
    client,
    clinicId: 'juniper',
    memberName: 'Sam',
    now: () => NOW,
  });
  const listOf = (queue: 'waiting' | 'shown') =>
    client
      .getQueryData<QueueData>(queryKeys.queue('juniper', queue))
      ?.pages.flatMap(({ reviews }) => reviews.map(({ reviewId }) => reviewId));
  const counts = () => client.getQueryData<ClinicView>(queryKeys.clinic('juniper'))?.counts;
  const onScreen = () => client.getQueryData<ScreenReview>(queryKeys.review('juniper', 'r1'));
  return { ...server, changes, first, listOf, counts, onScreen };
}

/** Lets everything that is ready to happen happen. */
const soon = () => new Promise((resolve) => setImmediate(resolve));

describe('openChanges', () => {
  it('changes lists, counts and the open review before the API has answered', () => {
    const { changes, first, listOf, counts, onScreen } = aPage();

    void changes.make(first, SHOW);

    expect(listOf('waiting')).toEqual(['r2']);
    expect(listOf('shown')).toEqual(['r1']);
    expect(counts()).toMatchObject({ waiting: 1, shown: 1 });
    expect(onScreen()).toMatchObject({ status: 'shown', decidedBy: 'Sam' });
  });

  it('gives back what the API made of it', async () => {
    const { changes, first, next, onScreen } = aPage();
    const outcome = changes.make(first, SHOW);
    await soon();
    next().go();

    expect(await outcome).toMatchObject({ status: 'saved', review: { version: 2 } });
    expect(onScreen()?.version).toBe(2);
  });

  it('asks once more when no answer came, and takes that one', async () => {
    const { changes, first, next, asked, onScreen } = aPage();
    const outcome = changes.make(first, SHOW);
    await soon();
    next().fail('unreachable');
    await soon();

    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
    next().go();
    expect(await outcome).toMatchObject({ status: 'saved', review: { version: 2 } });
    expect(onScreen()).toMatchObject({ status: 'shown' });
  });

  it('claims nothing when no answer came twice, and shows what the API last said', async () => {
    const { changes, first, next, listOf, counts, onScreen } = aPage();
    const outcome = changes.make(first, SHOW);
    await soon();
    next().fail('unreachable');
    await soon();
    next().fail('fault');

    expect(await outcome).toEqual({ status: 'unknown' });
    expect(listOf('waiting')).toEqual(['r1', 'r2']);
    expect(listOf('shown')).toEqual([]);
    expect(counts()).toMatchObject({ waiting: 2, shown: 0 });
    expect(onScreen()).toMatchObject({ status: 'waiting' });
  });

  it('puts everything back after a no, and asks once only', async () => {
    const { changes, first, next, asked, listOf } = aPage();
    const outcome = changes.make(first, SHOW);
    await soon();
    next().fail('forbidden');

    expect(await outcome).toEqual({ status: 'failed', why: 'forbidden' });
    expect(asked).toHaveLength(1);
    expect(listOf('waiting')).toEqual(['r1', 'r2']);
  });

  it('shows what somebody else decided faster', async () => {
    const { changes, first, next, store, listOf, counts } = aPage();
    const outcome = changes.make(first, SHOW);
    await soon();
    store(aDetailView({ status: 'not-shown', queue: 'not-shown', version: 2, decidedBy: 'Olga' }));
    next().fail('conflict');

    expect(await outcome).toMatchObject({ status: 'conflict', present: { decidedBy: 'Olga' } });
    expect(listOf('shown')).toEqual([]);
    expect(counts()).toMatchObject({ waiting: 1, shown: 0, 'not-shown': 1 });
  });

  it('sends a second change after the first, with the version that came of it', async () => {
    const { changes, first, next, asked } = aPage();
    void changes.make(first, REMOVE);
    const second = changes.make(first, SHOW);
    await soon();

    expect(asked).toHaveLength(1);
    next().go();
    await soon();
    expect(asked[1]).toMatchObject({ status: 'shown', seenVersion: 2 });
    next().go();
    expect(await second).toMatchObject({ status: 'saved', review: { version: 3 } });
  });

  it('does not send what follows a change that was not saved', async () => {
    const { changes, first, next, asked, listOf } = aPage();
    const shown = changes.make(first, SHOW);
    const undone = changes.make({ ...first, status: 'shown', queue: 'shown' }, BACK, shown);
    await soon();
    next().fail('invalid');

    expect(await undone).toEqual({ status: 'dropped' });
    expect(asked).toHaveLength(1);
    expect(listOf('waiting')).toEqual(['r1', 'r2']);
  });

  it('does not overtake a change of the same review without an answer', async () => {
    const { changes, first, next, asked } = aPage();
    void changes.make(first, REMOVE);
    const second = changes.make(first, SHOW);
    for (const _ of [1, 2]) {
      await soon();
      next().fail('unreachable');
    }

    expect(await second).toEqual({ status: 'unknown' });
    expect(asked).toHaveLength(2);
  });

  it('leaves open what follows a change without an answer', async () => {
    const { changes, first, next, asked } = aPage();
    const shown = changes.make(first, SHOW);
    const undone = changes.make({ ...first, status: 'shown', queue: 'shown' }, BACK, shown);
    for (const _ of [1, 2]) {
      await soon();
      next().fail('unreachable');
    }

    expect(await undone).toEqual({ status: 'unknown' });
    expect(asked).toHaveLength(2);
  });

  it('does not turn in circles when the API answers with the version it was sent', async () => {
    const { changes, first, next, store, asked } = aPage();
    store(aDetailView({ version: 0 }));
    const once = changes.make(first, SHOW);
    await soon();
    next().go();
    await once;
    void changes.make(first, SHOW);
    await soon();

    expect(asked[1]).toMatchObject({ seenVersion: 1 });
  });

  it('is settled once no change is on its way', async () => {
    const { changes, first, next } = aPage();
    let isSettled = false;
    void changes.make(first, SHOW);
    void changes.settled().then(() => {
      isSettled = true;
    });
    await soon();

    expect(isSettled).toBe(false);
    next().go();
    await soon();
    expect(isSettled).toBe(true);
  });
});

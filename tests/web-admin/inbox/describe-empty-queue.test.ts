import { describe, expect, it } from 'vitest';
import type { ListingView, ReviewQueue } from '../../../functions/domain/staff-view.ts';
import { describeEmptyQueue } from '../../../web-admin/inbox/describe-empty-queue.ts';
import { aListing, NOW } from '../../support/builders.ts';
import { aRun } from '../support/plant-pull.ts';

const now = Date.parse(NOW);
const NONE = { waiting: 0, shown: 0, 'not-shown': 0, removed: 0 };

function aView(differs: Partial<ListingView> = {}): ListingView {
  return { listing: aListing(), place: 'Mill Lane', failuresInARow: 0, ...differs };
}

const read = aView({ lastRun: aRun('done', NOW), lastGoodAt: NOW });
const failing = aView({ lastRun: aRun('forbidden', NOW), failuresInARow: 9 });
const direct = aView({ listing: aListing({ source: 'direct' }) });

function said(queue: ReviewQueue, counts: Partial<typeof NONE>, listings: readonly ListingView[]) {
  const { title, text, leadsToSources } = describeEmptyQueue(
    queue,
    { counts: { ...NONE, ...counts }, listings },
    now,
  );
  return { words: `${title}: ${text}`, leadsToSources };
}

describe('describeEmptyQueue', () => {
  it.each<readonly [string, readonly ListingView[], RegExp, boolean]>([
    ['has no source', [], /no reviews yet: No source is connected/u, true],
    ['has only its patients’ form', [direct], /No source is connected/u, true],
    ['was never read', [aView()], /no reviews yet: Google: not looked at yet/u, true],
    [
      'cannot be read',
      [failing],
      /no reviews yet: The connected Google account may not read Mill Lane\./u,
      true,
    ],
    ['cannot be read at one place', [read, failing], /may not read Mill Lane/u, true],
    [
      'is paused',
      [aView({ listing: aListing({ isPaused: true }) })],
      /Google: paused\. We do not look there/u,
      true,
    ],
    ['is stopped', [aView({ closed: 'stopped' })], /Google is stopped for every clinic/u, true],
    [
      'is disconnected',
      [aView({ listing: aListing({ disconnectedAt: NOW }) })],
      /Google: disconnected/u,
      true,
    ],
    ['was read and has none', [read], /no reviews yet: Your sources were read and have none so far/u, false],
  ])('says of a new clinic whose source %s what is so', (_, listings, words, leadsToSources) => {
    for (const queue of ['waiting', 'shown', 'not-shown', 'removed'] as const) {
      const told = said(queue, {}, listings);

      expect(told.words).toMatch(words);
      expect(told.leadsToSources).toBe(leadsToSources);
      expect(told.words).not.toMatch(/every review|has been read/iu);
    }
  });

  it('says that nothing waits where all was decided, and why new ones may not come', () => {
    expect(said('waiting', { shown: 3 }, [read]).words).toBe(
      'Nothing waits for you: New reviews appear here by themselves.',
    );
    expect(said('waiting', { 'not-shown': 1 }, [failing])).toEqual({
      words: expect.stringMatching(
        /^Nothing waits for you: But new ones cannot all come in: The connected Google/u,
      ),
      leadsToSources: true,
    });
  });

  it('sends nobody to a queue that is empty as well', () => {
    expect(said('shown', { waiting: 2 }, [read]).words).toContain('Choose “Show” on a review that waits');
    expect(said('shown', { 'not-shown': 2 }, [read]).words).toContain('Open one under “Not shown”');
    expect(said('shown', { removed: 2 }, [read]).words).not.toContain('a review that waits');
  });

  it('claims nothing while it does not know', () => {
    expect(describeEmptyQueue('waiting', {}, now).text).toBe('New reviews appear here by themselves.');
  });
});

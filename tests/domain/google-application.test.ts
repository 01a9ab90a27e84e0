import { describe, expect, it } from 'vitest';
import { googleAccess } from '../../functions/domain/google-application.ts';
import type { Pull, PullRun } from '../../functions/domain/pull.ts';
import { aListing, NOW } from '../support/builders.ts';

const applied = { clinicId: 'juniper', appliedOn: '2026-11-03', done: [], version: 1 } as const;
const connected = aListing();
const { connectionId: _, ...unconnected } = connected;

function aPull(outcome: PullRun['outcome'], differs: Partial<Pull> = {}): Pull {
  const run = { startedAt: NOW, finishedAt: NOW, outcome, isCoherent: false } as PullRun;
  return { clinicId: 'juniper', listingId: connected.listingId, failuresInARow: 1, runs: [run], ...differs };
}

describe('googleAccess', () => {
  it('begins with applying, and waits from the day somebody did', () => {
    expect(googleAccess(undefined, [], [])).toEqual({
      state: 'apply',
      application: { done: [], version: 0 },
    });
    expect(googleAccess(applied, [unconnected], []).state).toBe('waiting');
  });

  it('goes on waiting while Google refuses for want of approval', () => {
    expect(googleAccess(applied, [connected], [aPull('not-approved')]).state).toBe('waiting');
    expect(googleAccess(undefined, [connected], [aPull('not-approved')]).state).toBe('apply');
  });

  it('ends by itself when Google answers, and stays ended whatever fails later', () => {
    const answered = aPull('done', { lastGoodAt: NOW });
    const failing = aPull('not-approved', { lastGoodAt: NOW });

    expect(googleAccess(applied, [connected], [answered]).state).toBe('open');
    expect(googleAccess(applied, [unconnected], [failing]).state).toBe('open');
    expect(googleAccess(applied, [connected], []).state).toBe('open');
  });

  it('stays ended when the only listing is disconnected', () => {
    const gone = { ...connected, disconnectedAt: NOW };

    expect(googleAccess(applied, [gone], [aPull('done')]).state).toBe('open');
    expect(googleAccess(applied, [gone], []).state).toBe('waiting');
  });

  it('is not ended by Yelp', () => {
    const yelp = aListing({ source: 'yelp' });

    expect(googleAccess(applied, [yelp], [aPull('done', { lastGoodAt: NOW })]).state).toBe('waiting');
  });
});

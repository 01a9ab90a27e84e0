import { describe, expect, it } from 'vitest';
import { describeLook, describeQuota, mostExcerpts } from '../../../web-admin/sources/describe-look.ts';
import { NOW } from '../../support/builders.ts';
import { aRun } from '../support/plant-pull.ts';

describe('describeLook', () => {
  it.each([
    [0, 0, 'Nothing new.'],
    [1, 0, '1 review is new or changed.'],
    [4, 0, '4 reviews are new or changed.'],
    [3, 1, '3 reviews are new or changed. 1 is gone there and off your site.'],
    [0, 2, 'Nothing new. 2 are gone there and off your site.'],
  ])('says of %i new and %i gone', (stored, withdrawn, said) => {
    const run = aRun('done', NOW);

    expect(describeLook({ ...run, counts: { ...run.counts, stored, withdrawn } })).toBe(said);
  });

  it('sends to the card for what went wrong', () => {
    expect(describeLook(aRun('unreachable', NOW))).toContain('said above');
    expect(describeLook(aRun('no-reviews', NOW))).toBe('Nothing new.');
  });
});

describe('describeQuota', () => {
  it('counts looks and not calls', () => {
    const day = { limit: 300, remaining: 200, share: 60, used: 12, resetsAt: '2026-11-23T00:00:00.000Z' };

    expect(describeQuota(day, Date.parse(NOW))).toBe(
      'Yelp lets us look about 30 times a day for your clinic. 6 used today; a new day begins in 14 hours.',
    );
    expect(describeQuota({ ...day, share: 1 }, Date.parse(NOW))).toContain('about once a day');
  });
});

describe('mostExcerpts', () => {
  it.each([
    [0, 3],
    [3, 3],
    [4, 7],
    [7, 7],
  ])('takes %i served for a plan of %i', (served, most) => {
    expect(mostExcerpts(served)).toBe(most);
  });
});

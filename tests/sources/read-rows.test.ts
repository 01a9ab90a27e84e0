import { describe, expect, it } from 'vitest';
import { googleRows } from '../../functions/sources/google-row.ts';
import { readRows } from '../../functions/sources/read-rows.ts';
import { NOW } from '../support/builders.ts';

describe('readRows', () => {
  it('refuses a row that is nested too deep to be printed, and keeps the others', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`);
    const good = { reviewId: 'r1', starRating: 'FIVE', createTime: NOW, updateTime: NOW };

    const { reviews, refused } = readRows(
      [deep, good],
      googleRows(() => NOW),
    );

    expect(reviews.map(({ sourceReviewId }) => sourceReviewId)).toEqual(['r1']);
    expect(refused).toMatchObject([{ rowHash: expect.stringMatching(/^[\w-]{22}$/u) }]);
  });
});

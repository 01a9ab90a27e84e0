import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRow, readRows } from '../../functions/sources/read-rows.ts';
import { takeoutRows } from '../../functions/sources/takeout-row.ts';
import { aGoogleReview, exported } from './takeout-world.ts';

const reader = takeoutRows('7', '2026-11-19T10:11:12.000Z');
const aRow = (differs = {}) => exported({ sourceListingId: '7' }, aGoogleReview(1, differs));

describe('takeoutRows', () => {
  it.each([
    ['before', '(Traducido por Google) Muy amable.\n\n(Original)\nVery kind.'],
    ['before, in French', '(Traduit par Google) Très aimable.\n\n(Avis d’origine)\nVery kind.'],
    ['behind', 'Very kind.\n\n(Übersetzt von Google)\nSehr freundlich.'],
    ['behind, in English', 'Very kind.\n\n(Translated by Google)\nTrès aimable.'],
  ])('takes Google’s translation off that stands %s the patient’s words', (_, comment) => {
    expect(readRow(aRow({ comment }), reader)).toMatchObject({ review: { text: 'Very kind.' } });
  });

  it('leaves words alone that only look like it', () => {
    const comment = 'I found them\n(on Google)\n(Originale)';

    expect(readRow(aRow({ comment }), reader)).toMatchObject({ review: { text: comment } });
  });

  it('takes nothing that was written after the export', () => {
    expect(readRow(aRow({ createTime: '2026-11-22T00:00:00Z' }), reader)).toHaveProperty('refused');
  });

  it('takes any rows without breaking', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (rows) => {
        expect(readRows(rows, reader).reviews).toEqual([]);
      }),
    );
  });
});

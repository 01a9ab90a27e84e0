import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { erasureKey } from '../../functions/store/erasures.ts';
import { openExpiries } from '../../functions/store/expiries.ts';
import { reviewKey } from '../../functions/store/keys.ts';
import { openReviews, type Reviews } from '../../functions/store/reviews.ts';
import { aReview, NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';

let tables: TestTables;
let reviews: Reviews;
let now = NOW;
beforeAll(async () => {
  tables = await startTables();
  reviews = openReviews(tables.content, tables.ledger, () => now);
});
afterAll(() => tables.stop());

async function erase(clinicId: string, reviewId: string): Promise<void> {
  const Item = erasureKey({ clinicId, reviewId });
  await tables.ledger.client.send(new PutCommand({ TableName: tables.ledger.name, Item }));
}

const many = (clinicId: string, count: number) =>
  Array.from({ length: count }, (_, id) => aReview({ clinicId, reviewId: `r${id}` }));

describe('openReviews', () => {
  it('gives back what was written, field for field', async () => {
    const review = aReview({
      clinicId: 'whole',
      text: 'Line\n\u202Eright to left 👩‍🌾 \u0000 <b>',
      translation: 'T',
      reply: { text: 'Thank you', updatedAt: NOW },
      position: 2,
      url: 'https://www.yelp.com/biz/x?hrid=1',
    });

    await reviews.write([review]);

    expect(await reviews.find(review)).toEqual(review);
  });

  it('never writes an erased review, and writes the others of its batch', async () => {
    await erase('erased', 'r7');
    await erase('erased', 'r90');

    const written = await reviews.write(many('erased', 100));

    expect(written).toEqual({ stored: 98, erasedIds: ['r7', 'r90'] });
    expect(await reviews.listOfClinic('erased')).toHaveLength(98);
  });

  it('loses no race against an erasure', async () => {
    for (let round = 0; round < 30; round += 1) {
      const review = aReview({ clinicId: 'race', reviewId: `r${round}` });
      await Promise.all([
        reviews.write([review]),
        erase('race', review.reviewId).then(() => reviews.remove(review)),
        reviews.write([review]),
      ]);
      await reviews.write([review]);
      await reviews.remove(review);
    }

    expect(await reviews.write(many('race', 30))).toMatchObject({ stored: 0 });
    expect(await reviews.listOfClinic('race')).toEqual([]);
  });

  it('lets no late pull overwrite a later one', async () => {
    const late = aReview({ clinicId: 'late', text: 'old words', fetchedAt: '2026-11-22T09:00:00.000Z' });
    const later = aReview({ clinicId: 'late', text: 'new words' });
    await reviews.write([later]);

    expect(await reviews.write([late])).toEqual({ stored: 0, erasedIds: [] });
    expect(await reviews.find(later)).toEqual(later);
  });

  it('drops what has lapsed from every read before anything deletes it', async () => {
    const review = aReview({ clinicId: 'lapsed' });
    await reviews.write([review]);
    now = review.expiresAt;

    const seen = [
      await reviews.find(review),
      ...(await reviews.findMany([review])),
      ...(await reviews.listOfClinic('lapsed')),
      ...(await reviews.listMarks('lapsed', review.listingId)),
    ];
    now = NOW;

    expect(seen).toEqual([undefined]);
  });

  it('keeps the listings of a clinic apart', async () => {
    await reviews.write(
      ['a', 'ab'].map((id) => aReview({ clinicId: 'two', listingId: id, reviewId: `r-${id}` })),
    );

    expect(await reviews.listMarks('two', 'a')).toMatchObject([{ reviewId: 'r-a' }]);
  });
});

describe('openExpiries', () => {
  it('finds what has lapsed and spares what was extended meanwhile', async () => {
    const [gone, kept] = many('expiring', 2);
    if (!gone || !kept) throw new Error('two reviews');
    const expiries = openExpiries(tables.content);
    await reviews.write([gone, kept]);
    const lapsed = await Array.fromAsync(expiries.listLapsed(gone.expiresAt));
    await reviews.write([{ ...kept, expiresAt: '2027-01-01T00:00:00.000Z' }]);

    for (const key of lapsed) await expiries.remove(key, gone.expiresAt);

    expect(lapsed).toEqual(expect.arrayContaining([reviewKey(gone), reviewKey(kept)]));
    expect(await reviews.listOfClinic('expiring')).toMatchObject([{ reviewId: kept.reviewId }]);
  });
});

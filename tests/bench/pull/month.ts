import { countWrites } from '../../sources/count-writes.ts';
import { startPullWorld } from '../../sources/pull-world.ts';
import { meterClient } from '../../support/meter.ts';

const REVIEWS = 1000;
const DAYS = 30;
const MOST_SHARE = 0.15;
const DAY_HOURS = 24;

/** Prints what a listing costs that is pulled every day for a month in which nothing changes. */
export async function benchMonth(): Promise<void> {
  const world = await startPullWorld();
  try {
    const listing = await world.addListing();
    const { accountId = '', sourceListingId: locationId } = listing;
    world.google.addLocation({ accountId, locationId, title: 'Mill Lane' });
    for (let number = 0; number < REVIEWS; number += 1) {
      const at = new Date(Date.parse(world.clock.now()) - (number + 1) * 3_600_000).toISOString();
      world.google.addReview(locationId, {
        reviewId: `review-${number}`,
        reviewer: { displayName: `Ana Ruiz ${number}` },
        starRating: 'FIVE',
        comment: `Visit ${number}: they took their time and my back is better.`,
        createTime: at,
        updateTime: at,
      });
    }
    await world.pull(listing);
    const meter = meterClient(world.tables.content.client);
    const writes = countWrites(world.tables.content);
    const daily: number[] = [];
    for (let day = 1; day <= DAYS; day += 1) {
      const before = writes();
      world.clock.forward(DAY_HOURS);
      await world.pull(listing);
      daily.push(writes() - before);
    }
    const share = writes() / DAYS / REVIEWS;
    const { readUnits, writeUnits } = meter.read();
    console.log(`\nA listing of ${REVIEWS} reviews, pulled daily for ${DAYS} days in which nothing changes`);
    console.table([
      {
        'writes a day, % of its reviews': Number((100 * share).toFixed(1)),
        'within budget': share <= MOST_SHARE,
        'most in a day, %': Number(((100 * Math.max(...daily)) / REVIEWS).toFixed(1)),
        'read units a day': Math.round(readUnits / DAYS),
        'write units a day': Math.round(writeUnits / DAYS),
        'lapsed at the end': REVIEWS - (await world.stored(listing)).length,
      },
    ]);
  } finally {
    await world.stop();
  }
}

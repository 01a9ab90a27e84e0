import type { Listing } from '../../functions/domain/clinic.ts';
import type { PullRun } from '../../functions/domain/pull.ts';
import { googleFaults } from '../../infra/sample/fake-google-faults.ts';
import type { Fault } from '../../infra/sample/fake-trouble.ts';
import type { PullWorld } from './pull-world.ts';

/** The source's ids of the reviews that are on display and of those that are stored but hidden. */
interface Standing {
  readonly shown: readonly string[];
  readonly hidden: readonly string[];
}

/** Listings whose reviews go, and what is left of them here. */
export interface AbsenceWorld {
  /** A Google listing with so many reviews, `r0` the latest, pulled once. */
  readonly aPulledListing: (reviews: number, mostOnAPage?: number) => Promise<Listing>;
  readonly addReview: (listing: Listing, reviewId: string, hoursOld?: number) => void;
  readonly vanish: (listing: Listing, from: number, to: number) => void;
  readonly pullAfter: (hours: number, listing: Listing) => Promise<PullRun>;
  readonly standing: (listing: Listing) => Promise<Standing>;
}

/** Google says of no single review whether it is there. */
export const unasked = (): Fault => googleFaults.ofOneReview(googleFaults.permissionDenied());

/** Opens the listings of a world. */
export function openAbsence(world: PullWorld): AbsenceWorld {
  const addReview: AbsenceWorld['addReview'] = ({ sourceListingId }, reviewId, hoursOld = 0) => {
    const time = new Date(Date.parse(world.clock.now()) - hoursOld * 3_600_000).toISOString();
    const review = {
      reviewer: { displayName: 'Maria Lopez' },
      starRating: 'FIVE',
      comment: `It helped ${reviewId}.`,
    };
    world.google.addReview(sourceListingId, { reviewId, createTime: time, updateTime: time, ...review });
  };
  return {
    addReview,
    async aPulledListing(reviews, mostOnAPage = 50) {
      const listing = await world.addListing();
      const { accountId = '', sourceListingId: locationId } = listing;
      world.google.addLocation({ accountId, locationId, title: 'Juniper Lane', mostOnAPage });
      for (let at = 0; at < reviews; at += 1) addReview(listing, `r${at}`, at + 1);
      await world.pull(listing);
      return listing;
    },
    vanish({ sourceListingId }, from, to) {
      for (let at = from; at < to; at += 1) world.google.deleteReview(sourceListingId, `r${at}`);
    },
    async pullAfter(hours, listing) {
      world.clock.forward(hours);
      const result = await world.pull(listing);
      if (!('run' in result)) throw new Error('There was no run.');
      return result.run;
    },
    async standing(listing) {
      const stored = await world.stored(listing);
      const idsOf = (isHidden: boolean) =>
        stored
          .filter(({ withdrawnAt }) => (withdrawnAt !== undefined) === isHidden)
          .map(({ sourceReviewId }) => sourceReviewId);
      return { shown: idsOf(false), hidden: idsOf(true) };
    },
  };
}

import type { Listing } from '../../functions/domain/clinic.ts';
import type { FakeGoogle } from '../../infra/sample/fake-google.ts';
import type { FakeGoogleReview } from '../../infra/sample/fake-google-reviews.ts';
import type { FakeYelp, FakeYelpReview } from '../../infra/sample/fake-yelp.ts';
import type { CampaignClock } from './clock.ts';

/** What can happen to a listing's reviews at their source. */
export type Happening =
  | 'add'
  | 'edit'
  | 'reply'
  | 'take-reply-back'
  | 'rename'
  | 'anonymise'
  | 'blank'
  | 'delete'
  | 'return'
  | 'vanish';

/** A listing at its fake source, where people write, change their minds and go. */
export interface SourceLife {
  readonly happens: (what: Happening) => void;
  /** Ids of the reviews that the source has now. */
  readonly ids: () => readonly string[];
}

/** What lives are made of. */
export interface LifeNeeds {
  readonly listing: Listing;
  readonly random: () => number;
  readonly clock: CampaignClock;
}

const WORDS =
  'they took their time and my back is better now sciatica gone Ciática niño façade 😀 “kind” café'.split(
    ' ',
  );

/** Opens a Google listing with so many reviews. */
export function googleLife(
  google: FakeGoogle,
  needs: LifeNeeds & { readonly reviews: number; readonly mostOnAPage: number },
): SourceLife {
  const { listing, random, clock, reviews, mostOnAPage } = needs;
  const { accountId = '', sourceListingId: locationId } = listing;
  const gone: FakeGoogleReview[] = [];
  let written = 0;
  const write = (agoHours: number): FakeGoogleReview => {
    written += 1;
    const at = clock.at(-agoHours * 3_600_000);
    return {
      reviewId: `r${written}`,
      reviewer: { displayName: `Ana Ruiz ${written}` },
      starRating: ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE'][Math.floor(random() * 5)] ?? 'FIVE',
      ...(random() < 0.9 && { comment: say(random) }),
      createTime: at,
      updateTime: at,
      ...(random() < 0.2 && { reviewReply: { comment: `Thank you. ${say(random)}`, updateTime: at } }),
    };
  };
  google.addLocation({
    accountId,
    locationId,
    title: 'Juniper Lane',
    mostOnAPage,
    reviews: Array.from({ length: reviews }, (_, at) => write(at + 1)),
  });
  const all = () => google.listReviews(locationId);
  const remove = (review: FakeGoogleReview) => {
    google.deleteReview(locationId, review.reviewId);
    gone.push(review);
  };
  const acts: Readonly<Record<Happening, (review: FakeGoogleReview) => void>> = {
    add: () => google.addReview(locationId, write(0)),
    edit: ({ reviewId }) => google.editReview(locationId, reviewId, { comment: say(random) }),
    reply: ({ reviewId }) =>
      google.changeReview(locationId, reviewId, {
        reviewReply: { comment: say(random), updateTime: clock.at(0), reviewReplyState: 'APPROVED' },
      }),
    'take-reply-back': ({ reviewId }) =>
      google.changeReview(locationId, reviewId, { reviewReply: undefined }),
    rename: ({ reviewId }) =>
      google.changeReview(locationId, reviewId, { reviewer: { displayName: `Eva ${say(random)}` } }),
    anonymise: ({ reviewId }) =>
      google.changeReview(locationId, reviewId, { reviewer: { isAnonymous: true } }),
    blank: ({ reviewId }) => google.changeReview(locationId, reviewId, { comment: undefined }),
    delete: remove,
    return() {
      for (const review of gone.splice(0)) google.addReview(locationId, review);
    },
    vanish() {
      const share = 0.1 + random() * 0.9;
      for (const review of all()) if (random() < share) remove(review);
    },
  };
  return {
    happens(what) {
      const reviews = all();
      const review = reviews[Math.floor(random() * reviews.length)];
      if (review) acts[what](review);
      else if (what === 'add' || what === 'return') acts[what](write(0));
    },
    ids: () => all().map(({ reviewId }) => reviewId),
  };
}

/** Opens a Yelp business; its sample turns over. */
export function yelpLife(yelp: FakeYelp, { listing, random }: LifeNeeds): SourceLife {
  const id = listing.sourceListingId;
  let written = 0;
  const write = (): FakeYelpReview => {
    written += 1;
    return {
      id: `r${written}`,
      url: `https://www.yelp.com/biz/${id}?hrid=r${written}&utm_source=x`,
      text: `${say(random)}...`,
      rating: 1 + Math.floor(random() * 5),
      time_created: `2026-02-${String(1 + (written % 28)).padStart(2, '0')} 10:00:00`,
      user: { id: `u${written}`, profile_url: 'https://www.yelp.com/user', image_url: null, name: 'Eva B.' },
    };
  };
  yelp.addBusiness(
    { id, rating: 4.5, review_count: 20 },
    Array.from({ length: 6 }, () => write()),
  );
  return {
    happens(what) {
      const sample = yelp.listReviews(id);
      if (what === 'add') yelp.setReviews(id, [write(), ...sample]);
      else if (what === 'edit')
        yelp.setReviews(
          id,
          sample.map((row) => ({ ...row, text: `${say(random)}...` })),
        );
      else yelp.setReviews(id, [...sample.slice(1), ...sample.slice(0, 1)]);
    },
    ids: () => yelp.listReviews(id).map((review) => review.id),
  };
}

function say(random: () => number): string {
  const count = 3 + Math.floor(random() * 20);
  return Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
}

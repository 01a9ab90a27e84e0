import type { Language } from '../domain/clinic.ts';
import { FEED_FORMAT, type FeedPage } from '../domain/feed.ts';
import type { SourceName } from '../domain/review.ts';
import type { ListedReview } from './allow-reviews.ts';
import { chipLabels } from './chip-labels.ts';
import { contentName } from './content-name.ts';
import { cutPages } from './cut-pages.ts';
import type { ListScope } from './feed-address.ts';
import type { ReviewPrinter } from './print-reviews.ts';

/** A following page in its list. */
interface ListPage {
  readonly name: string;
  /** The printed {@link FeedPage}. */
  readonly body: string;
  /** Reviews of the list on this page and the pages before it. */
  readonly end: number;
}

/** One list of an embed. */
export interface ReviewList extends ListScope {
  /** Newest first; empty only in the list of everything. */
  readonly reviews: readonly ListedReview[];
  /**
   * Yelp's excerpts, each listing's in Yelp's order; empty when there are none. Those that are shown all or none stand in
   * every list of their location.
   */
  readonly excerpts: readonly ListedReview[];
  /** What patients gave the clinic directly, newest first; empty when there is none. */
  readonly testimonials: readonly ListedReview[];
  /** The whole list on pages, the newest first. Embeds that show the same reviews in the same language share them. */
  readonly pages: readonly ListPage[];
}

/** How the reviews of a list are printed. */
export interface Printing {
  readonly print: ReviewPrinter;
  /** Of the labels. */
  readonly language: Language;
}

type Unpaged = Omit<ReviewList, 'pages'>;

/**
 * Makes every list of an embed that has reviews: everything (also without reviews), each location, each condition,
 * each condition at each location. Each has pages of its own, so that a review changes no list that it is not in.
 *
 * @param allowed newest first
 * @param locationIds the embed's locations
 */
export function makeLists(
  allowed: readonly ListedReview[],
  locationIds: readonly string[],
  printing: Printing,
): readonly ReviewList[] {
  const everything = {
    reviews: allowed.filter(isFrom('google-business')),
    excerpts: allowed.filter(isFrom('yelp')).toSorted(inSourceOrder),
    testimonials: allowed.filter(isFrom('direct')),
  };
  const whole = [
    everything,
    ...conditionsIn(everything).map((conditionId) => about(everything, conditionId)),
  ];
  const parts = whole.flatMap((list) => locationIds.map((locationId) => at(list, locationId)));
  return [...whole, ...parts.filter(hasReviews)].map((list) => withPages(list, printing));
}

function isFrom(source: SourceName): (listed: ListedReview) => boolean {
  return ({ allowed }) => allowed.review.source === source;
}

/** Excerpts alone make no list: which of them say what is Yelp's choice of words, cut short. */
function hasReviews({ reviews, testimonials }: Unpaged): boolean {
  return reviews.length + testimonials.length > 0;
}

function inSourceOrder({ allowed: { review: a } }: ListedReview, { allowed: { review: b } }: ListedReview) {
  if (a.listingId !== b.listingId) return a.listingId < b.listingId ? -1 : 1;
  return (a.position ?? Number.MAX_SAFE_INTEGER) - (b.position ?? Number.MAX_SAFE_INTEGER);
}

function conditionsIn({ reviews, testimonials }: Unpaged): readonly string[] {
  const own = [...reviews, ...testimonials];
  return [...new Set(own.flatMap(({ allowed }) => [...allowed.conditions.keys()]))].sort();
}

function about(list: Unpaged, conditionId: string): Unpaged {
  const says = ({ allowed }: ListedReview) => allowed.conditions.has(conditionId);
  // Excerpts that stand all together are no answer to a condition: none is picked for it, and none is left out.
  const stands = (listed: ListedReview) => listed.allowed.isOneOfAll || says(listed);
  return { ...only(list, says), excerpts: list.excerpts.filter(stands), conditionId };
}

function at(list: Unpaged, locationId: string): Unpaged {
  return { ...only(list, ({ allowed }) => allowed.listing.locationId === locationId), locationId };
}

function only(list: Unpaged, isMeant: (listed: ListedReview) => boolean): Unpaged {
  const { reviews, excerpts, testimonials } = list;
  return {
    ...list,
    reviews: reviews.filter(isMeant),
    excerpts: excerpts.filter(isMeant),
    testimonials: testimonials.filter(isMeant),
  };
}

function withPages(list: Unpaged, { print, language }: Printing): ReviewList {
  let end = 0;
  const pages = cutPages(list.reviews).map((page) => {
    const reviews = page.map((listed) => print(listed, list.conditionId));
    const body = JSON.stringify({
      format: FEED_FORMAT,
      labels: chipLabels(reviews, language),
      reviews,
    } satisfies FeedPage);
    end += page.length;
    return { name: contentName(body), body, end };
  });
  return { ...list, pages };
}

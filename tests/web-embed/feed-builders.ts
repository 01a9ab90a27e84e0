import type { FeedHead, FeedRating } from '../../functions/domain/feed.ts';
import type { PublishedReview } from '../../functions/domain/published-review.ts';

/** Long after any test. */
const LATER = '2999-01-01T00:00:00.000Z';

/** A review of Mill Lane that mentions sciatica. */
export function aPublished(differs: Partial<PublishedReview> = {}): PublishedReview {
  return {
    id: 'r000000001',
    author: 'Maria L.',
    stars: 5,
    text: 'My sciatica is so much better after four visits.',
    date: '2026-11-03',
    location: 'mill-lane',
    conditions: ['sciatica'],
    expiresAt: LATER,
    ...differs,
  };
}

/** As many reviews as asked for, a day apart, newest first; ids `r000`, `r001`, … */
export function publishedReviews(count: number, from = 0): readonly PublishedReview[] {
  return Array.from({ length: count }, (_, at) => {
    const number = from + at;
    const day = new Date(Date.UTC(2026, 10, 3) - number * 86_400_000).toISOString().slice(0, 10);
    return aPublished({ id: `r${String(number).padStart(3, '0')}`, author: `Person ${number}`, date: day });
  });
}

/** What Google says of Mill Lane. */
export function aRating(differs: Partial<FeedRating> = {}): FeedRating {
  return {
    source: 'google-business',
    place: 'Mill Lane',
    rating: 4.9,
    count: 43,
    asOf: '2026-05-03',
    url: 'https://maps.google.com/maps?cid=2222222222222222222',
    expiresAt: LATER,
    ...differs,
  };
}

/** The head of a list about sciatica with one review. */
export function aHead(differs: Partial<FeedHead> = {}): FeedHead {
  return {
    format: 1,
    version: 'v00000000001',
    clinic: 'Juniper Lane Acupuncture',
    language: 'en',
    condition: { id: 'sciatica', label: 'Sciatica', phrase: 'sciatica' },
    ratings: [aRating()],
    places: { 'mill-lane': 'Mill Lane', 'harbor-street': 'Harbor Street' },
    labels: { sciatica: 'Sciatica', 'back-pain': 'Back pain' },
    shown: 1,
    total: 61,
    reviews: [aPublished()],
    pageFolder: 'pages/juniper',
    pages: [],
    ...differs,
  };
}

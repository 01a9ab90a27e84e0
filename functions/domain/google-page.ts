/** Tells whether a text can be a Google place id: `ChIJ…`, 20 to 255 letters, digits, hyphens and underscores. */
export function isPlaceId(text: string): boolean {
  return /^[\w-]{20,255}$/u.test(text);
}

/** Google's page with all reviews of a place, https. */
export function allReviewsAt(placeId: string): string {
  return addressOf('https://search.google.com/local/reviews', { placeid: placeId });
}

/** Google's page on which anybody who is signed in there can write a review of a place, https. */
export function writeReviewAt(placeId: string): string {
  return addressOf('https://search.google.com/local/writereview', { placeid: placeId });
}

/** Google Maps looking for a place by its name, https: where no place id is known. */
export function searchFor(title: string): string {
  return addressOf(SEARCH, { api: '1', query: title });
}

/** Tells whether an address is one of {@link searchFor}, which a better one may replace. */
export function isSearch(address: string): boolean {
  return address.startsWith(`${SEARCH}?api=1&query=`);
}

const SEARCH = 'https://www.google.com/maps/search/';

function addressOf(page: string, query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`,
  );
  // As browsers write it, who encode an apostrophe too: visitors get no address that is written otherwise.
  return new URL(`${page}?${pairs.join('&')}`).href;
}

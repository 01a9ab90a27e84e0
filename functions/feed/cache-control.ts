/** Seconds a following page is kept, by browsers and by the CDN: a takedown must reach it as soon as a head. */
const PAGE_SECONDS = 60;

/** The last good head may be shown so long while we fail; readers hide what lapses meanwhile. */
const STALE_SECONDS = 3600;

/** Heads: browsers ask every time, the CDN keeps them `edgeSeconds`. */
export function headCacheControl(edgeSeconds: number): string {
  return `max-age=0, s-maxage=${edgeSeconds}, stale-if-error=${STALE_SECONDS}`;
}

/** Following pages and indexes. */
export const PAGE_CACHE_CONTROL = `max-age=${PAGE_SECONDS}, s-maxage=${PAGE_SECONDS}`;

/** Milliseconds after which nobody follows a head that was replaced: the head's time at the edge, then the page's own. */
export function cacheLifeMs(edgeSeconds: number): number {
  return (edgeSeconds + PAGE_SECONDS) * 1000;
}

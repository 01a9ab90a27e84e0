/** Something with a place in a list that runs from the newest to the oldest. */
export interface Placed {
  /** Greater is newer; different for different things. Compared byte by byte. */
  readonly place: Buffer;
}

/** Most things of a page. */
const MOST = 48;
const TIME_BYTES = 6;
const LAST_TIME = 2 ** (8 * TIME_BYTES) - 1;

/** The place of a review: by the instant it was written (ISO 8601 UTC), then by its id. */
export function placeOf(writtenAt: string, reviewId: string): Buffer {
  const place = Buffer.alloc(TIME_BYTES + Buffer.byteLength(reviewId));
  const time = Math.min(Math.max(0, Date.parse(writtenAt) || 0), LAST_TIME);
  place.writeUIntBE(time, 0, TIME_BYTES);
  place.write(reviewId, TIME_BYTES);
  return place;
}

/**
 * Cuts a list into pages of at most 48, about 33, whose borders do not depend on what else is in the list.
 * All of time is halved, and halved again, until no stretch holds more than a page. So one review more changes its
 * page or makes two of it, one less changes its page or joins it to its neighbours; no other page changes, wherever
 * in the list it happens. A stretch may hold few.
 *
 * @param list newest first
 * @returns the same things in the same order; no page is empty
 */
export function cutPages<Thing extends Placed>(list: readonly Thing[]): readonly (readonly Thing[])[] {
  return cutStretch(list, 0);
}

/** Cuts the stretch of things whose places have the same first bits; newer things have the next bit set. */
function cutStretch<Thing extends Placed>(list: readonly Thing[], bit: number): (readonly Thing[])[] {
  if (list.length === 0) return [];
  if (list.length <= MOST) return [list];
  const border = list.findIndex(({ place }) => !isSet(place, bit));
  const newer = border < 0 ? list.length : border;
  return [...cutStretch(list.slice(0, newer), bit + 1), ...cutStretch(list.slice(newer), bit + 1)];
}

function isSet(place: Buffer, bit: number): boolean {
  return ((place[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
}

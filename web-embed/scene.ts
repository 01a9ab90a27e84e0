import type { FeedHead, FeedRating } from '../functions/domain/feed.ts';
import type { Words } from './words.ts';

/** What every part of one embed is drawn from. */
export interface Scene {
  readonly head: FeedHead;
  readonly words: Words;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Address below which `embed/` lies, with a slash at the end. */
  readonly home: string;
}

/** A source as visitors read its name. */
export type SourceLabel = 'Google' | 'Yelp';

/** The listings of one source, in the order of the head. Their figures may have lapsed. */
export function listingsOf({ head }: Scene, source: SourceLabel): readonly FeedRating[] {
  return head.ratings.filter((rating) => rating.source.startsWith(source.toLowerCase()));
}

/** What visitors read for a slug; `undefined` for one that the head does not name. */
export function nameIn(names: Readonly<Record<string, string>>, slug = ''): string | undefined {
  return Object.hasOwn(names, slug) ? names[slug] : undefined;
}

import type { FeedHead, FeedRating } from '../functions/domain/feed.ts';
import { kept } from './list.ts';
import type { Words } from './words.ts';

/** What every part of one embed is drawn from. */
export interface Scene {
  readonly head: FeedHead;
  readonly words: Words;
  /** When it is drawn, milliseconds since 1970. */
  now: number;
  /** When the first thing in it lapses; each thing that is drawn may bring it nearer. */
  lapsesAt: number;
  /** Address below which `embed/` lies, with a slash at the end. */
  readonly home: string;
}

/** A source as visitors read its name. */
export type SourceLabel = 'Google' | 'Yelp';

/** The listings of one source, in the order of the head. Their figures may have lapsed. */
export function listingsOf({ head }: Scene, source: SourceLabel): readonly FeedRating[] {
  const id = source === 'Yelp' ? 'yelp' : 'google-business';
  return kept(head.ratings, (rating) => rating.source === id);
}

/** What visitors read for a slug; `undefined` for one that the head does not name. */
export function nameIn(names: Readonly<Record<string, string>>, slug = ''): string | undefined {
  const name: unknown = names[slug];
  return typeof name === 'string' ? name : undefined;
}

import type { ReviewView } from '../../functions/domain/staff-view.ts';
import { partWords } from '../parts/part-words.ts';

/** Marks that keep a name of another direction of writing from turning the sentence around it. */
const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';

/** Who wrote a review, for a heading; says so when nobody is named, or when nothing is known any more. */
export function authorOf({ words, source }: Pick<ReviewView, 'words' | 'source'>): string {
  return words ? (words.author ?? partWords.anonymous) : partWords.nameless[source];
}

/** The same for use inside a sentence. */
export function nameOf(review: Pick<ReviewView, 'words' | 'source'>): string {
  return `${ISOLATE}${authorOf(review)}${END_OF_ISOLATE}`;
}

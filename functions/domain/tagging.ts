/** A condition found in a review, with the words that say it. */
export interface Tag {
  readonly conditionId: string;
  /** First character of the words in `Review.text`, counted in UTF-16 units from 0. */
  readonly start: number;
  /** One past the last character. */
  readonly end: number;
  /** Which rule found it, such as `synonym:sciatic nerve`. */
  readonly rule: string;
  /** `suggested` tags are for staff; only `sure` ones reach a page by themselves. */
  readonly confidence: 'sure' | 'suggested';
  /**
   * Version of the lexicon that found it when visitors could read the review already; only on `suggested` tags. It is
   * a proposal: a person's correction confirms or refuses it, and until then no page knows of it.
   */
  readonly proposedIn?: string;
}

/** Why a person should look at words before they are shown. */
export const FLAG_KINDS = [
  'phone',
  'email',
  'address',
  'full-name',
  'profanity',
  'spam',
  'cure-claim',
  'stop-medicine',
  'prompt',
  'translation',
  'author-name',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** Words that hold a review for a person; a flag never shows one. One about the author's name is at no place: 0 to 0. */
export interface Flag {
  readonly kind: FlagKind;
  /** First character of the words in `Review.text`, counted in UTF-16 units from 0. */
  readonly start: number;
  /** One past the last character. */
  readonly end: number;
}

/** What a review speaks of, as the machine reads it; derived, never edited by hand. */
export interface Tagging {
  readonly clinicId: string;
  readonly listingId: string;
  readonly reviewId: string;
  /** Hash of the content that was read. */
  readonly contentHash: string;
  /** Version of the lexicon the tags come from; a later one that finds the same leaves it as it is. */
  readonly lexiconVersion: string;
  /** In text order; empty when nothing was found. */
  readonly tags: readonly Tag[];
  /** In text order; empty when the words were looked through and nothing was found, absent when nobody looked. */
  readonly flags?: readonly Flag[];
  /** The review's own retention clock, ISO 8601 UTC. */
  readonly expiresAt: string;
}

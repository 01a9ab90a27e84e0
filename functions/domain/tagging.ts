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
}

/** What in a review's words asks for a person: each kind only ever holds a review back, none is a judgement. */
export const FLAG_KINDS = [
  'phone',
  'email',
  'address',
  'full-name',
  'profanity',
  'spam',
  'link',
  'cure-claim',
  'stop-medicine',
  'prompt',
] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];

/** Words that a person should look at before anybody else reads them. */
export interface Flag {
  readonly kind: FlagKind;
  /** First character of the words in `Review.text`, counted in UTF-16 units from 0. */
  readonly start: number;
  /** One past the last character. */
  readonly end: number;
  /** Which rule found it. */
  readonly rule: string;
}

/** What a review speaks of, as the machine reads it; derived, never edited by hand. */
export interface Tagging {
  readonly clinicId: string;
  readonly listingId: string;
  readonly reviewId: string;
  /** Hash of the content that was read. */
  readonly contentHash: string;
  /** Version of the lexicon that read it. */
  readonly lexiconVersion: string;
  /** In text order; empty when nothing was found. */
  readonly tags: readonly Tag[];
  /** In text order; empty when the words were looked through and nothing was found, absent when nobody looked. */
  readonly flags?: readonly Flag[];
  /** The review's own retention clock, ISO 8601 UTC. */
  readonly expiresAt: string;
}

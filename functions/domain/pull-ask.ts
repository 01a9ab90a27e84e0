/** A person's wish that a listing be looked at now; the last one of each listing is kept. */
export interface PullAsk {
  readonly clinicId: string;
  readonly listingId: string;
  /** Instant, ISO 8601 UTC. */
  readonly askedAt: string;
  /** Staff id. */
  readonly by: string;
  /** From when on somebody may ask again, ISO 8601 UTC. */
  readonly againAt: string;
}

/** Milliseconds between two wishes for the same listing, whoever has them. */
export const ASK_EVERY_MS = 10 * 60_000;

/** Answer of `POST …/listings/{listingId}/pull`: the wish that is in force. */
export interface PullAskedView extends Pick<PullAsk, 'askedAt' | 'againAt'> {
  /** False when somebody asked before, and nothing was done now. */
  readonly isNew: boolean;
}

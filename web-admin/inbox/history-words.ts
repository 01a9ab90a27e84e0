import type { ReviewAction } from '../../functions/domain/audit.ts';

/** What a line of a review's history is made of, already in words. */
export interface HistoryParts {
  /** Name of the person; absent when nobody in particular acted. */
  readonly by: string | undefined;
  /** The source as it acts: "Google". */
  readonly source: string;
  /** After "from". */
  readonly origin: string;
  /** Why it is not shown, in lower case inside brackets; of a withdrawn consent also who asked and when. */
  readonly reason: string | undefined;
  readonly condition: string | undefined;
}

/** Words of a review's history, one sentence per kind of event. */
export const historyWords = {
  title: 'History',
  somebody: 'Somebody',
  lines: {
    created: ({ origin }) => `Came in from ${origin}`,
    opened: ({ origin }) => `Came in from ${origin}`,
    changed: ({ by }) => `${name(by)} changed it`,
    reopened: ({ source }) => `Its words changed at ${source}; it waits again`,
    restored: ({ source }) =>
      `Its words at ${source} are as they were; what was decided about them holds again`,
    shown: ({ by, source }) =>
      by ? `${by} showed it` : `Came in from ${source} and was shown unread, as your clinic has chosen`,
    'not-shown': ({ by, reason }) => `${name(by)} chose not to show it${reason ? ` (${reason})` : ''}`,
    'put-back': ({ by }) => (by ? `${by} put it back to waiting` : 'It waits again: nobody has read it yet'),
    'condition-added': ({ by, condition }) =>
      `${name(by)} marked words that say ${condition ?? 'a condition'}`,
    'condition-removed': ({ by, condition }) => `${name(by)} removed ${condition ?? 'a condition'}`,
    'condition-cleared': ({ by, condition }) =>
      `${name(by)} took back what was said about ${condition ?? 'a condition'}`,
    'removed-at-source': ({ source }) => `${source} no longer has it; it left your pages`,
    'returned-at-source': ({ source }) => `${source} has it again`,
  } satisfies Record<ReviewAction, (parts: HistoryParts) => string>,
};

function name(by: string | undefined): string {
  return by ?? historyWords.somebody;
}

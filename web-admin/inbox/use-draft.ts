import { useState } from 'react';
import { tabStore } from '../session/browser-store.ts';
import type { Span } from './words-of-text.ts';

/**
 * A condition that is being added: which one, and to which words, in either order. Survives signing in again. Positions
 * only, none of the words.
 */
export interface Draft {
  readonly isOpen: boolean;
  /** The words, as soon as they are marked. */
  readonly span: Span | undefined;
  /** The condition, as soon as one is chosen without words. */
  readonly conditionId: string | undefined;
  /** What was typed to find the condition. */
  readonly search: string;
  /** Asks for a condition; without a span the words are asked for afterwards. */
  readonly begin: (span?: Span) => void;
  readonly type: (search: string) => void;
  /** Keeps a condition until its words are marked. */
  readonly choose: (conditionId: string) => void;
  readonly end: () => void;
}

interface Kept extends Partial<Span> {
  readonly reviewId: string;
  readonly search: string;
  readonly conditionId?: string;
}

const KEY = 'clinic-reviews.draft';

/** @param length of the text; what was kept for longer words is dropped */
export function useDraft(reviewId: string, length: number): Draft {
  const [kept, setKept] = useState(read);
  const mine = kept?.reviewId === reviewId && (kept.end ?? 0) <= length ? kept : undefined;
  const keep = (next: Kept | undefined) => {
    if (next) tabStore.setItem(KEY, JSON.stringify(next));
    else tabStore.removeItem(KEY);
    setKept(next);
  };
  return {
    isOpen: mine !== undefined,
    span: spanOf(mine),
    conditionId: mine?.conditionId,
    search: mine?.search ?? '',
    begin: (span) => keep({ reviewId, search: '', ...span }),
    type: (search) => mine && keep({ ...mine, search }),
    choose: (conditionId) => mine && keep({ ...mine, conditionId }),
    end: () => keep(undefined),
  };
}

function spanOf(kept: Kept | undefined): Span | undefined {
  const { start, end } = kept ?? {};
  return start === undefined || end === undefined ? undefined : { start, end };
}

function read(): Kept | undefined {
  const kept = tabStore.getItem(KEY);
  return kept === null ? undefined : (JSON.parse(kept) as Kept);
}

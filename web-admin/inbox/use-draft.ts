import { useState } from 'react';
import type { Span } from './words-of-text.ts';

/** Words for which a condition is being chosen; survives signing in again. Positions only, none of the words. */
export interface Draft {
  /** Absent while none is being chosen. */
  readonly span: Span | undefined;
  /** What was typed to find the condition. */
  readonly search: string;
  readonly begin: (span: Span) => void;
  readonly type: (search: string) => void;
  readonly end: () => void;
}

interface Kept extends Span {
  readonly reviewId: string;
  readonly search: string;
}

const KEY = 'clinic-reviews.draft';

/** @param length of the text; what was kept for longer words is dropped */
export function useDraft(reviewId: string, length: number): Draft {
  const [kept, setKept] = useState(read);
  const mine = kept?.reviewId === reviewId && kept.end <= length ? kept : undefined;
  const keep = (next: Kept | undefined) => {
    if (next) sessionStorage.setItem(KEY, JSON.stringify(next));
    else sessionStorage.removeItem(KEY);
    setKept(next);
  };
  return {
    span: mine && { start: mine.start, end: mine.end },
    search: mine?.search ?? '',
    begin: (span) => keep({ reviewId, search: '', ...span }),
    type: (search) => mine && keep({ ...mine, search }),
    end: () => keep(undefined),
  };
}

function read(): Kept | undefined {
  const kept = sessionStorage.getItem(KEY);
  return kept === null ? undefined : (JSON.parse(kept) as Kept);
}

import type { ModerationStatus } from '../../functions/domain/moderation.ts';
import type { ReviewDetailView } from '../../functions/domain/staff-view.ts';
import { agoInWords } from '../parts/dates.ts';
import { partWords } from '../parts/part-words.ts';
import type { Ask, ScreenReview } from './change.ts';
import { changeWords } from './change-words.ts';
import { describeHistoryLine } from './describe-history.ts';
import { describeReason } from './describe-reason.ts';

/** A change that came too late. */
export interface Conflict {
  /** The review as the person saw it. */
  readonly seen: ScreenReview;
  /** What the person asked for; not saved. */
  readonly ask: Ask;
  /** The review as it is now. */
  readonly present: ReviewDetailView;
}

/** What to say about it. */
export type ConflictWords =
  /** It is as the person wanted it; nothing to ask. */
  | { readonly kind: 'settled'; readonly text: string }
  /** It must be read again before anything can be decided. */
  | { readonly kind: 'read-again'; readonly title: string; readonly text: string }
  | {
      readonly kind: 'choose';
      readonly title: string;
      readonly text: string;
      readonly keep: string;
      readonly change: string;
    };

/** What the words are made with. */
export interface ConflictNeeds {
  /** The person's own name. */
  readonly memberName: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly label: (conditionId: string) => string;
}

/** Says who decided what, and what the person can do about it. */
export function describeConflict({ seen, ask, present }: Conflict, needs: ConflictNeeds): ConflictWords {
  const words = changeWords.conflict;
  if (present.contentHash !== seen.contentHash) {
    const text = words.wordsChanged(partWords.atSource[present.source]);
    return { kind: 'read-again', title: words.wordsChangedTitle, text };
  }
  if (ask.kind !== 'decide') return { kind: 'read-again', title: words.title, text: words.conditions };
  if (present.status === seen.status && present.decidedAt === seen.decidedAt) {
    return touched(present, ask.status, needs);
  }
  return decided(present, ask, needs);
}

function decided(
  present: ReviewDetailView,
  ask: Extract<Ask, { kind: 'decide' }>,
  needs: ConflictNeeds,
): ConflictWords {
  const words = changeWords.conflict;
  const last = present.history[0];
  const by = present.decidedBy ?? last?.by;
  const isOwn = by === needs.memberName;
  const who = isOwn ? words.you : (by ?? words.somebody);
  if (present.status === ask.status && (ask.status !== 'not-shown' || present.reason === ask.reason)) {
    return { kind: 'settled', text: words.already[ask.status](who) };
  }
  const ago = agoInWords(present.decidedAt ?? last?.at ?? '', needs.now);
  const happened =
    present.status === 'waiting' ? words.putBack(who, ago) : words.decided(who, ago, decision(present));
  return {
    kind: 'choose',
    title: words.title,
    text: `${happened} ${isOwn ? words.questionYou : words.question(who)}`,
    keep: isOwn ? words.keepYours : words.keep(who),
    change: words.change[ask.status],
  };
}

/** Nobody decided, but something else moved: conditions, or the review at its source. */
function touched(present: ReviewDetailView, wanted: ModerationStatus, needs: ConflictNeeds): ConflictWords {
  const words = changeWords.conflict;
  const [last] = present.history;
  const what = last ? describeHistoryLine(last, present.source, needs.label) : words.somebody;
  const ago = agoInWords(last?.at ?? '', needs.now);
  return {
    kind: 'choose',
    title: words.title,
    text: words.touched(what, ago),
    keep: words.leave,
    change: words.anyway[wanted],
  };
}

function decision(present: ReviewDetailView): string {
  const { conflict } = changeWords;
  return present.status === 'shown'
    ? conflict.shown
    : conflict.notShown(describeReason(present, present.decidedAt ?? ''));
}

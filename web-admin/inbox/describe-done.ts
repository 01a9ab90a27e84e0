import type { ReviewView } from '../../functions/domain/staff-view.ts';
import { nameOf } from './author-of.ts';
import type { Ask } from './change.ts';
import { changeWords } from './change-words.ts';
import { inboxWords } from './inbox-words.ts';

/** What was just done, in a short sentence. */
export function describeDone(review: ReviewView, ask: Ask, label: (conditionId: string) => string): string {
  const { done } = changeWords;
  const name = nameOf(review);
  if (ask.kind === 'add') return done.added(name, label(ask.conditionId));
  if (ask.kind === 'remove') return done.removed(name, label(ask.conditionId));
  if (ask.kind === 'clear') return done.cleared(name, label(ask.conditionId));
  if (ask.status === 'not-shown') {
    return done['not-shown'](name, inboxWords.reasons.names[ask.reason].toLowerCase());
  }
  return done[ask.status](name);
}

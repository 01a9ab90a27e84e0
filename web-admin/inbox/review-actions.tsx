import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { goTo, toHash } from '../frame/route.ts';
import { useAskBeforeLeaving } from '../session/use-ask-before-leaving.ts';
import { nameOf } from './author-of.ts';
import { type Ask, foresee, reverse, type ScreenReview } from './change.ts';
import { changeWords } from './change-words.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { Conflict } from './describe-conflict.ts';
import { describeDone } from './describe-done.ts';
import { goOn, placeOf } from './go-on.ts';
import { makeKept } from './make-kept.ts';
import { forgetFailed, sayDone, sayFailed, sayPlain, type TakeBack } from './notices.tsx';
import { isOpen, type Outcome } from './outcome.ts';
import type { Resumed } from './resume-unsaved.ts';
import { useConditions } from './use-conditions.ts';
import { useFlaggedQuestion } from './use-flagged-question.tsx';
import { useResume } from './use-resume.ts';

/** What a person can do to a review from anywhere in the inbox. */
export interface ReviewActions {
  /** Does it at once, or asks first where flagged words would be shown; says so, offers to undo it, and selects the next review when this one leaves its list. */
  readonly act: (review: ScreenReview, ask: Ask) => void;
  /** Takes the last action back to what was before; again for the one before. */
  readonly undo: () => void;
}

/** Something that can be undone. */
interface Done {
  readonly before: ScreenReview;
  readonly ask: Ask;
  readonly outcome: Promise<Outcome>;
}

const MOST_UNDOS = 50;

const ReviewActionsContext = createContext<ReviewActions | undefined>(undefined);

/** @throws Error outside of {@link ReviewActionsProvider} */
export function useReviewActions(): ReviewActions {
  const actions = useContext(ReviewActionsContext);
  if (!actions) throw new Error('This part stands outside of ReviewActionsProvider.');
  return actions;
}

/** Keeps what was done at this clinic, and asks when somebody was faster. */
export function ReviewActionsProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient();
  const { clinicId, staffId, memberName, changes } = useClinicHere();
  const { label } = useConditions();
  const [conflicts, setConflicts] = useState<readonly Conflict[]>([]);
  const [done] = useState<Done[]>(() => []);
  const { askFirst, dialog } = useFlaggedQuestion();

  useAskBeforeLeaving();
  const tellUnsure = useResume((resumed) => take(resumed));
  const actions = useMemo(() => {
    const listen = async ({ before: seen, ask, outcome }: Done, takeBack: TakeBack) => {
      const ended = await outcome;
      if (ended.status === 'saved' || ended.status === 'dropped') return;
      takeBack();
      forget(done, outcome);
      if (ended.status === 'conflict') {
        setConflicts((open) => [...open, { seen, ask, present: ended.present }]);
        return;
      }
      if (ended.status === 'unknown' || isOpen(ended)) tellUnsure(nameOf(seen));
      else sayFailed(seen, ended.why, () => act(seen, ask));
    };
    const act = (review: ScreenReview, ask: Ask) => askFirst(review, ask, () => make(review, ask));
    const make = (review: ScreenReview, ask: Ask) => {
      const goNext = goOn(client, clinicId, review, ask);
      forgetFailed(review.reviewId);
      const outcome = makeKept({ seen: review, ask }, { changes, staffId, clinicId });
      tellUnsure();
      const one = { before: review, ask, outcome };
      done.push(one);
      done.splice(0, done.length - MOST_UNDOS);
      const takeBack = sayDone(describeDone(review, ask, label), undo);
      goNext();
      void listen(one, takeBack);
    };
    const undo = () => {
      const last = done.at(-1);
      if (!last) {
        sayPlain(changeWords.nothingToUndo);
        return;
      }
      askFirst(last.before, reverse(last.before, last.ask), () => takeBackLast(last));
    };
    const takeBackLast = (last: Done) => {
      const { before, ask, outcome } = last;
      forget(done, outcome);
      const after = foresee(before, ask, { name: memberName, at: new Date().toISOString() });
      const back = reverse(before, ask);
      const undone = makeKept({ seen: after, ask: back, follows: outcome }, { changes, staffId, clinicId });
      const takeBack = sayPlain(changeWords.undone(nameOf(before)));
      goTo(toHash(clinicId, placeOf(before)));
      void listen({ before: after, ask: back, outcome: undone }, takeBack);
    };
    return { act, undo };
  }, [client, clinicId, staffId, memberName, changes, label, done, askFirst, tellUnsure]);

  const take = ({ conflicts: met, refused }: Resumed) => {
    if (met.length > 0) setConflicts((open) => [...open, ...met]);
    for (const { seen, ask, why } of refused) sayFailed(seen, why, () => actions.act(seen, ask));
  };

  const [conflict] = conflicts;
  return (
    <ReviewActionsContext value={actions}>
      {children}
      {dialog}
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          onClose={() => setConflicts((open) => open.slice(1))}
          onChange={() => actions.act(conflict.present, conflict.ask)}
        />
      )}
    </ReviewActionsContext>
  );
}

function forget(done: Done[], outcome: Promise<Outcome>): void {
  const at = done.findIndex((one) => one.outcome === outcome);
  if (at >= 0) done.splice(at, 1);
}

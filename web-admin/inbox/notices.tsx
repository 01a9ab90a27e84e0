import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { ErrorKind } from '../../functions/domain/error.ts';
import { KeyCap } from '../parts/key-cap.tsx';
import { partWords } from '../parts/part-words.ts';
import { nameOf } from './author-of.ts';
import type { ScreenReview } from './change.ts';
import { changeWords } from './change-words.ts';
import './notices.css';

const DONE_MS = 8_000;
const PLAIN_MS = 4_000;
const CLOSE = { 'aria-label': partWords.close } as const;

/** Something that was not saved. */
interface Failed {
  readonly review: ScreenReview;
  readonly why: ErrorKind;
  readonly retry: () => void;
}

let shown: string | undefined;
let failures: readonly Failed[] = [];
let unsure = 0;
const open = new Set<string>();

/** Takes back one thing that was said, and nothing that was said since. */
export type TakeBack = () => void;

/** Says what was done, with a button that undoes it; replaces what was said before. */
export function sayDone(words: string, undo: () => void): TakeBack {
  return say(
    <Line act={changeWords.undo} keyName="Z" onAct={undo}>
      {words}
    </Line>,
    DONE_MS,
  );
}

/** Says something there is nothing to do about; replaces what was said before. */
export function sayPlain(words: string): TakeBack {
  return say(<div className="notice">{words}</div>, PLAIN_MS);
}

/** Says that something was not saved and why, in one notice with all that was not; stays until somebody closes it. */
export function sayFailed(review: ScreenReview, why: ErrorKind, retry: () => void): void {
  failures = [...failures.filter((one) => one.review.reviewId !== review.reviewId), { review, why, retry }];
  sayFailures();
}

/** Takes a review out of what {@link sayFailed} said: somebody has decided anew. */
export function forgetFailed(reviewId: string): void {
  const rest = failures.filter(({ review }) => review.reviewId !== reviewId);
  if (rest.length === failures.length) return;
  failures = rest;
  sayFailures();
}

/** Changes without a certain answer. */
interface Unsure {
  /** 0 takes back what was said of them. */
  readonly count: number;
  /** Whose review the newest is about, where that is known. */
  readonly name: string | undefined;
  readonly askNow: () => void;
}

/** Says that nobody knows whether something was saved; once somebody has closed it, only of more than before. */
export function sayUnsure({ count, name, askNow }: Unsure): void {
  const before = unsure;
  unsure = count;
  if (count === before) return;
  if (count === 0) {
    hide('unsure');
    return;
  }
  if (count < before && !open.has('unsure')) return;
  const { title, titleUnnamed, titleMany, text, askNow: act } = changeWords.unsure;
  const titleOfOne = name === undefined ? titleUnnamed : title(changeWords.who(name));
  keep('unsure', {
    title: count > 1 ? titleMany(count) : titleOfOne,
    message: (
      <Line act={act} onAct={askNow}>
        {text}
      </Line>
    ),
  });
}

function sayFailures(): void {
  const [first, ...others] = failures;
  if (!first) {
    hide('failed');
    return;
  }
  const { who, failed, failedTitle, failedTitleMany, tryAgain, tryAllAgain } = changeWords;
  const retry = () => {
    const all = failures;
    failures = [];
    hide('failed');
    for (const one of all) one.retry();
  };
  const isSingle = others.length === 0;
  keep('failed', {
    title: isSingle ? failedTitle(who(nameOf(first.review))) : failedTitleMany(failures.length),
    message: (
      <Line act={isSingle ? tryAgain : tryAllAgain} onAct={retry}>
        {isSingle ? failed[first.why] : failures.map(({ review }) => nameOf(review)).join(', ')}
      </Line>
    ),
    onClose: () => {
      failures = [];
    },
  });
}

function Line({
  children,
  act,
  keyName,
  onAct,
}: {
  readonly children: ReactNode;
  readonly act: string;
  readonly keyName?: string;
  readonly onAct: () => void;
}) {
  return (
    <div className="notice">
      <span>{children}</span>
      <Button
        size="compact-sm"
        variant="subtle"
        rightSection={keyName && <KeyCap name={keyName} />}
        onClick={onAct}
      >
        {act}
      </Button>
    </div>
  );
}

function say(message: ReactNode, autoClose: number): TakeBack {
  if (shown !== undefined) notifications.hide(shown);
  const id = notifications.show({ message, autoClose, closeButtonProps: CLOSE });
  shown = id;
  return () => notifications.hide(id);
}

/** Shows a notice that stays, or says something else in it. */
function keep(
  id: 'failed' | 'unsure',
  said: { readonly title: string; readonly message: ReactNode; readonly onClose?: () => void },
): void {
  const notice = {
    ...said,
    id,
    autoClose: false,
    closeButtonProps: CLOSE,
    onClose: () => {
      open.delete(id);
      said.onClose?.();
    },
  };
  if (open.has(id)) notifications.update(notice);
  else notifications.show(notice);
  open.add(id);
}

function hide(id: 'failed' | 'unsure'): void {
  if (open.has(id)) notifications.hide(id);
}

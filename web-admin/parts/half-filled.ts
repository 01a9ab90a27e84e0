import { useSyncExternalStore } from 'react';

/** A form with something in it that is saved nowhere. */
export interface HalfFilled {
  /** What was typed, to be copied where it cannot be kept; absent where it is little. */
  readonly typed?: string;
  /** The dialog it stands in; absent on the page itself. */
  readonly dialog?: symbol;
}

/** A person is about to lose what they typed. */
export interface LeaveQuestion {
  readonly go: () => void;
  readonly stay: () => void;
}

const forms = new Set<HalfFilled>();
const listeners = new Set<() => void>();
let question: LeaveQuestion | undefined;

/** Counts a form among those that are half filled, until the returned function is called. */
export function addHalfFilled(form: HalfFilled): () => void {
  if (forms.size === 0) window.addEventListener('beforeunload', askBrowser);
  forms.add(form);
  tell();
  return () => remove(form);
}

/**
 * Goes on at once, or once the person has said that what they typed may be lost.
 *
 * @param among tells of which forms; of all of them if absent
 */
export function leaveForms(
  go: () => void,
  {
    among = () => true,
    stay = () => undefined,
  }: { among?: (form: HalfFilled) => boolean; stay?: () => void } = {},
): void {
  const lost = [...forms].filter(among);
  if (lost.length === 0) {
    go();
    return;
  }
  const close = (then: () => void) => () => {
    question = undefined;
    tell();
    then();
  };
  question = {
    stay: close(stay),
    go: close(() => {
      for (const form of lost) remove(form);
      go();
    }),
  };
  tell();
}

/** Whether any form is half filled. */
export function hasHalfFilled(): boolean {
  return forms.size > 0;
}

/** What is asked now, as it changes. */
export function useLeaveQuestion(): LeaveQuestion | undefined {
  return useSyncExternalStore(subscribe, () => question);
}

/** Everything typed that is saved nowhere, as it changes; empty when there is nothing. */
export function useTyped(): string {
  return useSyncExternalStore(subscribe, () =>
    [...forms].flatMap(({ typed = '' }) => (typed.trim() === '' ? [] : typed)).join('\n\n'),
  );
}

function remove(form: HalfFilled): void {
  if (!forms.delete(form)) return;
  if (forms.size === 0) window.removeEventListener('beforeunload', askBrowser);
  tell();
}

/** Reloading, closing the tab and going elsewhere: the browser asks in its own words. */
function askBrowser(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

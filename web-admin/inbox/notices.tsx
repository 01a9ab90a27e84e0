import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { RequestFailure } from '../api/request-failed.ts';
import { KeyCap } from '../parts/key-cap.tsx';
import { changeWords } from './change-words.ts';
import './notices.css';

const DONE_MS = 8_000;
const PLAIN_MS = 4_000;

let shown: string | undefined;

/** Says what was done, with a button that undoes it; replaces what was said before. */
export function sayDone(words: string, undo: () => void): void {
  say(
    <div className="notice">
      <span>{words}</span>
      <Button size="compact-sm" variant="subtle" rightSection={<KeyCap name="Z" />} onClick={undo}>
        {changeWords.undo}
      </Button>
    </div>,
    DONE_MS,
  );
}

/** Says something there is nothing to do about; replaces what was said before. */
export function sayPlain(words: string): void {
  say(<div className="notice">{words}</div>, PLAIN_MS);
}

/** Takes back what {@link sayDone} said. */
export function takeBack(): void {
  if (shown !== undefined) notifications.hide(shown);
  shown = undefined;
}

/** Says that something was not saved and why; stays until somebody closes it. */
export function sayFailed(name: string, why: RequestFailure, retry: () => void): void {
  const id = notifications.show({
    autoClose: false,
    title: `${changeWords.failedTitle}: ${changeWords.who(name)}`,
    message: (
      <div className="notice">
        <span>{changeWords.failed[why]}</span>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            notifications.hide(id);
            retry();
          }}
        >
          {changeWords.tryAgain}
        </Button>
      </div>
    ),
  });
}

function say(message: ReactNode, autoClose: number): void {
  takeBack();
  shown = notifications.show({ message, autoClose });
}

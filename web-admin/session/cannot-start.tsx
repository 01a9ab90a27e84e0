import { Button } from '@mantine/core';
import { StateMessage } from '../parts/state-message.tsx';
import { sessionWords } from './session-words.ts';

/** When the settings did not arrive, nothing else can. */
export function CannotStart() {
  const { title, text, again } = sessionWords.broken;
  return (
    <main className="splash">
      <StateMessage
        icon="offline"
        title={title}
        action={<Button onClick={() => location.reload()}>{again}</Button>}
      >
        {text}
      </StateMessage>
    </main>
  );
}

import { Button } from '@mantine/core';
import { StateMessage } from '../parts/state-message.tsx';
import { sessionWords } from './session-words.ts';

/** When the settings did not arrive, nothing else can; nor when a part could not be drawn. */
export function CannotStart({ why }: { readonly why: 'broken' | 'crashed' }) {
  const { title, text, again } = sessionWords[why];
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

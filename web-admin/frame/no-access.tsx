import { Button } from '@mantine/core';
import { StateMessage } from '../parts/state-message.tsx';
import { frameWords } from './frame-words.ts';
import { useNeeds } from './needs.tsx';

/** For somebody who is signed in, but whom no clinic has admitted. */
export function NoAccess({
  staffId,
  email,
  onRetry,
}: {
  readonly staffId: string;
  readonly email: string | undefined;
  readonly onRetry: () => void;
}) {
  const { session } = useNeeds();
  const { title, text, number, again } = frameWords.noAccess;
  return (
    <main className="splash">
      <StateMessage
        icon="people"
        title={title}
        action={
          <div className="state-actions">
            <Button onClick={onRetry}>{again}</Button>
            <Button variant="default" onClick={() => void session.signOut()}>
              {frameWords.signOut}
            </Button>
          </div>
        }
      >
        <p>{text(email)}</p>
        <p className="soft">
          {number} <code className="state-code">{staffId}</code>
        </p>
      </StateMessage>
    </main>
  );
}

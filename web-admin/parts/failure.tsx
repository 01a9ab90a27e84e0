import { Button } from '@mantine/core';
import { RequestFailed } from '../api/request-failed.ts';
import { frameWords } from '../frame/frame-words.ts';
import { partWords } from './part-words.ts';
import { StateMessage } from './state-message.tsx';

/**
 * When nothing could be loaded: why, and a way on.
 *
 * @param of what did not load, said with the button where a screen loads more than one thing
 */
export function Failure({
  error,
  onRetry,
  of,
}: {
  readonly error: Error;
  readonly onRetry: () => void;
  readonly of?: string;
}) {
  return (
    <div role="alert">
      <StateMessage
        icon="offline"
        title={frameWords.failed.title}
        action={
          <Button variant="default" onClick={onRetry}>
            {partWords.tryAgain}
            {of && <span className="aloud-only">: {of}</span>}
          </Button>
        }
      >
        {wordsOf(error)}
      </StateMessage>
    </div>
  );
}

function wordsOf(error: Error): string {
  const { failed } = frameWords;
  if (!(error instanceof RequestFailed)) return failed.fault;
  return new Map<string, string>(Object.entries(failed)).get(error.kind) ?? failed.fault;
}

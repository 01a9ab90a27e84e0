import { Button } from '@mantine/core';
import { RequestFailed } from '../api/request-failed.ts';
import { frameWords } from '../frame/frame-words.ts';
import { partWords } from './part-words.ts';
import { StateMessage } from './state-message.tsx';

/** When nothing could be loaded: why, and a way on. */
export function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  return (
    <div role="alert">
      <StateMessage
        icon="offline"
        title={frameWords.failed.title}
        action={
          <Button variant="default" onClick={onRetry}>
            {partWords.tryAgain}
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

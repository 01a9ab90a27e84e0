import { QueryClient } from '@tanstack/react-query';
import { RequestFailed } from './request-failed.ts';

/** Keeps what the API answered; asks once more where nobody answered, never where the answer was no. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 1_000,
        // What colleagues change is seen within this time, while the page is visible.
        refetchInterval: 30_000,
        retry: (failures, error) => failures < 1 && mayPass(error),
        retryDelay: 1_000,
      },
    },
  });
}

function mayPass(error: Error): boolean {
  return error instanceof RequestFailed && (error.kind === 'unreachable' || error.kind === 'fault');
}

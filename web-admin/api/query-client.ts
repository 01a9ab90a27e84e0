import { QueryClient } from '@tanstack/react-query';
import { RequestFailed } from './request-failed.ts';

/**
 * Keeps what the API answered; asks once more where nobody answered, never where the answer was no. Without a network
 * it asks all the same and fails, so that a screen says so: waiting for the network would look like loading.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnReconnect: true,
        staleTime: 1_000,
        // What colleagues change is seen within this time, while the page is visible.
        refetchInterval: 30_000,
        retry: (failures, error) => failures < 1 && mayPass(error),
        retryDelay: 1_000,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

function mayPass(error: Error): boolean {
  return error instanceof RequestFailed && (error.kind === 'unreachable' || error.kind === 'fault');
}

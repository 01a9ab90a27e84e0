import { useQuery } from '@tanstack/react-query';
import type { FeedHead } from '../../functions/domain/feed.ts';
import { queryKeys } from '../api/query-keys.ts';
import { RequestFailed } from '../api/request-failed.ts';
import type { SnippetChoice } from './to-snippet.ts';

/** How many reviews visitors read in a list now: 0 where there are none, `undefined` while nobody knows. */
export function useListLength(choice: Omit<SnippetChoice, 'origin' | 'length'>): number | undefined {
  const path = toListPath(choice);
  const { data } = useQuery({ queryKey: queryKeys.list(path), queryFn: () => readLength(path) });
  return data;
}

function toListPath({ embedId, conditionId, locationId }: Omit<SnippetChoice, 'origin' | 'length'>): string {
  const narrowed = [...(conditionId ? ['c', conditionId] : []), ...(locationId ? ['l', locationId] : [])];
  return `/feed/${[embedId, ...(narrowed.length > 0 ? narrowed : ['all'])].join('/')}.json`;
}

/** What visitors load is public, so no token goes with it. A list without reviews is not there at all. */
async function readLength(path: string): Promise<number> {
  const response = await fetch(path, { credentials: 'omit' });
  if (response.status === 403 || response.status === 404) return 0;
  if (!response.ok) throw new RequestFailed('fault');
  const { shown, excerpts = [] } = (await response.json()) as FeedHead;
  return shown + excerpts.length;
}

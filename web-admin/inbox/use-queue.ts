import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { ReviewPageView, ReviewQueue, ReviewView } from '../../functions/domain/staff-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import { useClinicView } from '../frame/use-clinic-view.ts';
import { listed } from './place-in-queue.ts';

/** How often a queue is read again while the page is visible, milliseconds. */
const SHORT_QUEUE_MS = 2_500;
const LONG_QUEUE_MS = 20_000;

/** A queue as far as it is loaded. */
export interface QueueState {
  /** Newest first; `undefined` before the first answer. */
  readonly reviews: readonly ReviewView[] | undefined;
  /** Set when there is nothing to show because of it. */
  readonly error: Error | null;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

/**
 * Reads a queue and keeps it fresh. One page is read again every few seconds; of a longer list only the counts are,
 * and the pages when a count has changed.
 */
export function useQueue(queue: ReviewQueue): QueueState {
  const { api } = useNeeds();
  const { clinicId, changes } = useClinicHere();
  const { data, error, hasNextPage, isFetching, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery({
      queryKey: queryKeys.queue(clinicId, queue),
      queryFn: async ({ pageParam, signal }) => {
        await changes.settled();
        return api.queue({ clinicId, queue, cursor: pageParam }, signal);
      },
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last: ReviewPageView) => last.cursor,
      refetchInterval: ({ state }) => (isLong(state.data) ? LONG_QUEUE_MS : SHORT_QUEUE_MS),
    });
  useRefetchOnCount(queue, isLong(data), () => void refetch());
  const reviews = useMemo(() => data && listed(data.pages), [data]);
  useCountAfresh(queue, hasNextPage ? undefined : reviews?.length);
  return {
    reviews,
    error: data ? null : error,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    },
    retry: () => void refetch(),
  };
}

function isLong(data: InfiniteData<ReviewPageView, unknown> | undefined): boolean {
  return (data?.pages.length ?? 0) > 1;
}

/** Reads a long list anew when its count has changed; our own changes count at once, so they cause no reading. */
function useRefetchOnCount(queue: ReviewQueue, isOn: boolean, refetch: () => void): void {
  const { changes } = useClinicHere();
  const { data } = useClinicView(isOn ? SHORT_QUEUE_MS : undefined);
  const count = data?.counts[queue];
  const known = useRef(count);
  const again = useRef(refetch);
  again.current = refetch;
  useEffect(() => {
    const hasChanged = known.current !== undefined && count !== known.current;
    known.current = count;
    if (isOn && hasChanged) void changes.settled().then(() => again.current());
  }, [count, isOn, changes]);
}

/** A list that is loaded whole knows its length better than a count from before; the count is looked up again. */
function useCountAfresh(queue: ReviewQueue, length: number | undefined): void {
  const { clinicId } = useClinicHere();
  const client = useQueryClient();
  const count = useClinicView().data?.counts[queue];
  useEffect(() => {
    if (length === undefined || count === undefined || length === count) return;
    void client.invalidateQueries({ queryKey: queryKeys.clinic(clinicId) });
  }, [length, count, client, clinicId]);
}

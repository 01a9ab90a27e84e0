import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReviewView } from '../../functions/domain/staff-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';
import type { ScreenReview } from './change.ts';

const EVERY_MS = 10_000;

/** The review in the right pane. */
export interface ReviewState {
  /** At once from the list, with its history a moment later. */
  readonly review: ScreenReview | undefined;
  /** Set when there is nothing to show because of it. */
  readonly error: Error | null;
  readonly retry: () => void;
}

/**
 * Reads one review and keeps it fresh.
 *
 * @param inList the same review as the list has it, which is read more often; absent when the list has not
 */
export function useReview(reviewId: string, inList: ReviewView | undefined): ReviewState {
  const { api } = useNeeds();
  const { clinicId, changes } = useClinicHere();
  const { data, error, refetch } = useQuery<ScreenReview>({
    queryKey: queryKeys.review(clinicId, reviewId),
    queryFn: async ({ signal }) => {
      await changes.settled();
      return api.review({ clinicId, reviewId }, signal);
    },
    refetchInterval: EVERY_MS,
  });
  const isBehind = data !== undefined && inList !== undefined && inList.version > data.version;
  useEffect(() => {
    if (isBehind) void refetch();
  }, [isBehind, refetch]);
  const review = isBehind ? withHistory(inList, data) : (data ?? inList);
  return { review, error: review ? null : error, retry: () => void refetch() };
}

function withHistory(review: ReviewView, { history }: ScreenReview): ScreenReview {
  return history ? { ...review, history } : review;
}

import { type UseQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ConsentCountsView, TestimonialLinksView } from '../../functions/domain/testimonial-view.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useClinicHere } from '../frame/clinic-here.tsx';
import { useNeeds } from '../frame/needs.tsx';

const COUNTS_FRESH_MS = 60_000;

/** How the clinic's consents stand; a minute old at most, beside the list as fresh as the list. */
export function useConsentCounts({ withList = false } = {}): UseQueryResult<ConsentCountsView> {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  return useQuery({
    queryKey: queryKeys.consents(clinicId),
    queryFn: ({ signal }) => api.consents(clinicId, signal),
    ...(!withList && { staleTime: COUNTS_FRESH_MS }),
  });
}

/** The links to the form. */
export function useTestimonialLinks(): UseQueryResult<TestimonialLinksView> {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  return useQuery({
    queryKey: queryKeys.testimonialLinks(clinicId),
    queryFn: ({ signal }) => api.testimonialLinks(clinicId, signal),
  });
}

/** What patients gave the clinic, page by page. */
export function useTestimonials() {
  const { api } = useNeeds();
  const { clinicId } = useClinicHere();
  return useInfiniteQuery({
    queryKey: queryKeys.testimonials(clinicId),
    queryFn: ({ pageParam }) => api.testimonials(clinicId, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ after }) => after,
  });
}

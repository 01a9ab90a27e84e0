import type { ReviewQueue } from '../../functions/domain/staff-view.ts';

/** Names under which answers of the API are kept. */
export const queryKeys = {
  me: ['me'],
  conditions: ['conditions'],
  clinic: (clinicId: string) => ['clinic', clinicId],
  listings: (clinicId: string) => ['listings', clinicId],
  excerpts: (clinicId: string) => ['excerpts', clinicId],
  google: (clinicId: string) => ['google', clinicId],
  embeds: (clinicId: string) => ['embeds', clinicId],
  retag: (clinicId: string) => ['retag', clinicId],
  proposals: (clinicId: string) => ['proposals', clinicId],
  fairDisplay: (clinicId: string) => ['fair-display', clinicId],
  testimonials: (clinicId: string) => ['testimonials', clinicId],
  consents: (clinicId: string) => ['consents', clinicId],
  testimonialLinks: (clinicId: string) => ['testimonial-links', clinicId],
  consentStatement: (clinicId: string, language: string, lastDay: string) => [
    'consent-statement',
    clinicId,
    language,
    lastDay,
  ],
  queue: (clinicId: string, queue: ReviewQueue) => ['queue', clinicId, queue],
  list: (path: string) => ['list', path],
  review: (clinicId: string, reviewId: string) => ['review', clinicId, reviewId],
} as const;

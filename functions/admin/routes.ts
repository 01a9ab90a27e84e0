import { conditions } from '../domain/condition.ts';
import type { ConditionsView } from '../domain/staff-view.ts';
import type { MemberRoute, PersonRoute } from '../platform/http.ts';
import { CorrectionBody, correctConditions } from './correct-conditions.ts';
import { CorrectionsQuery, listCorrections } from './list-corrections.ts';
import { listEmbeds } from './list-embeds.ts';
import { listListings } from './list-listings.ts';
import { listReviews, ReviewQuery } from './list-reviews.ts';
import type { AdminNeeds } from './needs.ts';
import { readClinic } from './read-clinic.ts';
import { readFairDisplay } from './read-fair-display.ts';
import { readMe } from './read-me.ts';
import { readReview } from './read-review.ts';
import { DecisionBody, recordDecision } from './record-decision.ts';

/** The staff's API as a table: each route with the least role that may use it. Its keys are the routes there are. */
export function adminRoutes(needs: AdminNeeds) {
  return {
    'GET /api/me': { run: (staffId) => readMe(staffId, needs) },
    'GET /api/conditions': { run: async (): Promise<ConditionsView> => ({ conditions }) },
    'GET /api/clinics/{clinicId}': {
      role: 'viewer',
      run: ({ member }) => readClinic(member.clinicId, needs),
    },
    'GET /api/clinics/{clinicId}/listings': {
      role: 'viewer',
      run: ({ member }) => listListings(member.clinicId, needs),
    },
    'GET /api/clinics/{clinicId}/embeds': {
      role: 'viewer',
      run: ({ member }) => listEmbeds(member.clinicId, needs),
    },
    'GET /api/clinics/{clinicId}/fair-display': {
      role: 'viewer',
      run: ({ member }) => readFairDisplay(member.clinicId, needs),
    },
    'GET /api/clinics/{clinicId}/corrections': {
      role: 'staff',
      run: ({ member, query }) => listCorrections(member.clinicId, query(CorrectionsQuery), needs),
    },
    'GET /api/clinics/{clinicId}/reviews': {
      role: 'viewer',
      run: ({ member, query }) => listReviews(member.clinicId, query(ReviewQuery), needs),
    },
    'GET /api/clinics/{clinicId}/reviews/{reviewId}': {
      role: 'viewer',
      run: ({ member, path }) => readReview(member.clinicId, path('reviewId'), needs),
    },
    'POST /api/clinics/{clinicId}/reviews/{reviewId}/decision': {
      role: 'staff',
      run: ({ member, path, body }) =>
        recordDecision({ member, reviewId: path('reviewId'), request: body(DecisionBody) }, needs),
    },
    'POST /api/clinics/{clinicId}/reviews/{reviewId}/conditions': {
      role: 'staff',
      run: ({ member, path, body }) =>
        correctConditions({ member, reviewId: path('reviewId'), request: body(CorrectionBody) }, needs),
    },
  } satisfies Readonly<Record<string, MemberRoute | PersonRoute>>;
}

import { conditions } from '../domain/condition.ts';
import type { ConditionsView } from '../domain/staff-view.ts';
import type { MemberRoute, PersonRoute } from '../platform/http.ts';
import { askPreview, askRetag, RetagBody } from './ask-retag.ts';
import { CorrectionBody, correctConditions } from './correct-conditions.ts';
import { decideExcerpts, ExcerptsBody } from './decide-excerpts.ts';
import { CorrectionsQuery, listCorrections } from './list-corrections.ts';
import { listEmbeds } from './list-embeds.ts';
import { listExcerpts } from './list-excerpts.ts';
import { listListings } from './list-listings.ts';
import { listProposals, ProposalQuery } from './list-proposals.ts';
import { listReviews, ReviewQuery } from './list-reviews.ts';
import type { RouteNeeds } from './needs.ts';
import { readClinic } from './read-clinic.ts';
import { readFairDisplay } from './read-fair-display.ts';
import { readMe } from './read-me.ts';
import { readRetag } from './read-retag.ts';
import { readReview } from './read-review.ts';
import { DecisionBody, recordDecision } from './record-decision.ts';
import { ExcerptConsentBody, recordExcerptConsent } from './record-excerpt-consent.ts';
import { SettlementBody, settleProposals } from './settle-proposals.ts';

/** The staff's API as a table: each route with the least role that may use it. Its keys are the routes there are. */
export function adminRoutes(needs: RouteNeeds) {
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
    'GET /api/clinics/{clinicId}/excerpts': {
      role: 'viewer',
      run: ({ member }) => listExcerpts(member.clinicId, needs),
    },
    'POST /api/clinics/{clinicId}/listings/{listingId}/excerpts': {
      role: 'staff',
      run: ({ member, path, body }) => decideExcerpts(member, path('listingId'), body(ExcerptsBody), needs),
    },
    'POST /api/clinics/{clinicId}/listings/{listingId}/excerpt-consent': {
      role: 'owner',
      run: ({ member, path, body }) =>
        recordExcerptConsent(member, path('listingId'), body(ExcerptConsentBody), needs),
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
    'GET /api/clinics/{clinicId}/retag': {
      role: 'viewer',
      run: ({ member }) => readRetag(member.clinicId, needs),
    },
    'POST /api/clinics/{clinicId}/retag-preview': {
      role: 'staff',
      run: ({ member, body }) => askPreview(member, body(RetagBody), needs),
    },
    'POST /api/clinics/{clinicId}/retag': {
      role: 'owner',
      run: ({ member, body }) => askRetag(member, body(RetagBody), needs),
    },
    'GET /api/clinics/{clinicId}/proposals': {
      role: 'viewer',
      run: ({ member, query }) => listProposals(member.clinicId, query(ProposalQuery), needs),
    },
    'POST /api/clinics/{clinicId}/proposals': {
      role: 'staff',
      run: ({ member, body }) => settleProposals(member, body(SettlementBody), needs),
    },
  } satisfies Readonly<Record<string, MemberRoute | PersonRoute>>;
}

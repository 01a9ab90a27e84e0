import type { MemberRoute } from '../platform/http.ts';
import { EntryBody, enterTestimonial, readStatement, StatementQuery } from './enter-testimonial.ts';
import { ImportBody, importTestimonials } from './import-testimonials.ts';
import { listDecisions } from './list-decisions.ts';
import { AfterQuery, countConsents, listTestimonials } from './list-testimonials.ts';
import type { StaffNeeds } from './needs.ts';
import { revokeForPatient } from './revoke-for-patient.ts';
import { LinkBody, listLinks, makeLink, withdrawLink } from './testimonial-links.ts';

/** 200 rows of 3,000 characters and more; an answer of the gateway's own comes at 10 MB. */
const MOST_IMPORT_CHARACTERS = 2_000_000;

/**
 * The part of the staff's API that is about what patients give the clinic directly, as a table: each route with the
 * least role that may use it.
 */
export function testimonialRoutes(needs: StaffNeeds) {
  return {
    'GET /api/clinics/{clinicId}/testimonials': {
      role: 'viewer',
      run: ({ member, query }) => listTestimonials(member.clinicId, query(AfterQuery), needs),
    },
    'POST /api/clinics/{clinicId}/testimonials': {
      role: 'staff',
      maxBodyCharacters: 65_536,
      run: ({ member, body }) => enterTestimonial(member, body(EntryBody), needs),
    },
    'POST /api/clinics/{clinicId}/testimonials/{testimonialId}/revocation': {
      role: 'staff',
      run: ({ member, path }) => revokeForPatient(member, path('testimonialId'), needs),
    },
    'POST /api/clinics/{clinicId}/testimonial-import': {
      role: 'owner',
      maxBodyCharacters: MOST_IMPORT_CHARACTERS,
      run: ({ member, body }) => importTestimonials(member, body(ImportBody), needs),
    },
    'GET /api/clinics/{clinicId}/testimonial-links': {
      role: 'viewer',
      run: ({ member }) => listLinks(member.clinicId, needs),
    },
    'POST /api/clinics/{clinicId}/testimonial-links': {
      role: 'staff',
      run: ({ member, body }) => makeLink(member, body(LinkBody), needs),
    },
    'POST /api/clinics/{clinicId}/testimonial-links/{linkId}/withdrawal': {
      role: 'staff',
      run: ({ member, path }) => withdrawLink(member, path('linkId'), needs),
    },
    'GET /api/clinics/{clinicId}/consents': {
      role: 'viewer',
      run: ({ member }) => countConsents(member.clinicId, needs),
    },
    'GET /api/clinics/{clinicId}/consent-statement': {
      role: 'staff',
      run: ({ member, query }) => readStatement(member.clinicId, query(StatementQuery), needs),
    },
    'GET /api/clinics/{clinicId}/decisions': {
      role: 'staff',
      run: ({ member, query }) => listDecisions(member.clinicId, query(AfterQuery), needs),
    },
  } satisfies Readonly<Record<string, MemberRoute>>;
}

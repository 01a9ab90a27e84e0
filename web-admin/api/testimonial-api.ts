import type { Language } from '../../functions/domain/clinic.ts';
import type {
  ConsentCountsView,
  DecisionsView,
  EnteredTestimonial,
  ImportedView,
  ImportRequest,
  LinkMadeView,
  LinkRequest,
  StatementView,
  TestimonialLinksView,
  TestimonialsView,
} from '../../functions/domain/testimonial-view.ts';

/** The part of the staff's API that is about what patients give the clinic directly. */
export interface TestimonialApi {
  /** One page; `after` is where the page before it ended. */
  readonly testimonials: (clinicId: string, after?: string) => Promise<TestimonialsView>;
  readonly consents: (clinicId: string, signal?: AbortSignal) => Promise<ConsentCountsView>;
  readonly testimonialLinks: (clinicId: string, signal?: AbortSignal) => Promise<TestimonialLinksView>;
  readonly makeTestimonialLink: (clinicId: string, request: LinkRequest) => Promise<LinkMadeView>;
  readonly closeTestimonialLink: (clinicId: string, linkId: string) => Promise<TestimonialLinksView>;
  readonly consentStatement: (of: StatementOf, signal?: AbortSignal) => Promise<StatementView>;
  readonly enterTestimonial: (clinicId: string, entry: EnteredTestimonial) => Promise<unknown>;
  readonly takeBackTestimonial: (clinicId: string, testimonialId: string) => Promise<unknown>;
  readonly importTestimonials: (clinicId: string, request: ImportRequest) => Promise<ImportedView>;
  /** One page; `after` is where the page before it ended. */
  readonly decisions: (clinicId: string, after?: string) => Promise<DecisionsView>;
}

/** Which text of a consent. */
interface StatementOf {
  readonly clinicId: string;
  readonly language: Language;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly lastDay: string;
}

/** How the API is asked. */
interface Ways {
  readonly get: <Answer>(path: string, signal?: AbortSignal) => Promise<Answer>;
  readonly post: <Answer>(path: string, body: unknown) => Promise<Answer>;
  readonly at: (clinicId: string, ...path: readonly string[]) => string;
}

/** Opens this part of the API. */
export function openTestimonialApi({ get, post, at }: Ways): TestimonialApi {
  const from = (after: string | undefined) =>
    after === undefined ? '' : `?${new URLSearchParams({ after })}`;
  return {
    testimonials: (clinicId, after) => get(`${at(clinicId, 'testimonials')}${from(after)}`),
    consents: (clinicId, signal) => get(at(clinicId, 'consents'), signal),
    testimonialLinks: (clinicId, signal) => get(at(clinicId, 'testimonial-links'), signal),
    makeTestimonialLink: (clinicId, request) => post(at(clinicId, 'testimonial-links'), request),
    closeTestimonialLink: (clinicId, linkId) =>
      post(at(clinicId, 'testimonial-links', linkId, 'withdrawal'), {}),
    consentStatement: ({ clinicId, ...of }, signal) =>
      get(`${at(clinicId, 'consent-statement')}?${new URLSearchParams(of)}`, signal),
    enterTestimonial: (clinicId, entry) => post(at(clinicId, 'testimonials'), entry),
    takeBackTestimonial: (clinicId, testimonialId) =>
      post(at(clinicId, 'testimonials', testimonialId, 'revocation'), {}),
    importTestimonials: (clinicId, request) => post(at(clinicId, 'testimonial-import'), request),
    decisions: (clinicId, after) => get(`${at(clinicId, 'decisions')}${from(after)}`),
  };
}

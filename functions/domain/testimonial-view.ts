import type { Language } from './clinic.ts';
import type { Consent, ConsentAudience, ConsentRefusal, ConsentStatement } from './consent.ts';
import type { ModerationStatus } from './moderation.ts';
import type { Stars } from './review.ts';
import type { Testimonial, TestimonialOrigin } from './testimonial.ts';
import type { LinkKind, LinkRefusal } from './testimonial-link.ts';

/** A testimonial as staff see it. */
export interface TestimonialView {
  readonly testimonialId: string;
  /** Our id of the review it becomes. */
  readonly reviewId: string;
  readonly locationId: string;
  /** Name of the location. */
  readonly place: string;
  readonly origin: TestimonialOrigin;
  /** Absent once the consent is taken back. */
  readonly words?: Pick<Testimonial, 'text' | 'stars' | 'author' | 'language' | 'writtenOn'>;
  readonly consent: Pick<
    Consent,
    'audiences' | 'signature' | 'signedAt' | 'recordedAt' | 'revokedAt' | 'version'
  > & {
    readonly statementId: string;
    /** Last day on which it holds, `YYYY-MM-DD`. */
    readonly lastDay: string;
    /** Name of who recorded it, or `patient`. */
    readonly recordedBy: string;
    /** Why it is not in force; absent while it is. */
    readonly refusal?: ConsentRefusal;
    /** True within 30 days of its end. */
    readonly isEndingSoon: boolean;
  };
}

/** Answer of `GET /api/clinics/{clinicId}/testimonials?after=…`. */
export interface TestimonialsView {
  /** In no order that means anything. */
  readonly testimonials: readonly TestimonialView[];
  /** Send it back for the next page; absent on the last. */
  readonly after?: string;
}

/** Answer of `GET /api/clinics/{clinicId}/consents`: how consents stand, of all testimonials together. */
export interface ConsentCountsView {
  readonly inForce: number;
  /** In force, and over within 30 days. */
  readonly endingSoon: number;
  readonly expired: number;
  readonly revoked: number;
}

/** A link to the form as staff see it; its secret is not in it. */
export interface TestimonialLinkView {
  readonly linkId: string;
  readonly kind: LinkKind;
  readonly place: string;
  readonly language?: Language;
  readonly createdAt: string;
  /** Name of the colleague who made it. */
  readonly createdBy: string;
  readonly expiresAt: string;
  readonly uses: number;
  /** Why it does not lead to the form now; absent while it does. */
  readonly refusal?: LinkRefusal;
}

/** Answer of `GET /api/clinics/{clinicId}/testimonial-links`: those that lead somewhere, the newest first. */
export interface TestimonialLinksView {
  readonly links: readonly TestimonialLinkView[];
}

/** Body of `POST /api/clinics/{clinicId}/testimonial-links`. */
export interface LinkRequest {
  readonly kind: LinkKind;
  readonly locationId: string;
  /** The patient's browser decides when absent. */
  readonly language?: Language;
}

/** Answer to it: the only time that the link's secret is told. */
export interface LinkMadeView {
  readonly link: TestimonialLinkView;
  /** Path of the form below our origin, such as `/t/…`. */
  readonly path: string;
}

/** Answer of `GET /api/clinics/{clinicId}/consent-statement?language=…&lastDay=…`. */
export interface StatementView {
  readonly statement: ConsentStatement;
}

/** Body of `POST /api/clinics/{clinicId}/testimonials`: a testimonial that a patient gave on paper. */
export interface EnteredTestimonial {
  readonly locationId: string;
  readonly text: string;
  readonly stars?: Stars;
  readonly author?: string;
  readonly language: Language;
  /** Day it was written, `YYYY-MM-DD`. */
  readonly writtenOn: string;
  readonly consent: {
    readonly audiences: readonly ConsentAudience[];
    /** Where the signed paper lies, in the clinic's own words. */
    readonly reference: string;
    readonly authority?: string;
    /** Day it was signed, `YYYY-MM-DD`. */
    readonly signedOn: string;
    /** Last day on which it holds, `YYYY-MM-DD`. */
    readonly lastDay: string;
    /** The text that the paper carries, as it was shown to the person who entered it. */
    readonly statementId: string;
  };
}

/** A decision about a review of any source, without a word of it: ids and states. */
export interface DecisionLine {
  readonly reviewId: string;
  readonly source: string;
  readonly listingId: string;
  readonly status: ModerationStatus;
  readonly reason?: string;
  readonly decidedAt?: string;
  readonly removedAt?: string;
}

/** Answer of `GET /api/clinics/{clinicId}/decisions?after=…`. */
export interface DecisionsView {
  readonly decisions: readonly DecisionLine[];
  readonly after?: string;
}

/** A row of a file as the page sends it; the server trusts nothing of it. */
export interface ImportRow {
  /** Line of the file where the row begins, from 1; repeated in the answer. */
  readonly line: number;
  /** The id that our own export gave it; absent in other files. */
  readonly testimonialId?: string;
  readonly locationId: string;
  readonly text: string;
  readonly stars?: number;
  readonly author?: string;
  readonly language: string;
  /** Day it was written, `YYYY-MM-DD`. */
  readonly writtenOn: string;
  /** Day the consent was signed, `YYYY-MM-DD`. */
  readonly signedOn: string;
  /** Last day on which the consent holds, `YYYY-MM-DD`. */
  readonly lastDay: string;
}

/** Body of `POST /api/clinics/{clinicId}/testimonial-import`: at most 200 rows. */
export interface ImportRequest {
  readonly rows: readonly ImportRow[];
  /** What is true of all of them. */
  readonly consent: {
    readonly audiences: readonly ConsentAudience[];
    /** Where the clinic keeps the consents, in its own words. */
    readonly reference: string;
  };
}

/** What became of a row; `known` is there already, `taken-back` was once, and its patient took it back. */
export type ImportOutcome = 'added' | 'known' | 'taken-back' | 'refused';

/** Answer to it: one for each row, in the order of the rows. */
export interface ImportedView {
  readonly rows: readonly {
    readonly line: number;
    readonly outcome: ImportOutcome;
    /** What is wrong with a row that was refused, one sentence per field. */
    readonly problems?: readonly string[];
  }[];
}

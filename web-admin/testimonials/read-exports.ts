import type { TestimonialView } from '../../functions/domain/testimonial-view.ts';
import type { Api } from '../api/api.ts';
import { CSV_BEGINNING, toCsvLine } from './to-csv.ts';

/** A file in pieces, and how many lines it has below its head. */
export interface Exported {
  readonly parts: readonly string[];
  readonly lines: number;
}

const TESTIMONIAL_COLUMNS = [
  'testimonial_id',
  'review_id',
  'place',
  'origin',
  'words',
  'stars',
  'name',
  'language',
  'written_on',
  'consent_state',
  'consent_shown_on',
  'consent_signed_on',
  'consent_ends_on',
  'consent_taken_back_on',
  'consent_signed_by',
  'consent_kept_at',
  'consent_signed_for',
  'consent_text_id',
  'recorded_by',
  'recorded_on',
];

/** Reads everything that patients gave, with the consents, page after page: each becomes a piece of the file. */
export async function readTestimonialFile(
  clinicId: string,
  { testimonials }: Pick<Api, 'testimonials'>,
): Promise<Exported> {
  const parts = [CSV_BEGINNING + toCsvLine(TESTIMONIAL_COLUMNS)];
  let lines = 0;
  let after: string | undefined;
  do {
    const page = await testimonials(clinicId, after);
    parts.push(page.testimonials.map((one) => toCsvLine(cellsOf(one))).join(''));
    lines += page.testimonials.length;
    after = page.after;
  } while (after !== undefined);
  return { parts, lines };
}

function cellsOf(one: TestimonialView): readonly (string | number | undefined)[] {
  const { testimonialId, reviewId, place, origin, words, consent } = one;
  const { signature, refusal, revokedAt } = consent;
  return [
    testimonialId,
    reviewId,
    place,
    origin,
    words?.text,
    words?.stars,
    words?.author,
    words?.language,
    words?.writtenOn,
    refusal ?? 'in-force',
    consent.audiences.join(' '),
    consent.signedAt.slice(0, 10),
    consent.lastDay,
    revokedAt?.slice(0, 10),
    signature.kind === 'typed' ? signature.name : undefined,
    signature.kind === 'typed' ? undefined : signature.reference,
    signature.authority,
    consent.statementId,
    consent.recordedBy,
    consent.recordedAt.slice(0, 10),
  ];
}

const DECISION_COLUMNS = [
  'review_id',
  'source',
  'listing_id',
  'status',
  'reason',
  'decided_at',
  'removed_at',
];

/** Reads what the clinic decided about reviews of every source, page after page: ids and states, never a word. */
export async function readDecisionFile(
  clinicId: string,
  { decisions }: Pick<Api, 'decisions'>,
): Promise<Exported> {
  const parts = [CSV_BEGINNING + toCsvLine(DECISION_COLUMNS)];
  let lines = 0;
  let after: string | undefined;
  do {
    const page = await decisions(clinicId, after);
    const cells = page.decisions.map(
      ({ reviewId, source, listingId, status, reason, decidedAt, removedAt }) =>
        toCsvLine([reviewId, source, listingId, status, reason, decidedAt, removedAt]),
    );
    parts.push(cells.join(''));
    lines += page.decisions.length;
    after = page.after;
  } while (after !== undefined);
  return { parts, lines };
}

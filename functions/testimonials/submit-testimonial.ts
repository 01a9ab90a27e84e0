import type { Language } from '../domain/clinic.ts';
import { type Consent, type ConsentStatement, yearsAfter } from '../domain/consent.ts';
import type { Testimonial } from '../domain/testimonial.ts';
import { countUse, type LinkRefusal, linkRefusal, type TestimonialLink } from '../domain/testimonial-link.ts';
import { log } from '../platform/log.ts';
import { shortHash } from '../platform/short-hash.ts';
import type { GivenTestimonial } from '../store/testimonial-records.ts';
import { hashSecret } from './capability.ts';
import { countOneMore } from './count-submissions.ts';
import type { ReadForm } from './form-fields.ts';
import { idOfWords } from './known-words.ts';
import { makeGiven } from './make-given.ts';
import type { TestimonialNeeds } from './needs.ts';
import { pullDirect } from './pull-direct.ts';

/** A consent given in a form holds this long. */
const CONSENT_YEARS = 2;

/** A form that is right, and how it came. */
export interface Submission {
  readonly link: TestimonialLink;
  readonly language: Language;
  readonly form: ReadForm;
  readonly statement: ConsentStatement;
  /** The day that the statement names, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** From the form's stamp: the same for a form that is sent twice. */
  readonly secret: string;
}

/** What came of it. */
export type Submitted =
  | { readonly testimonial: Pick<Testimonial, 'testimonialId' | 'text'>; readonly consent: Consent }
  | {
      readonly refused: LinkRefusal | 'sent';
      /** Whether the very same words have arrived before, with something else beside them. */
      readonly areWordsKnown?: boolean;
    };

const TRIES = 5;

/**
 * Takes a testimonial from a form, once however often it is sent. The same form with anything else in it is refused as
 * `sent`, as it may be somebody else who went back to it: what the first one sent is shown to nobody but its sender.
 *
 * @throws Error when others kept using the same link meanwhile
 */
export async function submitTestimonial(submission: Submission, needs: TestimonialNeeds): Promise<Submitted> {
  const { clinicId } = submission.link;
  await needs.records.keepStatement(submission.statement);
  const given = toGiven(submission, needs.now());
  for (let tries = 0; tries < TRIES; tries += 1) {
    const known = await needs.consents.find(clinicId, given.consent.testimonialId);
    if (known) return await answerAgain(given, known, needs);
    const outcome = await tryOnce(given, submission.link, needs);
    if (outcome === 'written') {
      await tellPull(given, needs);
      return given;
    }
    if (outcome !== 'raced') return { refused: outcome };
  }
  throw new Error('The link was used by others at the same time, again and again.');
}

async function answerAgain(
  given: GivenTestimonial,
  consent: Consent,
  { testimonials }: TestimonialNeeds,
): Promise<Submitted> {
  const testimonial = await testimonials.find(consent);
  const isSame = testimonial && contentOf({ testimonial, consent }) === contentOf(given);
  if (isSame) return { testimonial, consent };
  return { refused: 'sent', areWordsKnown: testimonial?.text === given.testimonial.text };
}

/** Everything that a patient fills in, to be compared. */
function contentOf({ testimonial, consent }: GivenTestimonial): string {
  const { text, stars, author, language } = testimonial;
  // A later consent from paper may have followed the one of the form.
  const { audiences, signature } = consent.earlier?.[0] ?? consent;
  const signed = signature.kind === 'typed' ? [signature.name, signature.authority] : [];
  return JSON.stringify([text, stars, author, language, audiences, ...signed]);
}

async function tryOnce(
  given: GivenTestimonial,
  { clinicId, linkId }: TestimonialLink,
  { links, records, now }: TestimonialNeeds,
): Promise<'written' | 'raced' | LinkRefusal> {
  const [link, count] = await Promise.all([links.find(clinicId, linkId), links.findCount(clinicId)]);
  const at = now();
  // The same form, sent twice at once: the other one was faster.
  if (link?.usedBy === given.consent.testimonialId) return 'raced';
  const refusal = link ? linkRefusal(link, at) : 'withdrawn';
  if (!link || refusal) return refusal ?? 'withdrawn';
  const counted = countOneMore(clinicId, count, at);
  if (!counted) return 'busy';
  const after = countUse(link, given.consent.testimonialId, at);
  const { text, author } = given.testimonial;
  const isWritten = await records.addFromForm(given, {
    wordsId: idOfWords(clinicId, text, author),
    link: { before: link, after },
    count: { before: count, after: counted },
  });
  return isWritten ? 'written' : 'raced';
}

function toGiven(
  { link, language, form, statement, lastDay, secret }: Submission,
  now: string,
): GivenTestimonial {
  const { clinicId, locationId, linkId } = link;
  const { text, stars, author, isForPartners, signature, authority } = form;
  const testimonial: Testimonial = {
    clinicId,
    testimonialId: shortHash(['form', clinicId, linkId, secret]),
    locationId,
    origin: 'form',
    text,
    ...(stars && { stars }),
    ...(author !== undefined && { author }),
    language,
    writtenOn: now.slice(0, 10),
    writtenAt: now,
  };
  const consent = {
    statementId: statement.statementId,
    audiences: isForPartners ? (['own-site', 'partner'] as const) : (['own-site'] as const),
    signature: { kind: 'typed', name: signature, ...(authority !== undefined && { authority }) } as const,
    signedAt: now,
    lastDay,
    recordedBy: 'patient',
    revokeHash: hashSecret(secret),
  };
  return makeGiven(testimonial, consent, now);
}

/** The last day of a consent that is given now, `YYYY-MM-DD`. */
export function lastDayFrom(now: string): string {
  return yearsAfter(now.slice(0, 10), CONSENT_YEARS);
}

/** What could not be said to the queue is found by the listing's next pull. */
async function tellPull({ testimonial }: GivenTestimonial, needs: TestimonialNeeds): Promise<void> {
  const { clinicId, locationId, testimonialId } = testimonial;
  try {
    await pullDirect(clinicId, locationId, needs);
    log.info('testimonial.received', { clinicId, testimonialId });
  } catch (error) {
    log.error('testimonial.not-queued', error, { clinicId, testimonialId });
  }
}

import * as z from 'zod';
import type { Clinic, Member } from '../domain/clinic.ts';
import { type Consent, renew } from '../domain/consent.ts';
import { AppError } from '../domain/error.ts';
import { TESTIMONIAL_LIMITS } from '../domain/testimonial.ts';
import type { StatementView } from '../domain/testimonial-view.ts';
import { log } from '../platform/log.ts';
import type { GivenTestimonial } from '../store/testimonial-records.ts';
import { checkDays } from './check-days.ts';
import { audiences, author, day, language, line, locationId, stars, words } from './entry-fields.ts';
import { findByWords } from './known-words.ts';
import { makeGiven } from './make-given.ts';
import type { StaffNeeds } from './needs.ts';
import { openDirectListing, pullDirect } from './pull-direct.ts';
import { testimonialOf } from './testimonial-of.ts';
import { writeStatement } from './write-statement.ts';

/** Body of the request: a testimonial that a patient gave on paper, with the consent. */
export const EntryBody = z.strictObject({
  locationId,
  text: words,
  stars: stars.exactOptional(),
  author: author.exactOptional(),
  language,
  writtenOn: day,
  consent: z.strictObject({
    audiences,
    reference: line(TESTIMONIAL_LIMITS.reference, 'Where the paper lies'),
    authority: line(TESTIMONIAL_LIMITS.reference, 'Why somebody else signed').exactOptional(),
    signedOn: day,
    lastDay: day,
    statementId: z.string().length(22),
  }),
});

/** Query of the text that a paper must carry. */
export const StatementQuery = z.strictObject({ language, lastDay: day });

/** The text that a consent on paper must carry, to be printed and compared. */
export async function readStatement(
  clinicId: string,
  asked: z.infer<typeof StatementQuery>,
  needs: StaffNeeds,
): Promise<StatementView> {
  const clinic = await findClinic(clinicId, needs);
  return { statement: writeStatement({ clinic, ...asked, hasLink: false }) };
}

/**
 * Enters a testimonial that a patient gave on paper. The same words with a consent that holds longer renew the consent.
 *
 * @returns its id
 * @throws AppError `invalid` for days that do not go together, `conflict` when the text of the consent has changed
 *   since it was shown, or the testimonial is there with as long a consent, or was taken back, `not-found` for a strange location
 */
export async function enterTestimonial(
  { clinicId, staffId }: Member,
  { consent, ...entry }: z.infer<typeof EntryBody>,
  needs: StaffNeeds,
): Promise<{ readonly testimonialId: string }> {
  const { reference, authority, signedOn, lastDay, statementId, audiences: shownTo } = consent;
  const at = needs.now();
  const issues = checkDays({ writtenOn: entry.writtenOn, signedOn, lastDay }, at);
  if (issues.length > 0) throw new AppError('invalid', issues[0]?.message ?? '', { issues });
  const clinic = await findClinic(clinicId, needs);
  const statement = writeStatement({ clinic, language: entry.language, lastDay, hasLink: false });
  if (statement.statementId !== statementId) {
    throw new AppError(
      'conflict',
      'The text of the consent has changed. Read it again, and compare the paper.',
    );
  }
  const { locationId: place } = entry;
  await openDirectListing(clinicId, place, staffId, needs);
  const testimonial = testimonialOf(clinicId, 'staff', entry);
  const given = makeGiven(
    testimonial,
    {
      statementId,
      audiences: shownTo,
      signature: { kind: 'paper', reference, ...(authority !== undefined && { authority }) },
      signedAt: `${signedOn}T12:00:00.000Z`,
      lastDay,
      recordedBy: staffId,
    },
    at,
  );
  await needs.records.keepStatement(statement);
  const testimonialId = await addOrRenew(given, needs);
  await pullDirect(clinicId, place, needs);
  log.info('testimonial.entered', { clinicId, testimonialId });
  return { testimonialId };
}

/** Adds what is new; what is known, from a form too, gets the later consent. @returns the id that it has */
async function addOrRenew(given: GivenTestimonial, needs: StaffNeeds): Promise<string> {
  const { clinicId, testimonialId } = given.consent;
  const find = async () => (await findByWords(clinicId, [testimonialId], needs)).get(testimonialId) ?? [];
  const known = await find();
  if (known.length > 0) return await renewKnown(known, given.consent, needs);
  const [raced] = await needs.records.add([given]);
  return raced === undefined ? testimonialId : await renewKnown(await find(), given.consent, needs);
}

/** The same words with a consent that holds longer: the later one takes the place of the one before. */
async function renewKnown(all: readonly Consent[], later: Consent, { records }: StaffNeeds): Promise<string> {
  const [known] = all;
  if (all.some(({ revokedAt }) => revokedAt !== undefined)) {
    const message =
      'The patient took these words back. They cannot be entered again; the patient can give new ones.';
    throw new AppError('conflict', message);
  }
  if (!known || known.expiresAt >= later.expiresAt) {
    const message = 'These words are here already, under the same name, with a consent that holds as long.';
    throw new AppError('conflict', message);
  }
  const { statementId, audiences: shownTo, signature, signedAt, expiresAt, recordedAt, recordedBy } = later;
  const next = { statementId, audiences: shownTo, signature, signedAt, expiresAt, recordedAt, recordedBy };
  await records.renew(known, renew(known, next));
  return known.testimonialId;
}

async function findClinic(clinicId: string, { clinics }: Pick<StaffNeeds, 'clinics'>): Promise<Clinic> {
  const clinic = await clinics.find(clinicId);
  if (!clinic) throw new AppError('not-found', 'There is no such clinic among yours.');
  return clinic;
}

import * as z from 'zod';
import type { Clinic, Language, Member } from '../domain/clinic.ts';
import type { ConsentStatement } from '../domain/consent.ts';
import { AppError } from '../domain/error.ts';
import { isReviewId } from '../domain/id.ts';
import { TESTIMONIAL_LIMITS } from '../domain/testimonial.ts';
import type { ImportedView, ImportOutcome } from '../domain/testimonial-view.ts';
import { findTranslationMarks } from '../domain/translation-mark.ts';
import { inParallel } from '../platform/batch.ts';
import { log } from '../platform/log.ts';
import type { GivenTestimonial } from '../store/testimonial-records.ts';
import { checkDays } from './check-days.ts';
import { audiences, author, day, language, line, locationId, stars, words } from './entry-fields.ts';
import { findByWords, idOfWords } from './known-words.ts';
import { makeGiven } from './make-given.ts';
import type { StaffNeeds } from './needs.ts';
import { openDirectListing, pullDirect } from './pull-direct.ts';
import { testimonialOf } from './testimonial-of.ts';
import { writeStatement } from './write-statement.ts';

const MOST_ROWS = 200;
/** Transactions hold 100 actions; each row takes three. */
const ROWS_AT_ONCE = 30;
const WRITES_AT_ONCE = 3;

/** Body of the request: rows that may be anything, and what is true of all their consents. */
export const ImportBody = z.strictObject({
  rows: z.array(z.unknown()).min(1).max(MOST_ROWS),
  consent: z.strictObject({
    audiences,
    reference: line(TESTIMONIAL_LIMITS.reference, 'Where the consents lie'),
  }),
});

const Line = z.object({ line: z.int().min(1) });

/** What keeps words out that are whole: they were another site's, or a letter of them is lost already. */
const ownWords = z
  .string()
  .refine((text) => text.isWellFormed() && !text.includes('\uFFFD'), {
    error: 'A letter of the words is lost.',
  })
  .refine((text) => findTranslationMarks(text).length === 0, {
    error: 'The words bear Google’s mark of a translation; they were not given to you.',
  })
  .pipe(words);

const Row = z.strictObject({
  line: z.int().min(1),
  testimonialId: z.string().refine(isReviewId, { error: 'This is no id of ours.' }).exactOptional(),
  locationId,
  text: ownWords,
  stars: stars.exactOptional(),
  author: author.exactOptional(),
  language,
  writtenOn: day,
  signedOn: day,
  lastDay: day,
});
type Row = z.infer<typeof Row>;

type Outcome = ImportedView['rows'][number];

/**
 * Takes rows of a file: what is new is added, what is there or was taken back is told and left alone, what is wrong is
 * refused with its reasons, each row by itself. Sending the same rows again adds nothing.
 *
 * @throws AppError `invalid` when there is no list of rows, or no consent for them
 */
export async function importTestimonials(
  member: Member,
  { rows, consent }: z.infer<typeof ImportBody>,
  needs: StaffNeeds,
): Promise<ImportedView> {
  const { clinicId, staffId } = member;
  const [clinic, locations] = await Promise.all([
    needs.clinics.find(clinicId),
    needs.clinics.listLocations(clinicId),
  ]);
  if (!clinic) throw new AppError('not-found', 'There is no such clinic among yours.');
  const at = needs.now();
  const ids = new Set(locations.map((location) => location.locationId));
  const read = rows.map((row) => readRow(row, ids, at));
  const wanted = read.flatMap((one) => ('row' in one ? [one.row] : []));
  const known = await findKnown(clinicId, wanted, needs);
  const statements = statementsOf(clinic, wanted);
  const fresh = wanted.filter((row) => idsOf(clinicId, row).every((id) => !known.has(id)));
  const given = uniqueById(
    fresh.map((row) => {
      const signature = { kind: 'file', reference: consent.reference } as const;
      const statementId = statements.get(statementKey(row))?.statementId ?? '';
      const { signedOn, lastDay } = row;
      const signedAt = `${signedOn}T12:00:00.000Z`;
      const ofConsent = { statementId, audiences: consent.audiences, signature, signedAt, lastDay };
      return makeGiven(testimonialOf(clinicId, 'import', row), { ...ofConsent, recordedBy: staffId }, at);
    }),
  );
  const raced = await writeGiven(given, [...statements.values()], member, needs);
  const added = new Set(given.map(({ consent: { testimonialId } }) => testimonialId));
  for (const id of raced) added.delete(id);
  return { rows: tellRows(clinicId, read, { known, added }) };
}

type ReadRow = { readonly row: Row } | { readonly refused: Outcome };

function readRow(input: unknown, locationIds: ReadonlySet<string>, at: string): ReadRow {
  const lineOf = Line.safeParse(input);
  const parsed = Row.safeParse(input);
  const refuse = (problems: readonly string[]): ReadRow => ({
    refused: { line: lineOf.success ? lineOf.data.line : 0, outcome: 'refused', problems },
  });
  if (!parsed.success)
    return refuse(parsed.error.issues.map(({ path, message }) => toProblem(path, message)));
  const days = checkDays(parsed.data, at);
  if (days.length > 0) return refuse(days.map(({ message }) => message));
  if (!locationIds.has(parsed.data.locationId)) return refuse(['This clinic has no such location.']);
  return { row: parsed.data };
}

function toProblem(path: readonly PropertyKey[], message: string): string {
  return path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
}

/** A row of our own export is known by the id it has, and by its words. */
function idsOf(clinicId: string, { testimonialId, text, author }: Row): readonly string[] {
  const own = idOfWords(clinicId, text, author);
  return testimonialId === undefined ? [own] : [own, testimonialId];
}

/** Ids that have been given before, and whether they were taken back. */
async function findKnown(
  clinicId: string,
  rows: readonly Row[],
  needs: StaffNeeds,
): Promise<ReadonlyMap<string, 'known' | 'taken-back'>> {
  const ids = rows.flatMap((row) => idsOf(clinicId, row));
  const found = [...(await findByWords(clinicId, ids, needs))].filter(([, consents]) => consents.length > 0);
  return new Map(
    found.map(([id, consents]) => [
      id,
      consents.every(({ revokedAt }) => revokedAt === undefined) ? 'known' : 'taken-back',
    ]),
  );
}

function statementsOf(clinic: Clinic, rows: readonly Row[]): ReadonlyMap<string, ConsentStatement> {
  const statements = new Map<string, ConsentStatement>();
  for (const row of rows) {
    const key = statementKey(row);
    if (statements.has(key)) continue;
    const { language: spoken, lastDay } = row;
    statements.set(key, writeStatement({ clinic, language: spoken, lastDay, hasLink: false }));
  }
  return statements;
}

function statementKey({ language: spoken, lastDay }: { language: Language; lastDay: string }): string {
  return `${spoken} ${lastDay}`;
}

function uniqueById(given: readonly GivenTestimonial[]): readonly GivenTestimonial[] {
  return [
    ...new Map(given.toReversed().map((one) => [one.consent.testimonialId, one])).values(),
  ].toReversed();
}

/** Writes what is new. @returns ids that somebody else wrote meanwhile */
async function writeGiven(
  given: readonly GivenTestimonial[],
  statements: readonly ConsentStatement[],
  { clinicId, staffId }: Member,
  needs: StaffNeeds,
): Promise<readonly string[]> {
  if (given.length === 0) return [];
  const places = [...new Set(given.map(({ testimonial }) => testimonial.locationId))];
  for (const place of places) await openDirectListing(clinicId, place, staffId, needs);
  await inParallel(statements, WRITES_AT_ONCE, needs.records.keepStatement);
  const parts = Array.from({ length: Math.ceil(given.length / ROWS_AT_ONCE) }, (_, at) =>
    given.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE),
  );
  const raced = await inParallel(parts, WRITES_AT_ONCE, needs.records.add);
  for (const place of places) await pullDirect(clinicId, place, needs);
  log.info('testimonials.imported', { clinicId, count: given.length - raced.flat().length });
  return raced.flat();
}

interface Told {
  readonly known: ReadonlyMap<string, 'known' | 'taken-back'>;
  readonly added: Set<string>;
}

/** The first row of an id is the one that was added; further ones are known by then. */
function tellRows(clinicId: string, read: readonly ReadRow[], { known, added }: Told): readonly Outcome[] {
  return read.map((one) => {
    if ('refused' in one) return one.refused;
    const ids = idsOf(clinicId, one.row);
    const takenBack = ids.some((id) => known.get(id) === 'taken-back');
    const isAdded = !takenBack && ids.every((id) => !known.has(id)) && added.delete(ids[0] ?? '');
    const outcome: ImportOutcome = takenBack ? 'taken-back' : isAdded ? 'added' : 'known';
    return { line: one.row.line, outcome };
  });
}

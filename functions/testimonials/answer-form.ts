import type { Clinic, Language, Location } from '../domain/clinic.ts';
import type { ConsentStatement } from '../domain/consent.ts';
import { linkRefusal, type TestimonialLink } from '../domain/testimonial-link.ts';
import type { Page, PageRequest } from '../platform/pages.ts';
import { countOneMore } from './count-submissions.ts';
import { drawForm, type FormDrawn } from './draw-form.ts';
import { drawSorry } from './draw-sorry.ts';
import { drawThanks } from './draw-thanks.ts';
import { EMPTY_FORM, readForm, type TypedForm, toTypedForm } from './form-fields.ts';
import type { TestimonialNeeds } from './needs.ts';
import { makeStamp, readStamp, type Stamp } from './stamp.ts';
import { lastDayFrom, submitTestimonial } from './submit-testimonial.ts';
import { readFormToken, toRevokeToken } from './tokens.ts';
import { chooseLanguage } from './words-of.ts';
import { writeStatement } from './write-statement.ts';

/** What the patients' pages work with. */
export interface PatientNeeds extends TestimonialNeeds {
  /** Where the pages stand, without a slash at the end. */
  readonly origin: string;
}

/** A link that leads to a form, and what it is about. */
interface FormPlace {
  readonly link: TestimonialLink;
  readonly clinic: Clinic;
  readonly location: Location;
  readonly language: Language;
}

/** The button that was pressed, when it was one of the languages. */
const SWITCH = 'language';
/** People read before they send. */
const LEAST_MS = 3_000;
const MOST_MS = 24 * 3_600_000;

/** Answers the form's address: the form itself, or why it leads nowhere. */
export async function showForm(request: PageRequest, needs: PatientNeeds): Promise<Page> {
  const place = await findPlace(request, needs);
  if ('sorry' in place) return place.sorry;
  const refusal = linkRefusal(place.link, needs.now());
  if (refusal) return drawSorry(refusal, place.language);
  const { clinicId } = place.link;
  // Nobody is asked to write what cannot be sent.
  const hasRoom = countOneMore(clinicId, await needs.links.findCount(clinicId), needs.now());
  if (!hasRoom) return drawSorry('busy', place.language);
  return drawAt(place, { typed: EMPTY_FORM, stamp: makeStamp(place.link, needs.now()) });
}

/** Takes a form that was sent: says thank you, or shows it again with what is wrong and everything that was typed. */
export async function takeForm(request: PageRequest, needs: PatientNeeds): Promise<Page> {
  const place = await findPlace(request, needs);
  if ('sorry' in place) return place.sorry;
  const { link, clinic, language } = place;
  const now = needs.now();
  const typed = toTypedForm(request.form);
  const stamp = readStamp(link, request.form.get('stamp') ?? '');
  // Another language was chosen: the same form, with everything that was typed.
  if (request.form.has(SWITCH)) return drawAt(place, { typed, stamp: stamp ?? makeStamp(link, now) });
  const sent = readForm(typed);
  const tooEarlyOrLate = stamp && lateness(stamp, now);
  if (!stamp || tooEarlyOrLate === 'tooLate') {
    return drawAt(place, { typed, stamp: makeStamp(link, now), problem: tooEarlyOrLate ?? 'incomplete' });
  }
  if ('faults' in sent) return drawAt(place, { typed, stamp, faults: sent.faults, problem: 'problem' });
  if (tooEarlyOrLate) return drawAt(place, { typed, stamp, problem: tooEarlyOrLate });
  const { secret } = stamp;
  const statement = statementOf(place, stamp);
  const submission = { link, language, form: sent.read, statement, lastDay: lastDayOf(stamp), secret };
  const submitted = await submitTestimonial(submission, needs);
  if ('refused' in submitted && submitted.refused === 'busy') {
    return drawAt(place, { typed, stamp, problem: 'busy' });
  }
  if ('refused' in submitted) {
    return drawSorry(submitted.refused, language, submitted.areWordsKnown ? undefined : request.form);
  }
  const { testimonial, consent } = submitted;
  const token = toRevokeToken(link.clinicId, consent.testimonialId, secret);
  const revokeUrl = `${needs.origin}/t/revoke/${token}`;
  return drawThanks({ clinic, language, testimonial, consent, statement, revokeUrl });
}

function lateness({ drawnAt }: Stamp, now: string): 'tooSoon' | 'tooLate' | undefined {
  const passed = Date.parse(now) - drawnAt;
  if (passed < LEAST_MS) return 'tooSoon';
  return passed > MOST_MS ? 'tooLate' : undefined;
}

async function findPlace(
  request: PageRequest,
  { links, clinics }: PatientNeeds,
): Promise<FormPlace | { readonly sorry: Page }> {
  const [asked, accepted] = [
    request.form.get(SWITCH) ?? request.form.get('lang') ?? request.query('lang'),
    request.header('accept-language'),
  ];
  const token = readFormToken(request.path('token'));
  const link = token && (await links.find(token.clinicId, token.linkId));
  const language = chooseLanguage(asked, link?.language, accepted);
  if (!link) return { sorry: drawSorry('unknown', language, request.form) };
  const [clinic, locations] = await Promise.all([
    clinics.find(link.clinicId),
    clinics.listLocations(link.clinicId),
  ]);
  const location = locations.find(({ locationId }) => locationId === link.locationId);
  if (!clinic || !location) return { sorry: drawSorry('withdrawn', language, request.form) };
  return { link, clinic, location, language };
}

/** A form as it is to be drawn. */
interface Shown {
  readonly typed: TypedForm;
  readonly stamp: Stamp;
  readonly faults?: FormDrawn['faults'];
  readonly problem?: FormDrawn['problem'];
}

function drawAt(place: FormPlace, { stamp, faults = {}, typed, problem }: Shown): Page {
  const { clinic, location, language } = place;
  const statement = statementOf(place, stamp);
  return drawForm({
    clinic,
    location,
    language,
    statement,
    stamp: stamp.text,
    typed,
    faults,
    ...(problem && { problem }),
  });
}

/** The text as it was shown: its last day counts from when the form was drawn. */
function statementOf({ clinic, language }: FormPlace, stamp: Stamp): ConsentStatement {
  return writeStatement({ clinic, language, lastDay: lastDayOf(stamp), hasLink: true });
}

function lastDayOf({ drawnAt }: Stamp): string {
  return lastDayFrom(new Date(drawnAt).toISOString());
}

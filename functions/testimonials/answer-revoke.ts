import type { Clinic, Language } from '../domain/clinic.ts';
import type { Consent } from '../domain/consent.ts';
import type { Page, PageRequest } from '../platform/pages.ts';
import type { PatientNeeds } from './answer-form.ts';
import { isOfHash } from './capability.ts';
import { drawRevoke } from './draw-revoke.ts';
import { drawSorry } from './draw-sorry.ts';
import { revokeConsent } from './revoke-consent.ts';
import { readRevokeToken } from './tokens.ts';
import { chooseLanguage } from './words-of.ts';

/** What a revoke link leads to. */
interface RevokePlace {
  readonly clinic: Pick<Clinic, 'name'>;
  readonly consent: Consent;
  readonly language: Language;
}

/** Asks whether the words shall be taken back. A preview of the link, or a machine that follows it, changes nothing. */
export async function showRevoke(request: PageRequest, needs: PatientNeeds): Promise<Page> {
  const place = await findPlace(request, needs);
  return 'sorry' in place ? place.sorry : drawRevoke(place.clinic, place.consent, place.language);
}

/** Takes the words back, once and for all; whoever asks again reads that it is done. */
export async function takeRevoke(request: PageRequest, needs: PatientNeeds): Promise<Page> {
  const place = await findPlace(request, needs);
  if ('sorry' in place) return place.sorry;
  const { clinicId, testimonialId } = place.consent;
  const revoked = await revokeConsent({ clinicId, testimonialId, by: 'patient' }, needs);
  return drawRevoke(place.clinic, revoked, place.language);
}

async function findPlace(
  request: PageRequest,
  { consents, clinics }: PatientNeeds,
): Promise<RevokePlace | { readonly sorry: Page }> {
  const asked = request.form.get('lang') ?? request.query('lang');
  const token = readRevokeToken(request.path('token'));
  const consent = token && (await consents.find(token.clinicId, token.testimonialId));
  const isTheirs = consent?.revokeHash !== undefined && isOfHash(token?.secret ?? '', consent.revokeHash);
  const statement = isTheirs && (await consents.findStatement(consent.clinicId, consent.statementId));
  const ofConsent = statement ? statement.language : undefined;
  const language = chooseLanguage(asked, ofConsent, request.header('accept-language'));
  if (!isTheirs) return { sorry: drawSorry('unknown', language) };
  const clinic = await clinics.find(consent.clinicId);
  return { clinic: clinic ?? { name: '' }, consent, language };
}

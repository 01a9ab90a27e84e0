import * as z from 'zod';
import { LANGUAGES, type Member } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { LINK_KINDS, type LinkKind, linkRefusal, type TestimonialLink } from '../domain/testimonial-link.ts';
import type { LinkMadeView, TestimonialLinksView, TestimonialLinkView } from '../domain/testimonial-view.ts';
import { hashSecret, makeSecret } from './capability.ts';
import type { StaffNeeds } from './needs.ts';
import { openDirectListing } from './pull-direct.ts';
import { readNames } from './staff-names.ts';
import { toFormToken } from './tokens.ts';

/** Body of the request for a link. */
export const LinkBody = z.strictObject({
  kind: z.enum(LINK_KINDS),
  locationId: z.string().min(1).max(40),
  language: z.enum(LANGUAGES).exactOptional(),
});

const DAY_MS = 86_400_000;
/** A patient has a month; a code at the desk is made anew once a year, so that a lost one ends. */
const LASTS_DAYS: Readonly<Record<LinkKind, number>> = { 'one-time': 30, desk: 365 };
/** A link that no longer leads anywhere is listed this long. */
const LISTED_DAYS = 30;

/** Makes a link to the form; its secret is in the answer and nowhere else. @throws AppError `not-found` */
export async function makeLink(
  { clinicId, staffId, name }: Member,
  { kind, locationId, language }: z.infer<typeof LinkBody>,
  needs: StaffNeeds,
): Promise<LinkMadeView> {
  await openDirectListing(clinicId, locationId, staffId, needs);
  const [secret, at] = [makeSecret(), needs.now()];
  const link: TestimonialLink = {
    clinicId,
    linkId: hashSecret(secret),
    kind,
    locationId,
    ...(language && { language }),
    stampKey: makeSecret(),
    createdBy: staffId,
    createdAt: at,
    expiresAt: new Date(Date.parse(at) + LASTS_DAYS[kind] * DAY_MS).toISOString(),
    uses: 0,
    usesToday: 0,
    version: 1,
  };
  const audit = { subject: subjectOf(link), action: 'link-made', by: staffId, at } as const;
  await needs.links.save({ after: link, audit });
  const places = await placesOf(clinicId, needs);
  const path = `/t/${toFormToken(clinicId, secret)}`;
  return { link: toView(link, { places, nameOf: () => name, at }), path };
}

/** Closes a link: from now on it leads nowhere. Saying it again changes nothing. @throws AppError `not-found` */
export async function withdrawLink(
  { clinicId, staffId }: Member,
  linkId: string,
  needs: StaffNeeds,
): Promise<TestimonialLinksView> {
  const before = await needs.links.find(clinicId, linkId);
  if (!before) throw new AppError('not-found', 'This clinic has no such link.');
  if (before.withdrawnAt === undefined) {
    const at = needs.now();
    const audit = { subject: subjectOf(before), action: 'link-withdrawn', by: staffId, at } as const;
    await needs.links.save({
      before,
      after: { ...before, withdrawnAt: at, version: before.version + 1 },
      audit,
    });
  }
  return await listLinks(clinicId, needs);
}

/** The links of a clinic, the newest first: those that lead somewhere, and those that ended within a month. */
export async function listLinks(clinicId: string, needs: StaffNeeds): Promise<TestimonialLinksView> {
  const [links, places] = await Promise.all([needs.links.listOf(clinicId), placesOf(clinicId, needs)]);
  const at = needs.now();
  const since = new Date(Date.parse(at) - LISTED_DAYS * DAY_MS).toISOString();
  const listed = links.filter((link) => !linkRefusal(link, at) || endOf(link) > since);
  const nameOf = await readNames(
    clinicId,
    listed.map(({ createdBy }) => createdBy),
    needs,
  );
  return {
    links: listed
      .toSorted((a, b) => (a.createdAt > b.createdAt ? -1 : 1))
      .map((link) => toView(link, { places, nameOf, at })),
  };
}

function endOf({ withdrawnAt, usedOn, usedBy, expiresAt }: TestimonialLink): string {
  return withdrawnAt ?? (usedBy === undefined ? expiresAt : (usedOn ?? expiresAt));
}

async function placesOf(
  clinicId: string,
  { clinics }: Pick<StaffNeeds, 'clinics'>,
): Promise<ReadonlyMap<string, string>> {
  const locations = await clinics.listLocations(clinicId);
  return new Map(locations.map(({ locationId, name }) => [locationId, name]));
}

interface ViewContext {
  readonly places: ReadonlyMap<string, string>;
  readonly nameOf: (staffId: string) => string;
  readonly at: string;
}

function toView(link: TestimonialLink, { places, nameOf, at }: ViewContext): TestimonialLinkView {
  const { linkId, kind, locationId, language, createdAt, createdBy, expiresAt, uses } = link;
  const refusal = linkRefusal(link, at);
  return {
    linkId,
    kind,
    place: places.get(locationId) ?? locationId,
    ...(language && { language }),
    createdAt,
    createdBy: nameOf(createdBy),
    expiresAt,
    uses,
    ...(refusal && { refusal }),
  };
}

function subjectOf({ linkId }: Pick<TestimonialLink, 'linkId'>): string {
  return `testimonial-link/${linkId}`;
}

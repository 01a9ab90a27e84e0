import * as z from 'zod';
import {
  AUDIENCES,
  AUTHOR_STYLES,
  type Clinic,
  type Embed,
  LANGUAGES,
  type Listing,
  OPENING_POLICIES,
  ROLES,
  type Role,
} from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { isPlaceId } from '../domain/google-page.ts';
import { isSlug } from '../domain/id.ts';
import type { SourceName } from '../domain/review.ts';
import { isCountry, isDay, isEmail, isHttpsUrl, isLine } from './text-forms.ts';

/** A clinic as a clinic file names it. */
export interface ClinicEntry {
  /** 3 to 40 lower-case letters and digits, with single hyphens between them; chosen once. */
  readonly clinicId: string;
  /** As visitors read it, 1 to 80 characters. */
  readonly name: string;
  /** ISO 3166-1 alpha-2, such as `US`; nothing is published without it. */
  readonly country?: string | null;
  /** State or province, ISO 3166-2 without the country, such as `OR`. */
  readonly region?: string | null;
  /** Regulated profession, such as `acupuncture`; nothing is published without it. */
  readonly profession?: string | null;
  /** Default `first-name`. */
  readonly authorStyle?: Clinic['authorStyle'];
  /**
   * What becomes of new reviews, by source: `manual` (a person decides each one) or `show-unflagged` (shown unless the
   * words carry a flag; the stars are never asked). Given as a whole: a source it does not name is `manual`, and so is
   * every source with `null`. Reviews that wait already stay waiting; switching it off puts everything it showed back.
   */
  readonly opening?: Clinic['opening'] | null;
}

/** An address of the clinic. */
export interface LocationEntry {
  readonly locationId: string;
  /** As visitors read it, such as `Mill Lane`. */
  readonly name: string;
}

/** A location as Google or Yelp knows it. */
export interface ListingEntry {
  readonly listingId: string;
  /** A location of this file, or one the clinic has. */
  readonly locationId: string;
  readonly source: 'google-business' | 'yelp';
  /** Google: the digits after `locations/`. Yelp: the business id, 22 characters. Never changed. */
  readonly sourceListingId: string;
  /** Google, and compulsory there with a connection: the digits after `accounts/`. */
  readonly accountId?: string;
  /** Google: the name given to the grant when it was connected; not pulled without one. */
  readonly connectionId?: string;
  /** Google: the place id, `ChIJ…`, for links to write and to read reviews. */
  readonly placeId?: string | null;
  /** Public page with all reviews at the source, https. */
  readonly pageUrl: string;
  /** Hours between pulls, 1 to 168; default 24 for Google, 8 for Yelp. */
  readonly pullEveryHours?: number;
  /** Default false. */
  readonly isPaused?: boolean;
  /** Yelp only: the clinic's record of Yelp's written consent to choose excerpts one by one. */
  readonly excerptConsent?: Listing['excerptConsent'] | null;
}

/** A place on the web where reviews are shown. */
export interface EmbedEntry {
  /** Public, and unique over all clinics. */
  readonly embedId: string;
  /** What staff call it. */
  readonly name: string;
  readonly audience: Embed['audience'];
  /** Default `en`. */
  readonly language?: Embed['language'];
  /** Locations whose reviews it shows; all of them without it. Never empty. */
  readonly locationIds?: readonly string[] | null;
}

/** A person who works with the reviews. */
export interface MemberEntry {
  /** Where the invitation goes; not stored with us. */
  readonly email: string;
  /** As colleagues read it. */
  readonly name: string;
  readonly role: Role;
}

/**
 * What an operator writes to let a clinic in, `clinic.json`. What it does not name stays as it is: things, and fields
 * of things. `null` takes a field away.
 */
export interface ClinicFile {
  readonly clinic: ClinicEntry;
  readonly locations?: readonly LocationEntry[];
  readonly listings?: readonly ListingEntry[];
  readonly embeds?: readonly EmbedEntry[];
  readonly members?: readonly MemberEntry[];
}

const SLUG = '3 to 40 lower-case letters and digits, with single hyphens between them';
const slug = text(isSlug, `${SLUG}, such as mill-lane`);
const name = text(isLine, '1 to 80 characters on one line');
const digits = (what: string) => text((value) => /^\d{1,30}$/u.test(value), `digits only, ${what}`);

const clinic = fields({
  clinicId: slug,
  name,
  country: text(isCountry, 'an ISO 3166 code of two capital letters, such as US or GB')
    .nullable()
    .exactOptional(),
  region: text(
    (value) => /^[A-Z0-9]{1,3}$/u.test(value),
    'an ISO 3166-2 code without the country, such as OR',
  )
    .nullable()
    .exactOptional(),
  profession: text(isSlug, 'a profession in lower case, such as acupuncture').nullable().exactOptional(),
  authorStyle: oneOf(AUTHOR_STYLES).exactOptional(),
  opening: fields({
    'google-business': oneOf(OPENING_POLICIES).exactOptional(),
    yelp: oneOf(OPENING_POLICIES).exactOptional(),
    direct: oneOf(OPENING_POLICIES).exactOptional(),
  } satisfies Record<SourceName, z.ZodType>)
    .nullable()
    .exactOptional(),
});

const location = fields({ locationId: slug, name });

const listing = fields({
  listingId: slug,
  locationId: slug,
  source: oneOf(['google-business', 'yelp']),
  sourceListingId: text(
    (value) => /^[\w-]{1,64}$/u.test(value),
    'the id at the source alone, without locations/',
  ),
  accountId: digits('without accounts/').exactOptional(),
  connectionId: slug.exactOptional(),
  placeId: text(isPlaceId, 'a Google place id, such as ChIJN1t_tDeuEmsRUsoyG83frY4')
    .nullable()
    .exactOptional(),
  pageUrl: text(isHttpsUrl, 'a whole https address, such as https://maps.google.com/?cid=1'),
  pullEveryHours: z
    .int({ error: told('a whole number of hours from 1 to 168') })
    .min(1, { error: told('a whole number of hours from 1 to 168') })
    .max(168, { error: told('a whole number of hours from 1 to 168') })
    .exactOptional(),
  isPaused: z.boolean({ error: told('true or false') }).exactOptional(),
  excerptConsent: fields({
    recordedOn: text(isDay, 'a day as YYYY-MM-DD'),
    document: text(isLine, 'where the document lies, 1 to 80 characters'),
  })
    .nullable()
    .exactOptional(),
});

const embed = fields({
  embedId: text((value) => isSlug(value) && value !== 'pages', `${SLUG}, and not pages`),
  name,
  audience: oneOf(AUDIENCES),
  language: oneOf(LANGUAGES).exactOptional(),
  locationIds: list(slug)
    .min(1, { error: told('at least one location, or null for all') })
    .nullable()
    .exactOptional(),
});

const member = fields({ email: text(isEmail, 'an e-mail address'), name, role: oneOf(ROLES) });

const schema = fields({
  clinic,
  locations: list(location).exactOptional(),
  listings: list(listing).exactOptional(),
  embeds: list(embed).exactOptional(),
  members: list(member).exactOptional(),
}) satisfies z.ZodType<ClinicFile>;

/** Reads a clinic file, field by field. @throws AppError `invalid` with an issue for every field that is wrong */
export function parseClinicFile(file: unknown): ClinicFile {
  const read = schema.safeParse(file);
  if (read.success) return read.data;
  const issues = read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new AppError('invalid', 'The clinic file is not valid; nothing was changed.', { issues });
}

function text(isRight: (value: string) => boolean, advice: string) {
  return z.string({ error: told(advice) }).refine(isRight, { error: told(advice) });
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: told(`one of ${values.join(', ')}`) });
}

function list<Schema extends z.ZodType>(of: Schema) {
  return z.array(of, { error: told('a list in square brackets') });
}

function fields<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => noSuchField(key, known)).join(' ')
        : told(`an object with ${known.join(', ')}`)(issue),
  });
}

function noSuchField(key: string, known: readonly string[]): string {
  const fold = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/gu, '');
  const meant = known.find((name) => fold(name) === fold(key));
  if (meant !== undefined) return `There is no field ${key}; write ${meant}.`;
  return `There is no field ${key}; take it out. The fields are ${known.join(', ')}.`;
}

/** Says what is wrong with a value and what to do, without repeating the value. */
function told(advice: string): (issue: { readonly input?: unknown }) => string {
  return ({ input }) => (input === undefined ? `It is missing; give ${advice}.` : `It must be ${advice}.`);
}

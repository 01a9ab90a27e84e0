import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda';
import type { AdminRoute } from '../../functions/admin/admin.lambda.ts';
import { openNeeds, type RouteNeeds } from '../../functions/admin/needs.ts';
import { adminRoutes } from '../../functions/admin/routes.ts';
import { type Listing, ROLES, type Role } from '../../functions/domain/clinic.ts';
import type { Moderation } from '../../functions/domain/moderation.ts';
import type { Review } from '../../functions/domain/review.ts';
import type { SourceSwitch } from '../../functions/domain/source-switch.ts';
import type { Tagging } from '../../functions/domain/tagging.ts';
import { settleStandings } from '../../functions/moderation/settle-standings.ts';
import { httpRoutes } from '../../functions/platform/http.ts';
import type { Problem } from '../../functions/platform/problem.ts';
import type { Message, Queue } from '../../functions/platform/queue.ts';
import type { ReviewRef } from '../../functions/store/keys.ts';
import { openStandings } from '../../functions/store/standings.ts';
import { aClinic, aListing, aModeration, aReview, aTagging, NOW } from '../support/builders.ts';
import { startTables, type TestTables } from '../support/tables.ts';

/** A request, as the browser of a person makes it. */
export interface Asked {
  readonly clinicId?: string;
  readonly reviewId?: string;
  readonly listingId?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; text is sent as it is. */
  readonly body?: unknown;
  readonly contentType?: string;
}

/** An answer; `body` is what the route gives, or a problem. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers of every shape
  readonly body: any;
}

/** The staff's API over empty tables. */
export interface StaffApi {
  readonly tables: TestTables;
  readonly needs: RouteNeeds;
  /** Requests to read reviews anew that were sent; what a test takes out was taken. */
  readonly retags: Message[];
  /** Instant that the API takes for now; the clinics made before keep theirs. */
  readonly setNow: (at: string) => void;
  readonly ask: (staffId: string, route: AdminRoute, asked?: Asked) => Promise<Answer>;
  /** Keeps where reviews stand, as the stream's worker does after each change. */
  readonly settle: (refs: readonly ReviewRef[]) => Promise<void>;
  /** Sends an event as it is. */
  readonly send: (event: Partial<APIGatewayProxyEventV2WithJWTAuthorizer>) => Promise<Answer>;
}

/** Starts the composition that the entry makes, over tables of its own. */
export async function startStaffApi(): Promise<StaffApi> {
  const tables = await startTables();
  let now = NOW;
  const retags: Message[] = [];
  const retagQueue: Queue = {
    send: async (messages) => {
      retags.push(...messages);
    },
  };
  const needs = { ...openNeeds(tables.content, tables.ledger, () => now), retagQueue };
  const handler = httpRoutes(adminRoutes(needs), { findMember: needs.members.find });
  const standings = openStandings(tables.content, () => now);
  const settle: StaffApi['settle'] = async (refs) => {
    await settleStandings(refs, { ...needs, standings });
  };
  const send: StaffApi['send'] = async (event) => {
    const { statusCode, headers, body } = await handler(
      event as APIGatewayProxyEventV2WithJWTAuthorizer,
      { awsRequestId: 'request-1' } as Context,
    );
    const { clinicId, reviewId } = event.pathParameters ?? {};
    const isOfReview = clinicId !== undefined && reviewId !== undefined && event.body !== undefined;
    const changed = isOfReview && (await needs.moderations.find(clinicId, reviewId));
    if (changed) await settle([changed]);
    return { status: statusCode, type: headers['content-type'] ?? '', body: JSON.parse(body) };
  };
  return {
    tables,
    needs,
    retags,
    setNow: (at) => {
      now = at;
    },
    settle,
    send,
    ask: (staffId, route, asked = {}) => send(anEvent(staffId, route, asked)),
  };
}

/** The event API Gateway makes of a request with a valid access token. */
export function anEvent(
  staffId: string,
  routeKey: string,
  { clinicId, reviewId, listingId, query, body, contentType = 'application/json' }: Asked = {},
): Partial<APIGatewayProxyEventV2WithJWTAuthorizer> {
  const claims = { sub: staffId, token_use: 'access', client_id: 'page', username: staffId };
  return {
    version: '2.0',
    routeKey,
    headers: contentType === '' ? {} : { 'content-type': contentType },
    requestContext: {
      authorizer: { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } },
    } as unknown as APIGatewayProxyEventV2WithJWTAuthorizer['requestContext'],
    pathParameters: {
      ...(clinicId !== undefined && { clinicId }),
      ...(reviewId !== undefined && { reviewId }),
      ...(listingId !== undefined && { listingId }),
    },
    ...(query && { queryStringParameters: query }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
  };
}

/** The id of a clinic's member in a role. */
export function memberOf(clinicId: string, role: Role): string {
  return `${clinicId}-${role}`;
}

/** Makes a clinic with one listing and a member in each role: Olga owns it, Sam is staff, Vera a viewer. */
export async function seedClinic({ needs }: Pick<StaffApi, 'needs'>, clinicId: string): Promise<void> {
  const audit = { action: 'created', by: 'setup', at: NOW } as const;
  const { clinics, members } = needs;
  await clinics.save({ after: aClinic({ clinicId }), audit: { ...audit, subject: 'clinic' } });
  await clinics.saveLocation({
    after: { clinicId, locationId: 'mill-lane', name: 'Mill Lane', version: 1 },
    audit: { ...audit, subject: 'location/mill-lane' },
  });
  await clinics.saveListing({
    after: aListing({ clinicId }),
    audit: { ...audit, subject: 'listing/mill-lane-google' },
  });
  const names = { owner: 'Olga', staff: 'Sam', viewer: 'Vera' };
  for (const role of ROLES) {
    const staffId = memberOf(clinicId, role);
    await members.save({
      after: { clinicId, staffId, name: names[role], role, version: 1 },
      audit: { ...audit, subject: `member/${staffId}` },
    });
  }
}

/** Adds a listing at Yelp, which the operator has confirmed; its excerpts are shown all or none. */
export async function seedYelp({ needs }: Pick<StaffApi, 'needs'>, clinicId: string): Promise<Listing> {
  const {
    accountId: _a,
    connectionId: _c,
    ...listing
  } = aListing({
    clinicId,
    listingId: 'mill-lane-yelp',
    source: 'yelp',
    sourceListingId: 'juniperLaneYelp0000001',
    pageUrl: 'https://www.yelp.com/biz/juniper-lane',
    pullEveryHours: 8,
  });
  const audit = { subject: 'listing/mill-lane-yelp', action: 'created', by: 'setup', at: NOW } as const;
  await needs.clinics.saveListing({ after: listing, audit });
  await confirmYelp({ needs });
  return listing;
}

/** Confirms Yelp as an operator does; once is enough. */
export async function confirmYelp({ needs }: Pick<StaffApi, 'needs'>): Promise<void> {
  const set = await needs.sourceSwitches.find('yelp');
  if (!set) await needs.sourceSwitches.save(YELP_SWITCH);
}

const YELP_SWITCH: SourceSwitch = {
  source: 'yelp',
  isOff: false,
  changedAt: NOW,
  by: 'operator',
  commercialConsent: { recordedOn: '2026-05-03', document: 'Letter in the office' },
  version: 1,
};

/** Stores an excerpt as if pulled just now; nobody is asked about it. */
export async function seedExcerpt(
  { needs, settle }: Pick<StaffApi, 'needs' | 'settle'>,
  clinicId: string,
  position: number,
  differs: Partial<Review> = {},
): Promise<Review> {
  const review = aReview({
    clinicId,
    listingId: 'mill-lane-yelp',
    reviewId: reviewIdOf(900 + position),
    source: 'yelp',
    text: `Excerpt ${position}: they took their time and...`,
    isExcerpt: true,
    position,
    expiresAt: '2026-11-23T09:00:00.000Z',
    ...differs,
  });
  await needs.reviews.write([review]);
  await needs.taggings.save(aTagging(review));
  await settle([review]);
  return review;
}

/** What differs from a fresh review that mentions sciatica and waits. */
export interface Seed {
  readonly review?: Partial<Review>;
  readonly moderation?: Partial<Moderation>;
  readonly tagging?: Partial<Tagging>;
}

/** Stores a review with its tagging and moderation, as if pulled and opened. */
export async function seedReview(
  { needs, settle }: StaffApi,
  clinicId: string,
  seed: Seed = {},
): Promise<Review> {
  const review = aReview({ clinicId, ...seed.review });
  await needs.reviews.write([review]);
  await needs.taggings.save(aTagging(review, seed.tagging));
  const {
    decidedBy: _by,
    decidedAt: _at,
    ...waiting
  } = aModeration(review, { status: 'waiting', version: 1 });
  await needs.moderations.save({
    after: { ...waiting, ...seed.moderation },
    audit: { subject: `moderation/${review.reviewId}`, action: 'opened', by: 'source', at: NOW },
  });
  await settle([review]);
  return review;
}

/** The id of the n-th review, 22 characters. */
export function reviewIdOf(n: number): string {
  return `r${String(n).padStart(21, '0')}`;
}

/** The problem an answer says. */
export function problemOf({ status, type, body }: Answer): Pick<Problem, 'status' | 'type' | 'detail'> {
  if (!type.startsWith('application/problem+json')) throw new Error(`No problem but ${status}.`);
  return body;
}

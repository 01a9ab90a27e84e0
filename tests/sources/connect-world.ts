import type { Context, APIGatewayProxyEventV2WithJWTAuthorizer as HttpEvent } from 'aws-lambda';
import type { Connection } from '../../functions/domain/connection.ts';
import type { ConnectedView, ConsentAnswer, ConsentAsk } from '../../functions/domain/source-view.ts';
import { httpRoutes } from '../../functions/platform/http.ts';
import { googleBusiness } from '../../functions/sources/google-business.ts';
import { openGoogleTokens } from '../../functions/sources/google-token.ts';
import { openHttp } from '../../functions/sources/http.ts';
import { type PullNeeds, type PullResult, pullListing } from '../../functions/sources/pull.ts';
import { openRouteNeeds } from '../../functions/sources/route-needs.ts';
import type { SourceRoute } from '../../functions/sources/source-api.lambda.ts';
import { type SourceRouteNeeds, sourceRoutes } from '../../functions/sources/source-routes.ts';
import { openRefusals } from '../../functions/store/refusals.ts';
import { openReviews } from '../../functions/store/reviews.ts';
import { openSummaries } from '../../functions/store/summaries.ts';
import { type FakeGoogle, startFakeGoogle } from '../../infra/sample/fake-google.ts';
import { type Answer, type Asked, anEvent, memberOf, type StaffApi } from '../admin/staff-api.ts';
import { aClock, QUICK, type TestClock } from './pull-world.ts';

/** The staff's API of the sources over real tables, with a fake Google. */
export interface ConnectWorld {
  readonly google: FakeGoogle;
  readonly clock: TestClock;
  /** Secrets by the last part of their name. */
  readonly secrets: Map<string, string>;
  readonly needs: SourceRouteNeeds;
  readonly ask: (staffId: string, route: SourceRoute, asked: Asked) => Promise<Answer>;
  /** Walks to Google and back as the owner of a clinic, or as another person. */
  readonly consent: (clinicId: string, by?: Consenting) => Promise<ConsentAnswer>;
  /** The same, and brings the answer. */
  readonly connect: (clinicId: string, by?: Consenting) => Promise<ConnectedView>;
  readonly connection: (clinicId: string, connectionId?: string) => Promise<Connection | undefined>;
  /** Pulls a listing as it is stored now. */
  readonly pull: (clinicId: string, listingId: string, differs?: Partial<PullNeeds>) => Promise<PullResult>;
  readonly stop: () => Promise<void>;
}

interface Consenting {
  readonly staffId?: string;
  readonly body?: Partial<ConsentAsk>;
}

/** Where the admin page is, as far as these tests go. */
export const PAGE = 'http://127.0.0.1:4000/';

/** Starts it over the tables of a staff's API; for `beforeAll`. */
export async function startConnectWorld(api: StaffApi): Promise<ConnectWorld> {
  const clock = aClock();
  const { now } = clock;
  const google = await startFakeGoogle({ now });
  const secrets = new Map([
    ['google-client-id', 'fake-client'],
    ['google-client-secret', 'fake-client-secret'],
  ]);
  const http = openHttp(now, { ...QUICK, tries: 2 });
  const own = {
    read: async (name: string) => secrets.get(name),
    write: async (name: string, value: string) => void secrets.set(name, value),
    remove: async (name: string) => void secrets.delete(name),
  };
  const { ledger } = api.tables;
  const { clinics, members, pulls } = api.needs;
  const { url } = google;
  const needs: SourceRouteNeeds = {
    ...openRouteNeeds(api.tables.content, ledger, now),
    pullQueue: { send: async () => undefined },
    ...{ clinics, members, pulls, http, secrets: own },
    tokens: openGoogleTokens({ http, oauthUrl: url, readSecret: own.read, now }),
    ...{ consentUrl: url, oauthUrl: url, accountsUrl: url, locationsUrl: url },
  };
  const { content } = api.tables;
  const { leases } = needs;
  const readSecret = own.read;
  const pullNeeds: PullNeeds = {
    ...{ clinics, pulls, leases, now },
    sourceSwitches: api.needs.sourceSwitches,
    sources: {
      'google-business': googleBusiness({ http, oauthUrl: url, reviewsUrl: url, readSecret, now }),
    },
    reviews: openReviews(content, ledger, now),
    summaries: openSummaries(content, now),
    refusals: openRefusals(ledger),
    passes: {},
    remainingMs: () => 300_000,
  };
  const ask: ConnectWorld['ask'] = async (staffId, route, asked) => {
    const handler = httpRoutes(sourceRoutes(needs), { findMember: members.find });
    const event = anEvent(staffId, route, asked) as HttpEvent;
    const { statusCode, headers, body } = await handler(event, { awsRequestId: 'request-1' } as Context);
    return { status: statusCode, type: headers['content-type'] ?? '', body: JSON.parse(body) };
  };
  const consent: ConnectWorld['consent'] = async (clinicId, by = {}) => {
    const { staffId = memberOf(clinicId, 'owner'), body = {} } = by;
    const route = 'POST /api/clinics/{clinicId}/google/consent';
    const answer = await ask(staffId, route, { clinicId, body: { returnTo: PAGE, ...body } });
    const asked = new URL(answer.body.address);
    const allowed = await fetch(`${url}/o/oauth2/v2/auth/allow${asked.search}`, { redirect: 'manual' });
    const back = new URL(allowed.headers.get('location') ?? '');
    return { state: back.searchParams.get('state') ?? '', code: back.searchParams.get('code') ?? '' };
  };
  return {
    google,
    clock,
    secrets,
    needs,
    ask,
    consent,
    async connect(clinicId, by = {}) {
      const body = await consent(clinicId, by);
      const staffId = by.staffId ?? memberOf(clinicId, 'owner');
      const answer = await ask(staffId, 'POST /api/clinics/{clinicId}/google/connection', { clinicId, body });
      return answer.body;
    },
    connection: (clinicId, connectionId = `${clinicId}-main`) =>
      needs.connections.find(clinicId, connectionId),
    pull: (clinicId, listingId, differs = {}) =>
      pullListing({ clinicId, listingId }, { ...pullNeeds, ...differs }),
    async stop() {
      http.close();
      await google.stop();
    },
  };
}

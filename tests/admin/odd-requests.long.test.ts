import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { adminRoutes } from '../../functions/admin/routes.ts';
import { httpRoutes, type MemberRoute, type PersonRoute } from '../../functions/platform/http.ts';
import { log } from '../../functions/platform/log.ts';
import { pageRoutes } from '../../functions/platform/pages.ts';
import { sourceRoutes } from '../../functions/sources/source-routes.ts';
import { drawSorry } from '../../functions/testimonials/draw-sorry.ts';
import { pageStyle } from '../../functions/testimonials/page-style.ts';
import { patientRoutes } from '../../functions/testimonials/patient-routes.ts';
import { testimonialRoutes } from '../../functions/testimonials/testimonial-routes.ts';
import { type ConnectWorld, startConnectWorld } from '../sources/connect-world.ts';
import { openTestimonialWorld, type TestimonialWorld, typed } from '../testimonials/testimonial-world.ts';
import {
  anEvent,
  memberOf,
  reviewIdOf,
  type StaffApi,
  seedClinic,
  seedReview,
  startStaffApi,
} from './staff-api.ts';

const ORIGIN = 'https://reviews.example';
const CLINIC = 'odd-clinic';

let api: StaffApi;
let sources: ConnectWorld;
let world: TestimonialWorld;
beforeAll(async () => {
  api = await startStaffApi();
  sources = await startConnectWorld(api);
  world = openTestimonialWorld(api);
  await seedClinic(api, CLINIC);
  await seedReview(api, CLINIC, { review: { reviewId: reviewIdOf(1) } });
});
afterAll(async () => {
  await sources.stop();
  await api.tables.stop();
});

/** Texts that no field is made for, but every client can send. */
const TEXTS = [
  '',
  ' ',
  '.',
  '..',
  '../../members',
  '__proto__',
  'constructor',
  '\ud83d',
  'a\udc00b',
  '\0',
  'line\nbreak\r\t\u001b[2J',
  '\ufffe\uffff\ufeff',
  'e\u0301'.repeat(20),
  '\u202etxt.exe',
  '1e999',
  '-0',
  '2026-02-30',
  '+275760-09-13T00:00:00.001Z',
  '9999-12-31T23:59:59.999Z',
  'x'.repeat(1100),
  '\u{1f9d8}'.repeat(600),
  "' OR 1=1 --",
  '<img src=x onerror=alert(1)>',
  '%00%ff%c0%af',
  'REVIEW#a#b',
];
const VALUES: readonly unknown[] = [
  ...TEXTS,
  null,
  true,
  -1,
  0,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  {},
  [[[]]],
];

/** Parameters of queries that any route has. */
const QUERY = ['queue', 'limit', 'cursor', 'after', 'state', 'language', 'locationId', '__proto__'];

/** Names of fields that any route has; a route takes the ones it knows and refuses the rest. */
const GOOD: Readonly<Record<string, unknown>> = {
  seenVersion: 1,
  seenContentHash: 'a1.w1',
  status: 'shown',
  reason: 'abuse',
  conditionId: 'sciatica',
  action: 'removed',
};

function tables(): Readonly<Record<string, MemberRoute | PersonRoute>> {
  return {
    ...adminRoutes(api.needs),
    ...sourceRoutes(sources.needs),
    ...testimonialRoutes(world.needs),
  };
}

/** A good body of a route: the smallest that its own answers about missing fields lead to, one field after the other. */
async function learnBody(routeKey: string, ask: Ask): Promise<Readonly<Record<string, unknown>>> {
  const body: Record<string, unknown> = {};
  for (let tries = 0; tries < 12; tries += 1) {
    const { body: answer } = await ask(routeKey, { body });
    const missing = (answer.issues ?? []).map(({ path }: { path: string }) => path.split('.')[0]);
    const next = missing.find((name: string) => name !== '' && !(name in body));
    if (next === undefined) break;
    body[next] = GOOD[next] ?? 'x';
  }
  return body;
}

type Ask = (
  routeKey: string,
  asked: { readonly body?: unknown; readonly event?: object },
) => ReturnType<StaffApi['send']>;

function openAsk(): Ask {
  const handler = httpRoutes(tables(), { findMember: api.needs.members.find });
  return async (routeKey, { body, event = {} }) => {
    const made = anEvent(memberOf(CLINIC, 'owner'), routeKey, { clinicId: CLINIC, body });
    const ids = {
      listingId: 'mill-lane-google',
      reviewId: reviewIdOf(1),
      clinicId: CLINIC,
      linkId: 'x',
      testimonialId: 'y',
    };
    const whole = { ...made, pathParameters: ids, ...event } as Parameters<typeof handler>[0];
    const { statusCode, headers, body: text } = await handler(whole, { awsRequestId: 'r' } as Context);
    return { status: statusCode, type: headers['content-type'] ?? '', body: JSON.parse(text) };
  };
}

/** What of odd things sent to a route ends in a fault of ours. */
async function faultsOf(routeKey: string): Promise<readonly string[]> {
  const failed: string[] = [];
  const spy = vi.spyOn(log, 'error');
  const ask = openAsk();
  const send = async (what: string, asked: Parameters<Ask>[1]) => {
    const { status } = await ask(routeKey, asked);
    if (status >= 500 && status !== 502) failed.push(`${what}: ${spy.mock.calls.at(-1)?.[1]}`);
  };
  for (const [, name = ''] of routeKey.matchAll(/\{(\w+)\}/gu)) {
    for (const text of TEXTS) {
      const ids = { listingId: 'mill-lane-google', reviewId: reviewIdOf(1), clinicId: CLINIC, [name]: text };
      await send(`path ${name} ${JSON.stringify(text).slice(0, 30)}`, {
        body: {},
        event: { pathParameters: ids },
      });
    }
  }
  const isRead = routeKey.startsWith('GET');
  for (const name of isRead ? QUERY : []) {
    for (const text of TEXTS) {
      const queryStringParameters = { queue: 'waiting', [name]: text };
      await send(`query ${name} ${JSON.stringify(text).slice(0, 30)}`, { event: { queryStringParameters } });
    }
  }
  if (isRead) return failed;
  const body = await learnBody(routeKey, ask);
  for (const name of Object.keys(body)) {
    for (const value of VALUES) {
      await send(`body ${name} ${String(JSON.stringify(value)).slice(0, 30)}`, {
        body: { ...body, [name]: value },
      });
    }
  }
  for (const text of [
    '',
    'null',
    '[]',
    '"x"',
    '{',
    '\u0000',
    '['.repeat(5000),
    '{"__proto__":{"x":1}}',
    '{"a":"\\ud800"}',
  ]) {
    await send(`whole body ${text.slice(0, 30)}`, { body: text });
  }
  for (const value of TEXTS.slice(0, 12)) {
    const headers = {
      'content-type': 'application/json',
      accept: value,
      'x-forwarded-for': value,
      authorization: value,
    };
    await send(`header ${JSON.stringify(value).slice(0, 30)}`, { body, event: { headers } });
    await send(`content type ${JSON.stringify(value).slice(0, 30)}`, {
      body,
      event: { headers: { 'content-type': value } },
    });
  }
  return failed;
}

describe('a request of a member', () => {
  it('never ends in a fault of ours, whatever is sent to whichever route', async () => {
    const failed: string[] = [];
    for (const routeKey of Object.keys(tables())) {
      failed.push(...(await faultsOf(routeKey)).map((fault) => `${routeKey}: ${fault}`));
    }

    expect(failed).toEqual([]);
  });
});

describe('a request of a patient', () => {
  it('never ends in a fault of ours, whatever is sent to whichever page', async () => {
    const failed: string[] = [];
    const spy = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    const handler = pageRoutes(patientRoutes({ ...world.needs, origin: ORIGIN }), {
      style: pageStyle,
      origin: ORIGIN,
      sorry: (why) => drawSorry(why, 'en'),
    });
    const token = (await world.link(CLINIC, 'desk')).slice('/t/'.length);
    const good = typed((await world.get(`/t/${token}`)).html);
    const send = async (
      routeKey: string,
      what: string,
      differs: object,
      fields: Readonly<Record<string, string>> = good,
    ) => {
      const method = routeKey.split(' ')[0];
      const event = {
        routeKey,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        pathParameters: { token },
        requestContext: { http: { method } },
        body: new URLSearchParams(fields).toString(),
        ...differs,
      } as unknown as APIGatewayProxyEventV2;
      await handler(event, { awsRequestId: 'r' } as Context);
      failed.push(...spy.mock.calls.splice(0).map(([, error]) => `${routeKey} ${what}: ${error}`));
    };
    for (const routeKey of Object.keys(patientRoutes({ ...world.needs, origin: ORIGIN }))) {
      for (const text of TEXTS) {
        const what = JSON.stringify(text).slice(0, 30);
        await send(routeKey, `token ${what}`, { pathParameters: { token: text } });
        await send(routeKey, `token ${what}`, { pathParameters: { token: `${token.slice(0, 20)}${text}` } });
        await send(routeKey, `language ${what}`, { queryStringParameters: { lang: text } });
        await send(routeKey, `header ${what}`, {
          headers: { 'accept-language': text, 'content-type': text },
        });
        await send(routeKey, `body ${what}`, { body: text });
        for (const name of [...Object.keys(good), 'author', 'partner']) {
          await send(routeKey, `${name} ${what}`, {}, { ...good, [name]: text });
        }
      }
    }

    expect(failed).toEqual([]);
  });
});

import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { pageRoutes } from '../../functions/platform/pages.ts';
import type { Message } from '../../functions/platform/queue.ts';
import { drawSorry } from '../../functions/testimonials/draw-sorry.ts';
import { openStaffNeeds, type StaffNeeds } from '../../functions/testimonials/needs.ts';
import { pageStyle } from '../../functions/testimonials/page-style.ts';
import { patientRoutes } from '../../functions/testimonials/patient-routes.ts';
import { makeLink } from '../../functions/testimonials/testimonial-links.ts';
import { memberOf, type StaffApi, seedClinic } from '../admin/staff-api.ts';
import { NOW } from '../support/builders.ts';

const ORIGIN = 'https://reviews.example';

/** Everything about testimonials over the tables of a staff's API, with a clock and the pulls that were asked for. */
export interface TestimonialWorld {
  readonly needs: StaffNeeds;
  readonly pulls: Message[];
  readonly setNow: (at: string) => void;
  /** Puts the clock forward, seconds. */
  readonly wait: (seconds: number) => void;
  /** Makes a clinic with a location `mill-lane`. */
  readonly seed: (clinicId: string) => Promise<void>;
  /** Makes a link as the clinic's staff do, and gives its path. */
  readonly link: (clinicId: string, kind?: 'one-time' | 'desk') => Promise<string>;
  readonly get: (path: string, headers?: Headers) => Promise<Answered>;
  readonly post: (path: string, fields: Fields, headers?: Headers) => Promise<Answered>;
}

type Headers = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, string>>;

/** A page as a browser gets it. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

/** Opens the world over the API's tables. */
export function openTestimonialWorld(api: StaffApi): TestimonialWorld {
  let now = Date.parse(NOW);
  const pulls: Message[] = [];
  const pullQueue = {
    send: async (messages: readonly Message[]) => {
      pulls.push(...messages);
    },
  };
  const needs = openStaffNeeds(api.tables.content, api.tables.ledger, {
    pullQueue,
    now: () => new Date(now).toISOString(),
  });
  const handler = pageRoutes(patientRoutes({ ...needs, origin: ORIGIN }), {
    style: pageStyle,
    origin: ORIGIN,
    sorry: (why, { form }) => drawSorry(why, 'en', form),
  });
  const send = async (method: string, path: string, headers: Headers, body?: string): Promise<Answered> => {
    const [, kind = ''] = /^\/t\/(revoke\/)?/u.exec(path) ?? [];
    const token = decodeURIComponent(path.slice(`/t/${kind}`.length));
    const event = {
      routeKey: `${method} /t/${kind}{token}`,
      headers,
      pathParameters: { token },
      requestContext: { http: { method } },
      ...(body !== undefined && { body: Buffer.from(body).toString('base64') }),
      isBase64Encoded: body !== undefined,
    } as unknown as APIGatewayProxyEventV2;
    const answer = await handler(event, { awsRequestId: 'request-1' } as Context);
    return { status: answer.statusCode, headers: answer.headers, html: answer.body };
  };
  return {
    needs,
    pulls,
    setNow: (at) => {
      now = Date.parse(at);
    },
    wait: (seconds) => {
      now += seconds * 1000;
    },
    seed: (clinicId) => seedClinic(api, clinicId),
    async link(clinicId, kind = 'one-time') {
      const staffId = memberOf(clinicId, 'staff');
      const member = { clinicId, staffId, name: 'Sam', role: 'staff', version: 1 } as const;
      return (await makeLink(member, { kind, locationId: 'mill-lane' }, needs)).path;
    },
    get: (path, headers = {}) => send('GET', path, headers),
    post: (path, fields, headers = {}) =>
      send(
        'POST',
        path,
        { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        new URLSearchParams(fields).toString(),
      ),
  };
}

/** What a patient types into a form that is right, with the stamp of a form that was drawn. */
export function typed(html: string, differs: Fields = {}): Fields {
  const [, stamp = ''] = /name="stamp" value="([^"]+)"/u.exec(html) ?? [];
  return { stamp, lang: 'en', text: 'It helped.', stars: '3', agree: 'yes', signature: 'Rosa D', ...differs };
}

/** The revoke link of a thank-you page, without its origin. */
export function revokePathOf(html: string): string {
  const [, path = ''] = /href="https:\/\/reviews\.example(\/t\/revoke\/[^"]+)"/u.exec(html) ?? [];
  return path;
}

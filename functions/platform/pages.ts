import { createHash } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { own } from '../domain/own.ts';
import { log } from './log.ts';

/** A page that is ready to be read. */
export interface Page {
  /** Default 200. */
  readonly status?: number;
  /** The whole document. */
  readonly html: string;
}

/** A request by somebody who is not signed in. */
export interface PageRequest {
  /** Path parameter by name; empty when the route has none. */
  readonly path: (name: string) => string;
  /** Query parameter by name; empty when it was not sent. */
  readonly query: (name: string) => string;
  /** The fields of a sent form; none for a reading request. */
  readonly form: URLSearchParams;
  /** Header by its lower-case name; empty when it was not sent. */
  readonly header: (name: string) => string;
}

/** What answers a request. */
export type PageRoute = (request: PageRequest) => Promise<Page>;

/** What the pages share. */
export interface PageNeeds {
  /** The one style sheet, as it stands in each page's only `style` element. */
  readonly style: string;
  /** Origin the pages stand at; forms of other origins are refused. */
  readonly origin: string;
  /** What to show when a form was not sent from here, or something is broken on our side. */
  readonly sorry: (why: 'refused' | 'broken', request: PageRequest) => Page;
}

interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const MAX_BODY_CHARACTERS = 65_536;
const FORM_TYPE = /^application\/x-www-form-urlencoded\b/iu;

/**
 * Answers requests of people without an account with pages that need no script: `METHOD /path/{parameter}` by route
 * key. Apart from the staff's API, so that no route of one can ever stand in the other's table.
 */
export function pageRoutes(
  routes: Readonly<Record<string, PageRoute>>,
  needs: PageNeeds,
): (event: APIGatewayProxyEventV2, context: Context) => Promise<Reply> {
  const headers = headersOf(needs.style);
  const answer = ({ status = 200, html }: Page): Reply => ({ statusCode: status, headers, body: html });
  return middy<APIGatewayProxyEventV2, Reply>()
    .onError(({ error, context, event }) => {
      log.error('page.failed', error, { requestId: context.awsRequestId, route: event.routeKey });
      return answer(needs.sorry('broken', toRequest(event)));
    })
    .handler(async (event): Promise<Reply> => {
      const request = toRequest(event);
      const route = own(routes, event.routeKey);
      const isForm = event.requestContext.http.method === 'POST';
      if (!route || (isForm && !isOwnForm(event, request, needs.origin))) {
        log.info('page.refused', { route: event.routeKey });
        return answer(needs.sorry('refused', request));
      }
      return answer(await route(request));
    });
}

function toRequest(event: APIGatewayProxyEventV2): PageRequest {
  return {
    path: (name) => own(event.pathParameters ?? {}, name) ?? '',
    query: (name) => own(event.queryStringParameters ?? {}, name) ?? '',
    form: readForm(event),
    header: (name) => own(event.headers, name) ?? '',
  };
}

function readForm({ headers, body = '', isBase64Encoded }: APIGatewayProxyEventV2): URLSearchParams {
  if (!FORM_TYPE.test(headers['content-type'] ?? '') || body.length > MAX_BODY_CHARACTERS) {
    return new URLSearchParams();
  }
  return new URLSearchParams(isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body);
}

/** Browsers that say where a form comes from must say that it comes from here; older ones say nothing. */
function isOwnForm({ body = '' }: APIGatewayProxyEventV2, { header }: PageRequest, origin: string): boolean {
  const site = header('sec-fetch-site');
  const from = header('origin');
  const isFromHere = site === '' || site === 'same-origin';
  // A page that sends no referrer sends `null` for its origin.
  return isFromHere && ['', 'null', origin].includes(from) && body.length <= MAX_BODY_CHARACTERS;
}

/** Nothing is loaded from anywhere, nothing is kept, nobody else is told of the address. */
function headersOf(style: string): Readonly<Record<string, string>> {
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  };
}

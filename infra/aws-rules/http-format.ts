import { randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Answer } from './answer.ts';
import type { Properties } from './template.ts';

/** A request as an origin gets it: path and query as they were sent, headers by lower-case name. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** A route's key and what finds its parameters in a path. */
type Route = { readonly key: string; readonly path: RegExp };

const TEXT = /^(?:text\/|application\/(?:json|javascript|xml|x-www-form-urlencoded)|$)/u;

/** The event a function gets for a request on a route. */
export function toEvent(
  { method, url, headers: sent, body }: HttpRequest,
  route: Route,
  claims?: JWTPayload,
) {
  const { cookie, ...headers } = sent;
  const { pathname: path, search, searchParams } = new URL(`http://api${url}`);
  const query = [...searchParams.keys()].map((name) => [name, searchParams.getAll(name).join(',')]);
  const found = Object.entries(route.path.exec(path)?.groups ?? {});
  // All claims become texts, a list in square brackets, as the service does.
  const text = (value: unknown) => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value));
  const texts = Object.entries(claims ?? {}).map(([name, value]) => [name, text(value)]);
  const authorizer = claims && { jwt: { claims: Object.fromEntries(texts), scopes: null } };
  const http = {
    method,
    path,
    protocol: 'HTTP/1.1',
    sourceIp: '127.0.0.1',
    userAgent: headers['user-agent'],
  };
  const [requestId, timeEpoch, isText] = [randomUUID(), Date.now(), TEXT.test(headers['content-type'] ?? '')];
  return {
    ...{ version: '2.0', routeKey: route.key, rawPath: path, rawQueryString: search.slice(1) },
    ...{ cookies: cookie?.split('; '), headers },
    queryStringParameters: query.length > 0 ? Object.fromEntries(query) : undefined,
    pathParameters:
      found.length > 0 ? Object.fromEntries(found.map(([name, value]) => [name, decoded(value)])) : undefined,
    requestContext: { authorizer, http, requestId, routeKey: route.key, stage: '$default', timeEpoch },
    body: body.length > 0 ? body.toString(isText ? 'utf8' : 'base64') : undefined,
    isBase64Encoded: body.length > 0 && !isText,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A reply without a status is the body of a 200. @throws Error when it is not what the service understands */
export function toAnswer(reply: Properties): Answer {
  const { statusCode: status, headers = {}, body = '', isBase64Encoded = false, cookies } = reply ?? {};
  if (status === undefined) return json(200, reply);
  if (typeof body !== 'string' || !Number.isInteger(status))
    throw new Error('The reply is not of format 2.0.');
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  const all = {
    'content-type': 'text/plain;charset=UTF-8',
    ...Object.fromEntries(lower),
    'set-cookie': cookies,
  };
  return { status, headers: all, body: isBase64Encoded ? Buffer.from(body, 'base64') : body };
}

/** An answer in JSON. */
export function json(status: number, body: unknown, headers = {}): Answer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

/** The headers that let a page of another origin read an answer, by the API’s own rules; none for a stranger. */
export function corsHeaders(
  rules: Properties,
  origin: string | undefined,
  isPreflight: boolean,
): Answer['headers'] {
  const allowed = rules?.AllowOrigins?.find((one: string) => one === '*' || one === origin);
  if (origin === undefined || allowed === undefined) return {};
  return {
    'access-control-allow-origin': allowed,
    'access-control-allow-credentials': rules.AllowCredentials ? 'true' : undefined,
    vary: allowed === '*' ? undefined : 'origin',
    'access-control-allow-methods': isPreflight ? rules.AllowMethods?.join(',') : undefined,
    'access-control-allow-headers': isPreflight ? rules.AllowHeaders?.join(',') : undefined,
    'access-control-max-age': isPreflight ? rules.MaxAge?.toString() : undefined,
  };
}

import middy from '@middy/core';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda';
import type * as z from 'zod';
import type { Member, Role } from '../domain/clinic.ts';
import { AppError } from '../domain/error.ts';
import { isId, isSlug } from '../domain/id.ts';
import { own } from '../domain/own.ts';
import { log } from './log.ts';
import { parseJson } from './parse-json.ts';
import { toProblem } from './problem.ts';

/** A signed-in person's request at a clinic where that person is a member. */
export interface MemberRequest {
  readonly member: Member;
  /** Path parameter by name. @throws AppError `not-found` when the route has no such parameter */
  readonly path: (name: string) => string;
  /** The query, parsed. @throws AppError `invalid` */
  readonly query: <Schema extends z.ZodType>(schema: Schema) => z.infer<Schema>;
  /** The JSON body, parsed. @throws AppError `invalid` */
  readonly body: <Schema extends z.ZodType>(schema: Schema) => z.infer<Schema>;
}

/** A route below `/api/clinics/{clinicId}`, and the least role that may use it. */
export interface MemberRoute {
  readonly role: Role;
  /** Of the body. Default 16,384. */
  readonly maxBodyCharacters?: number;
  readonly run: (request: MemberRequest) => Promise<unknown>;
}

/** A route of the signed-in person, at no clinic. */
export interface PersonRoute {
  readonly role?: never;
  readonly run: (staffId: string) => Promise<unknown>;
}

/** What the routes share. */
export interface HttpNeeds {
  /** The membership as stored now; consistent, so that a removal works with the next request. */
  readonly findMember: (staffId: string, clinicId: string) => Promise<Member | undefined>;
}

type HttpEvent = APIGatewayProxyEventV2WithJWTAuthorizer;

interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const RANK: Readonly<Record<Role, number>> = { viewer: 0, staff: 1, owner: 2 };
const MAX_BODY_CHARACTERS = 16_384;
/** A form of another site can send three other media types, but not this one. */
const JSON_TYPE = /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/iu;

/**
 * Answers an HTTP API's requests from a table of routes, `METHOD /path/{parameter}` by route key.
 * Who asks comes from the token, where from the membership; no route runs for anybody else.
 */
export function httpRoutes(
  routes: Readonly<Record<string, MemberRoute | PersonRoute>>,
  needs: HttpNeeds,
): (event: HttpEvent, context: Context) => Promise<Reply> {
  return middy<HttpEvent, Reply>()
    .onError(({ error, context, event }) => {
      const problem = toProblem(error, context.awsRequestId);
      const fields = { requestId: context.awsRequestId, route: event.routeKey, status: problem.status };
      if (problem.status === 500) log.error('request.failed', error, fields);
      else log.info('request.refused', fields);
      return reply(problem.status, problem, 'application/problem+json');
    })
    .handler(async (event): Promise<Reply> => {
      const route = own(routes, event.routeKey);
      if (!route) throw new AppError('not-found', 'There is nothing at this address.');
      const staffId = signedInPerson(event);
      const answer =
        route.role === undefined
          ? await route.run(staffId)
          : await route.run(await memberRequest(event, staffId, route, needs));
      return reply(200, answer, 'application/json');
    });
}

function reply(statusCode: number, body: unknown, type: string): Reply {
  return {
    statusCode,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

/** The authorizer has checked signature, issuer, client and expiry; an id token would pass it, so its use is checked. */
function signedInPerson(event: HttpEvent): string {
  const claims = event.requestContext.authorizer?.jwt?.claims;
  const staffId = claims?.sub;
  if (typeof staffId !== 'string' || staffId === '' || claims?.token_use !== 'access') {
    throw new AppError('unauthenticated', 'Sign in again.');
  }
  return staffId;
}

async function memberRequest(
  event: HttpEvent,
  staffId: string,
  { role, maxBodyCharacters }: MemberRoute,
  { findMember }: HttpNeeds,
): Promise<MemberRequest> {
  const clinicId = event.pathParameters?.clinicId ?? '';
  const member = isSlug(clinicId) ? await findMember(staffId, clinicId) : undefined;
  if (!member) throw new AppError('not-found', 'There is no such clinic among yours.');
  if (RANK[member.role] < RANK[role]) {
    throw new AppError(
      'forbidden',
      'You may read here, but not change anything. Ask an owner of the clinic.',
    );
  }
  return {
    member,
    path: (name) => pathParameter(event, name),
    query: (schema) => parse(schema, event.queryStringParameters ?? {}, 'The query'),
    body: (schema) => parse(schema, jsonBody(event, maxBodyCharacters), 'The request'),
  };
}

function pathParameter(event: HttpEvent, name: string): string {
  const value = own(event.pathParameters ?? {}, name);
  // Before any table is asked: nothing of ours has another form, and a key may not be longer than 1,024 bytes.
  if (value === undefined || !isId(value))
    throw new AppError('not-found', 'There is nothing at this address.');
  return value;
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown, what: string): z.infer<Schema> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  throw new AppError('invalid', `${what} is not valid.`, {
    issues: read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  });
}

function jsonBody(event: HttpEvent, maxCharacters = MAX_BODY_CHARACTERS): unknown {
  if (!JSON_TYPE.test(event.headers['content-type'] ?? '')) {
    throw new AppError('invalid', 'Send JSON, with the content type application/json.');
  }
  const sent = event.body ?? '';
  if (sent.length > maxCharacters) {
    throw new AppError('invalid', `The request is larger than ${maxCharacters} characters.`);
  }
  try {
    const text = event.isBase64Encoded ? Buffer.from(sent, 'base64').toString('utf8') : sent;
    return parseJson(text);
  } catch (cause) {
    throw new AppError('invalid', 'The request is not JSON.', { cause });
  }
}

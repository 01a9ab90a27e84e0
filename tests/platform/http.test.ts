import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Member, Role } from '../../functions/domain/clinic.ts';
import { AppError } from '../../functions/domain/error.ts';
import { httpRoutes, type MemberRequest } from '../../functions/platform/http.ts';

const CLINIC = 'GET /api/clinics/{clinicId}';
const DECIDE = 'POST /api/clinics/{clinicId}/reviews/{reviewId}/decision';
const Decision = z.object({
  status: z.enum(['shown', 'not-shown']),
  seen: z.object({ version: z.number() }),
});

/** What happened, in order. */
let happened: string[];
/** The role of the one member, at the clinic `juniper`. */
let role: Role;
/** What the routes do. */
let run: (request: MemberRequest) => unknown;

beforeEach(() => {
  happened = [];
  role = 'staff';
  run = () => ({ said: 'yes' });
});

const handler = httpRoutes(
  {
    'GET /api/me': { run: async (staffId) => ({ staffId }) },
    [CLINIC]: { role: 'viewer', run: async (request) => told(request) },
    [DECIDE]: { role: 'staff', run: async (request) => told(request) },
  },
  {
    async findMember(staffId, clinicId): Promise<Member | undefined> {
      happened.push(`looked for ${staffId} at ${clinicId}`);
      if (staffId !== 'ana' || clinicId !== 'juniper') return undefined;
      return { clinicId, staffId, role, name: 'Ana', version: 1 };
    },
  },
);

function told(request: MemberRequest): unknown {
  happened.push('route');
  return run(request);
}

interface Asked {
  readonly routeKey?: string;
  readonly claims?: Readonly<Record<string, unknown>> | null;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly type?: string;
  readonly isBase64Encoded?: boolean;
}

/** A request as an HTTP API hands it over, by default Ana's for her clinic. */
async function ask(asked: Asked = {}) {
  const {
    routeKey = CLINIC,
    claims = { sub: 'ana', token_use: 'access' },
    path = { clinicId: 'juniper' },
  } = asked;
  const event = {
    routeKey,
    headers: { ...(asked.type !== undefined && { 'content-type': asked.type }) },
    pathParameters: path,
    queryStringParameters: asked.query,
    requestContext: { ...(claims && { authorizer: { jwt: { claims } } }) },
    body: asked.body,
    isBase64Encoded: asked.isBase64Encoded ?? false,
  } as unknown as APIGatewayProxyEventV2WithJWTAuthorizer;
  const { statusCode, headers, body } = await handler(event, { awsRequestId: 'r-1' } as Context);
  return { status: statusCode, headers, body: JSON.parse(body), text: body };
}

/** Ana's decision, sent as JSON. */
function decide(body: unknown, differs: Asked = {}) {
  run = (request) => request.body(Decision);
  const path = { clinicId: 'juniper', reviewId: 'r1' };
  return ask({ routeKey: DECIDE, path, type: 'application/json', body: JSON.stringify(body), ...differs });
}

describe('httpRoutes', () => {
  it('answers a member in JSON that nobody keeps', async () => {
    const { status, headers, body } = await ask();

    expect([status, body]).toEqual([200, { said: 'yes' }]);
    expect(headers).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
  });

  it('reads the membership before the route runs, and hands it on', async () => {
    run = ({ member }) => ({ role: member.role, staffId: member.staffId });

    const { body } = await ask();

    expect(happened).toEqual(['looked for ana at juniper', 'route']);
    expect(body).toEqual({ role: 'staff', staffId: 'ana' });
  });

  it('tells the signed-in person at a route that is of no clinic, without a membership', async () => {
    const { body } = await ask({ routeKey: 'GET /api/me', path: {} });

    expect([body, happened]).toEqual([{ staffId: 'ana' }, []]);
  });

  it.each([
    ['a clinic of others', { clinicId: 'harbour' }],
    ['a clinic that is none', { clinicId: 'no-such-clinic' }],
    ['something that cannot be a clinic', { clinicId: '../juniper' }],
    ['no clinic', {}],
  ])('answers 404 to a person who is no member: %s', async (_, path) => {
    const { status, headers, body } = await ask({ path });

    expect([status, body.type, body.detail]).toEqual([
      404,
      '/problems/not-found',
      'There is no such clinic among yours.',
    ]);
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(happened).not.toContain('route');
  });

  it.each([
    ['nobody', null],
    ['a token without a person', { token_use: 'access' }],
    ['a token of an empty person', { sub: '', token_use: 'access' }],
    ['an id token', { sub: 'ana', token_use: 'id' }],
  ])('answers 401 to %s, and looks nothing up', async (_, claims) => {
    const { status, body } = await ask({ claims });

    expect([status, body.type, happened]).toEqual([401, '/problems/unauthenticated', []]);
  });

  it('refuses a role that is too low, and lets a higher one pass', async () => {
    role = 'viewer';
    const reading = await ask();
    const viewer = await decide({ status: 'shown', seen: { version: 1 } });
    role = 'owner';
    const owner = await decide({ status: 'shown', seen: { version: 1 } });

    expect([viewer.status, viewer.body.type]).toEqual([403, '/problems/forbidden']);
    expect([reading.status, owner.status]).toEqual([200, 200]);
  });

  it.each(['GET /api/none', '$default', 'constructor', '__proto__'])(
    'knows no route %s',
    async (routeKey) => {
      const { status, body } = await ask({ routeKey });

      expect([status, body.detail, happened]).toEqual([404, 'There is nothing at this address.', []]);
    },
  );

  it('reads a body of JSON, also when it comes in base64', async () => {
    const sent = { status: 'shown', seen: { version: 3 } };
    const plain = await decide(sent, { type: 'Application/JSON; charset=UTF-8' });
    const packed = await decide(sent, {
      body: Buffer.from(JSON.stringify(sent)).toString('base64'),
      isBase64Encoded: true,
    });

    expect([plain.body, packed.body]).toEqual([sent, sent]);
  });

  it('names every field it refuses, and repeats none of them', async () => {
    const { status, body, text } = await decide({ status: 'hush-hush', seen: {} });

    expect([status, body.type]).toEqual([400, '/problems/invalid']);
    expect(body.issues.map(({ path }: { path: string }) => path)).toEqual(['status', 'seen.version']);
    expect(text).not.toContain('hush-hush');
  });

  it.each([
    ['no content type', { type: undefined }, 'Send JSON, with the content type application/json.'],
    [
      'what a form of another site can send',
      { type: 'text/plain' },
      'Send JSON, with the content type application/json.',
    ],
    ['something that is no JSON', { body: '{' }, 'The request is not JSON.'],
    ['nothing', { body: undefined }, 'The request is not JSON.'],
    [
      'far too much',
      { body: JSON.stringify({ status: 'x'.repeat(16_384) }) },
      'The request is larger than 16384 characters.',
    ],
  ])('refuses %s as a body', async (_, differs, detail) => {
    const { status, body } = await decide({ status: 'shown', seen: { version: 1 } }, differs as Asked);

    expect([status, body.detail]).toEqual([400, detail]);
  });

  it('reads the query by a schema', async () => {
    run = ({ query }) => query(z.object({ status: z.enum(['waiting', 'shown']) }));

    const good = await ask({ query: { status: 'waiting' } });
    const bad = await ask({});

    expect(good.body).toEqual({ status: 'waiting' });
    expect([bad.status, bad.body.detail]).toEqual([400, 'The query is not valid.']);
  });

  it('gives path parameters by name, and nothing for one that is not there', async () => {
    run = ({ path }) => ({ reviewId: path('reviewId') });

    const good = await ask({ path: { clinicId: 'juniper', reviewId: 'r1' } });
    const bad = await ask();

    expect([good.body, bad.status]).toEqual([{ reviewId: 'r1' }, 404]);
  });

  it('answers what a route throws by its kind', async () => {
    run = () => {
      throw new AppError('conflict', 'Somebody was faster.');
    };

    expect(await ask()).toMatchObject({
      status: 409,
      body: { type: '/problems/conflict', instance: 'urn:request:r-1' },
    });
  });

  it('says nothing of a fault of ours', async () => {
    run = () => {
      throw new Error('table clinic-reviews-prod-ledger: My sciatica is better.');
    };

    const { status, body, text } = await ask();

    expect([status, body.type]).toEqual([500, 'about:blank']);
    expect(text).not.toMatch(/sciatica|ledger/u);
  });
});

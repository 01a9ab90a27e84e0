import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { adminRoutes } from '../../../functions/admin/routes.ts';
import type { SourceRoute } from '../../../functions/sources/source-api.lambda.ts';
import { sourceRoutes } from '../../../functions/sources/source-routes.ts';
import { type Assembly, assembleLocal } from '../../../infra/assemble.ts';
import type { Answer } from '../../../infra/aws-rules/answer.ts';
import { openHeadersPolicy } from '../../../infra/aws-rules/headers-policy.ts';
import { localiser } from '../../../infra/aws-rules/physical-names.ts';
import { readTemplate } from '../../../infra/aws-rules/template.ts';
import { cacheControlOf } from '../../../infra/commands/upload-site.ts';
import { anEvent, type StaffApi, startStaffApi } from '../../admin/staff-api.ts';
import { type ConnectWorld, startConnectWorld } from '../../sources/connect-world.ts';
import { type Listening, listen, readText } from './listen.ts';
import { type SignInServer, startSignIn } from './sign-in-server.ts';

/** The built page, served the way the CDN serves it, with the staff's API over tables of its own behind it. */
export interface AdminSite extends Listening {
  readonly api: StaffApi;
  readonly signIn: SignInServer;
  /** The API of the sources, with a fake Google behind it. */
  readonly world: ConnectWorld;
}

/** The page's client at the sign-in server, and that server's name. */
export const CLIENT = 'page';
export const ISSUER = 'https://issuer.example';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/**
 * Serves the built page for a test file: call it once at the top.
 *
 * @returns a function that gives the site; to be called inside hooks and tests only
 */
export function adminSiteForTests(): () => AdminSite {
  let site: AdminSite | undefined;
  beforeAll(async () => {
    site = await startAdminSite(await assembleLocal());
  });
  afterAll(() => site?.close());
  return () => {
    if (!site) throw new Error('The site starts with the tests; ask for it inside a hook or a test.');
    return site;
  };
}

/** Serves a built page; the caller closes it. */
async function startAdminSite({ assembly, site: folder }: Assembly): Promise<AdminSite> {
  const [api, signIn] = await Promise.all([startStaffApi(), startSignIn()]);
  const headers = pageHeaders(assembly, signIn.origin);
  const world = await startConnectWorld(api);
  const server = await listen((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    if (path.startsWith('/api/')) void answerApi(request, response, { api, signIn, world });
    else if (path === '/demo') answerFrame(response);
    else if (path === '/config.json') answerConfig(response, signIn.origin);
    else {
      const key = normalize(path === '/' ? 'index.html' : path.slice(1));
      void answerFile(response, join(folder, key), { ...headers, 'cache-control': cacheControlOf(key) });
    }
  });
  return {
    ...server,
    api,
    signIn,
    world,
    async close() {
      await Promise.all([server.close(), signIn.close(), world.stop(), api.tables.stop()]);
    },
  };
}

/** As API Gateway does it: a token is checked first, and the route's key is found for the address. */
async function answerApi(
  request: IncomingMessage,
  response: ServerResponse,
  { api, signIn, world }: Pick<AdminSite, 'api' | 'signIn' | 'world'>,
): Promise<void> {
  const staffId = signIn.personOf((request.headers.authorization ?? '').replace(/^Bearer /u, ''));
  if (staffId === undefined) {
    response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Unauthorized"}');
    return;
  }
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const sources = Object.keys(sourceRoutes(world.needs));
  const found = findRoute([...Object.keys(adminRoutes(api.needs)), ...sources], request.method, url.pathname);
  const body = await readText(request);
  const asked = {
    ...found.parameters,
    query: Object.fromEntries(url.searchParams),
    ...(body !== '' && { body }),
  };
  const {
    status,
    type,
    body: said,
  } = sources.includes(found.key)
    ? await world.ask(staffId, found.key as SourceRoute, asked)
    : await api.send(anEvent(staffId, found.key, asked));
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(JSON.stringify(said));
}

/** The key of the route that an address belongs to, `''` for none, and what stands in the place of its parameters. */
function findRoute(keys: readonly string[], method: string | undefined, path: string) {
  const parts = path.split('/').map(decodeURIComponent);
  const parametersOf = (key: string) => {
    const [verb, pattern = ''] = key.split(' ');
    const wanted = pattern.split('/');
    if (verb !== method || wanted.length !== parts.length) return undefined;
    const named = wanted.map((one, at) => [/^\{(\w+)\}$/u.exec(one)?.[1], parts[at] ?? ''] as const);
    const fits = wanted.every((one, at) => named[at]?.[0] !== undefined || one === parts[at]);
    return fits ? Object.fromEntries(named.filter(([name]) => name !== undefined)) : undefined;
  };
  for (const key of keys) {
    const parameters = parametersOf(key);
    if (parameters) return { key, parameters };
  }
  return { key: '', parameters: {} };
}

function answerConfig(response: ServerResponse, signInUrl: string): void {
  const settings = {
    region: 'local',
    pool: 'pool',
    client: CLIENT,
    signInUrl,
    issuer: ISSUER,
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(settings));
}

/** A page of the same origin that shows the admin page in a frame. */
function answerFrame(response: ServerResponse): void {
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end('<!doctype html><title>Frames</title><iframe src="/" width="600" height="800"></iframe>');
}

async function answerFile(response: ServerResponse, file: string, headers: Answer['headers']): Promise<void> {
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response
    .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...headers })
    .end(await readFile(file));
}

/** The headers that the synthesized CDN gives the page. */
function pageHeaders(assembly: string, signInUrl: string): Answer['headers'] {
  const template = readTemplate(assembly, localiser('', signInUrl, ''));
  const [distribution] = template.ofType('AWS::CloudFront::Distribution');
  const { ResponseHeadersPolicyId } = distribution?.properties.DistributionConfig.DefaultCacheBehavior ?? {};
  const policies = template.ofType('AWS::CloudFront::ResponseHeadersPolicy');
  const policy = policies.find(({ id }) => id === ResponseHeadersPolicyId);
  if (!policy) throw new Error('The distribution gives the page no headers.');
  return openHeadersPolicy(policy.properties)({}, undefined);
}

import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { boot } from '../../../infra/local/boot.ts';
import { startEngine } from '../../../infra/local/dynamodb.ts';
import { closeServer, listen } from '../../../infra/local/loopback.ts';
import { type DemoSites, startDemoSites } from '../../../infra/sample/demo-sites.ts';
import { type FakeServer, startFakeServer } from '../../../infra/sample/fake-server.ts';
import { type RunningTinyApp, startTinyApp, TABLE, writeTinyApp } from './tiny-app.ts';
import { WEB_APP } from './web-app.ts';

let app: RunningTinyApp;
let sites: DemoSites;
let source: FakeServer;

beforeAll(async () => {
  app = await startTinyApp(WEB_APP);
  sites = await startDemoSites({ cdnOrigin: app.runtime.url });
  const route = {
    name: 'one',
    method: 'GET',
    path: /^\/a\/([^/]+)$/u,
    answer: () => ({ status: 200, body: '' }),
  };
  source = await startFakeServer({ routes: [route], notFound: { status: 404, body: '' } });
});

afterAll(() => Promise.all([app.stop(), sites.stop(), source.stop()]));

const PORTS: readonly (readonly [string, () => string])[] = [
  ['the CDN', () => app.runtime.url],
  ['the sign-in page', () => app.runtime.signInUrl],
  ['AWS’s services', () => app.runtime.aws.endpoint],
  ['a demo site', () => sites.clinicUrl],
  ['a source', () => source.url],
];

/** Sends bytes to a port, and gives the status of each answer in what comes back until it closes. */
async function say(url: string, text: string): Promise<readonly number[]> {
  const chunks: Buffer[] = [];
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise<void>((resolve) => {
    socket.on('close', () => resolve());
    socket.on('error', () => resolve());
    socket.write(text, 'latin1');
  });
  const answered = Buffer.concat(chunks).toString('latin1');
  expect(answered).not.toMatch(/\n\s+at .*(?:\.ts|\.js|node:)/u);
  return [...answered.matchAll(/^HTTP\/1\.1 (\d{3}) /gmu)].map(([, status]) => Number(status));
}

const request = (target: string, method = 'GET', more = '') =>
  `${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${more}\r\n`;

const TARGETS = [
  '/%',
  '/feed/%',
  '/feed/%zz.json',
  '/feed/%ff%fe',
  '/feed/%c0%af',
  '/feed/%00',
  '/feed/../../etc/passwd',
  '/feed/%2e%2e/%2e%2e/index.html',
  '/feed/..%2f..%2fx',
  '/api/%',
  '/api/open/%E0%A4%A',
  '/api/open/%00',
  '/embed/%u0041',
  '/t/%',
  '/a/%',
  '/a/%ff',
  '//',
  '//x/y',
  '///',
  '/\\..\\x',
  '*',
  'http://elsewhere.example/feed/x.json',
  'http://[/x',
  '/?%',
  '/feed/x?%ff=%',
  '/login/%',
  '/oauth2/authorize?client_id=%00&redirect_uri=%',
  '/oauth2/authorize?request=%7b',
  '/logout?logout_uri=javascript:1',
  '/.well-known/%',
  `/feed/${'a'.repeat(1100)}`,
  `/feed/${'a'.repeat(9000)}`,
  `/feed/${'%61'.repeat(2000)}`,
  `/${'a/'.repeat(3000)}`,
];

describe.each(PORTS)('%s', (_, urlOf) => {
  it.each(TARGETS)('answers a reading of %.60s', async (target) => {
    const [status, another] = await say(urlOf(), request(target));

    expect(another).toBeUndefined();
    expect(status).toBeGreaterThanOrEqual(200);
    expect(status).not.toBe(500);
    expect(status).not.toBe(502);
  });

  it.each([
    ['a method nobody has', request('/', 'BREW')],
    ['a tunnel', request('elsewhere.example:443', 'CONNECT')],
    ['another protocol', request('/', 'GET', 'Upgrade: websocket\r\nConnection: Upgrade\r\n')],
    ['a trace', request('/', 'TRACE')],
    ['options of all', request('*', 'OPTIONS')],
    ['no line at all', 'nonsense\r\n\r\n'],
    ['a broken header', request('/', 'GET', 'Not a header\r\n')],
    ['two lengths', request('/', 'POST', 'Content-Length: 1\r\nContent-Length: 2\r\n')],
    ['a head of 40 kB', request('/', 'GET', `X-Long: ${'x'.repeat(40_000)}\r\n`)],
    ['an expectation', request('/', 'GET', 'Expect: the-impossible\r\n')],
    [
      'a form that is none',
      `${request('/', 'POST', 'Content-Type: application/json\r\nContent-Length: 1\r\n')}{`,
    ],
    [
      'a call of a service in odd words',
      `${request('/', 'POST', 'Authorization: AWS4-HMAC-SHA256 Credential=operator/1/r/sqs/x\r\nX-Amz-Target: A.B\r\nContent-Length: 1\r\n')}[`,
    ],
  ])('answers %s, or closes at once', async (__, text) => {
    const statuses = await say(urlOf(), text);

    expect(statuses.filter((status) => status >= 500 && status !== 501 && status !== 505)).toEqual([]);
  });

  it('goes on after all of that', async () => {
    expect((await say(urlOf(), request('/'))).length).toBe(1);
  });
});

describe('what CloudFront and S3 answer', () => {
  it.each([
    ['/feed/%', 400],
    ['/feed/%ff', 400],
    [`/feed/${'a'.repeat(1100)}`, 400],
    [`/feed/${'a'.repeat(9000)}`, 414],
    ['/feed/%00', 404],
    ['/feed/none.json', 404],
    ['/feed/../index.html', 403],
    ['/%2e%2e/feed/none.json', 404],
    ['/api/none', 404],
    ['/none.html', 403],
  ])('is answered here too: %.30s is a %i', async (target, status) => {
    expect(await say(app.runtime.url, request(target))).toEqual([status]);
  });
});

describe('a request that comes while the runtime comes up', () => {
  let engine: Awaited<ReturnType<typeof startEngine>>;
  let gate: Server;
  afterAll(async () => {
    vi.unstubAllEnvs();
    await closeServer(gate);
    await engine.stop();
  });

  it('is told to come again, at every port, and gets its answer then', async () => {
    engine = await startEngine();
    const released = Promise.withResolvers<void>();
    // An engine that lets nothing through until we have looked.
    gate = createServer(async (incoming, answer) => {
      await released.promise;
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { host: _, connection: __, ...sent } = incoming.headers;
      const headers = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, String(value)]));
      const body = Buffer.concat(chunks);
      const reply = await fetch(engine.url, { method: 'POST', headers, body });
      answer.writeHead(reply.status).end(await reply.text());
    });
    vi.stubEnv('DYNAMODB_ENDPOINT', await listen(gate));
    const port = await twoFreePorts();
    const assembly = writeTinyApp({ ...WEB_APP, resources: { ...WEB_APP.resources, Table: TABLE } });
    const booting = boot({ assembly, port });
    const ask = (at: number) => fetch(`http://127.0.0.1:${at}/`).catch(() => undefined);

    for (const at of [port, port + 1]) {
      await expect.poll(async () => (await ask(at))?.status).toBe(503);
      expect((await ask(at))?.headers.get('retry-after')).toBe('1');
    }
    released.resolve();

    const runtime = await booting;
    expect([(await ask(port))?.status, (await ask(port + 1))?.status]).toEqual([403, 404]);
    await runtime.stop();
  });
});

/** A free port whose next one is free too. */
async function twoFreePorts(): Promise<number> {
  for (;;) {
    const [first, second] = [createServer(), createServer()];
    const port = Number(new URL(await listen(first)).port);
    const isFree = await listen(second, port + 1).then(
      () => true,
      () => false,
    );
    await Promise.all([closeServer(first), closeServer(second)]);
    if (isFree) return port;
  }
}

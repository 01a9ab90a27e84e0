import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../functions/domain/error.ts';
import { type HttpCall, type HttpLimits, openHttp } from '../../functions/sources/http.ts';
import type { HttpAnswer } from '../../functions/sources/http-exchange.ts';
import { faults } from '../../infra/sample/fake-faults.ts';
import { type FakeServer, startFakeServer } from '../../infra/sample/fake-server.ts';
import type { Fault } from '../../infra/sample/fake-trouble.ts';
import { NOW } from '../support/builders.ts';
import { QUICK } from './pull-world.ts';

/** What never comes is waited for in vain: only as long as a good answer surely does not take. */
const GIVES_UP_SOON: Partial<HttpLimits> = { firstByteMs: 2000, totalMs: 2000 };

const PAGE = {
  reviews: Array.from({ length: 20 }, (_, at) => ({ id: at, text: `Ciática: ${'ñ'.repeat(40)}` })),
};

let server: FakeServer;
beforeAll(async () => {
  server = await startFakeServer({
    routes: [{ name: 'page', method: 'GET', path: /^\/page$/u, answer: () => ({ status: 200, body: PAGE }) }],
    notFound: { status: 404, body: { error: 'not found' } },
  });
});
afterAll(() => server.stop());
afterEach(() => server.faults.clear());

function toFailure({ status }: HttpAnswer): AppError {
  const passing = status === 429 ? 'throttled' : 'unreachable';
  const reason = status === 429 || status >= 500 ? passing : 'bad-request';
  return new AppError('source-failed', `status ${status}`, { reason });
}

/** Calls once with a client of its own, and tells what came and how many requests it took. */
async function callWith(
  trouble: readonly Fault[],
  differs: { url?: string; remainingMs?: number; limits?: Partial<HttpLimits> } = {},
) {
  const http = openHttp(() => NOW, { ...QUICK, ...differs.limits });
  const before = server.calls.length;
  server.faults.push(...trouble);
  const call: HttpCall = { remainingMs: () => differs.remainingMs ?? 60_000, toFailure };
  const result = await http.call({ url: differs.url ?? `${server.url}/page` }, call).then(
    ({ json }) => ({ json, failure: undefined }),
    (failure: AppError) => ({ json: undefined, failure }),
  );
  http.close();
  return { ...result, calls: server.calls.slice(before) };
}

const always = (fault: Fault): Fault => ({ ...fault, times: Number.POSITIVE_INFINITY });

describe('openHttp', () => {
  it.each<[string, Fault, Partial<HttpLimits>?]>([
    ['a 500', faults.answers({ status: 500, body: {} })],
    ['a 502 in HTML', faults.html(502)],
    ['a 503', faults.retryAfter(503, '0')],
    ['a 504', faults.answers({ status: 504, body: '' })],
    ['a reset before the head', faults.reset()],
    ['a reset in the body', faults.reset(700)],
    ['an early end', faults.earlyEnd(0.5)],
    ['JSON that breaks off', faults.cut(0.5)],
    ['compressed JSON that breaks off', faults.cutGzip(0.5)],
    ['chunks without an end', faults.chunked(true)],
    ['a length that is too short', faults.shortLength(20)],
    ['a web page', faults.html(200)],
    ['nothing', faults.says('')],
    ['something after the JSON', faults.trailing('<!-- -->')],
    ['two documents', faults.trailing('{}')],
    ['another encoding', faults.latin1()],
    ['64 kB of headers', faults.longHeaders(65_536)],
    ['silence', faults.silent(), GIVES_UP_SOON],
    ['a body byte by byte', faults.drip(10), GIVES_UP_SOON],
  ])('asks again after %s, and takes only a whole answer', async (_, fault, limits = {}) => {
    const { json, calls } = await callWith([fault], { limits });

    expect(json).toEqual(PAGE);
    expect(calls).toHaveLength(2);
  });

  it.each<[string, Fault]>([
    ['with a byte order mark', faults.byteOrderMark()],
    ['with another type', faults.mistyped()],
    ['compressed', faults.cutGzip(1)],
    ['compressed and in chunks', faults.chunked()],
  ])('takes JSON %s', async (_, fault) => {
    const { json, calls } = await callWith([fault]);

    expect(json).toEqual(PAGE);
    expect(calls).toHaveLength(1);
  });

  it('takes no part of a page for the whole, wherever it breaks off', async () => {
    const cuts = Array.from({ length: 50 }, (_, at) => at / 50);

    for (const fault of cuts.flatMap((keep) => [
      faults.cut(keep),
      faults.earlyEnd(keep),
      faults.cutGzip(keep),
    ])) {
      const { json } = await callWith([fault]);

      expect(json).toEqual(PAGE);
    }
  });

  it.each<[string, Fault, string, Partial<HttpLimits>?]>([
    ['errors', faults.answers({ status: 503, body: {} }), 'unreachable'],
    ['resets', faults.reset(), 'unreachable'],
    ['silence', faults.silent(), 'unreachable', { firstByteMs: 100 }],
    ['web pages', faults.html(200), 'bad-response'],
    ['throttling', faults.answers({ status: 429, body: {} }), 'throttled'],
  ])('gives up after four tries with %s', async (_, fault, reason, limits = {}) => {
    const { failure, calls } = await callWith([always(fault)], { limits });

    expect(failure).toMatchObject({ kind: 'source-failed', reason });
    expect(calls).toHaveLength(4);
  });

  it.each<[string, Fault, string]>([
    ['a refusal', faults.answers({ status: 400, body: {} }), 'bad-request'],
    ['a body of 3 MB', faults.huge(3_000_000), 'bad-response'],
    ['a redirect', faults.redirect('/elsewhere'), 'bad-request'],
    ['a redirect to nowhere', faults.redirect('http://['), 'bad-request'],
  ])('does not ask again after %s', async (_, fault, reason) => {
    const { failure, calls } = await callWith([always(fault)]);

    expect(failure).toMatchObject({ kind: 'source-failed', reason });
    expect(calls.map(({ route }) => route)).toEqual(['page']);
  });

  it('does not unpack a bomb', async () => {
    const before = process.memoryUsage.rss();

    const { failure, calls } = await callWith([faults.gzipBomb(200)]);

    expect(failure).toMatchObject({ reason: 'bad-response' });
    expect(calls).toHaveLength(1);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
  });

  it.each(['1', 'Sun, 22 Nov 2026 10:00:01 GMT'])('waits as told by Retry-After: %s', async (value) => {
    const { json, calls } = await callWith([faults.retryAfter(429, value)]);
    const [first, second] = calls;

    expect(json).toEqual(PAGE);
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it.each(['-5', 'soon', 'Sun, 22 Nov 2026 09:00:00 GMT'])(
    'backs off on its own after Retry-After: %s',
    async (value) => {
      const { json, calls } = await callWith([faults.retryAfter(429, value)]);

      expect(json).toEqual(PAGE);
      expect(calls).toHaveLength(2);
    },
  );

  it.each([
    ['86400', '2026-11-23T10:00:00.000Z'],
    ['999999999', '2026-11-23T10:00:00.000Z'],
    ['60', '2026-11-22T10:01:00.000Z'],
  ])('does not sit out Retry-After: %s, but says when to come back', async (value, retryAt) => {
    const { failure, calls } = await callWith([faults.retryAfter(429, value)]);

    expect(failure).toMatchObject({ reason: 'throttled', retryAt });
    expect(calls).toHaveLength(1);
  });

  it('does not wait longer than there is time', async () => {
    const { failure, calls } = await callWith([faults.retryAfter(503, '5')], { remainingMs: 4000 });

    expect(failure).toMatchObject({ reason: 'unreachable', retryAt: '2026-11-22T10:00:05.000Z' });
    expect(calls).toHaveLength(1);
  });

  it('gives up a call when the time is over', async () => {
    const { failure, calls } = await callWith([always(faults.silent())], {
      remainingMs: 100,
      limits: { firstByteMs: 60_000, totalMs: 60_000, tries: 1 },
    });

    expect(failure).toMatchObject({ reason: 'unreachable' });
    expect(calls).toHaveLength(1);
  });

  it('draws its pauses from a range that doubles, so that callers drift apart', async () => {
    const pauses: number[] = [];
    const pace = { random: () => 0.5, pause: async (ms: number) => void pauses.push(ms) };
    const http = openHttp(() => NOW, { ...QUICK, backOffMs: 500 }, pace);
    server.faults.push(always(faults.answers({ status: 503, body: {} })));

    await expect(
      http.call({ url: `${server.url}/page` }, { remainingMs: () => 60_000, toFailure }),
    ).rejects.toMatchObject({ reason: 'unreachable' });

    expect(pauses).toEqual([250, 500, 1000]);
    http.close();
  });

  it.each<[string, Fault, readonly number[]]>([
    ['Retry-After in seconds, and jitter upon it', faults.retryAfter(429, '7'), [7250, 7500, 8000]],
    [
      'a second at least when throttled without it',
      faults.answers({ status: 429, body: {} }),
      [1250, 1500, 2000],
    ],
    ['a second at least when it is negative', faults.retryAfter(429, '-5'), [1250, 1500, 2000]],
  ])('sits out %s', async (_, fault, expected) => {
    const pauses: number[] = [];
    const pace = { random: () => 0.5, pause: async (ms: number) => void pauses.push(ms) };
    const http = openHttp(() => NOW, { ...QUICK, backOffMs: 500 }, pace);
    server.faults.push(always(fault));

    await expect(
      http.call({ url: `${server.url}/page` }, { remainingMs: () => 60_000, toFailure }),
    ).rejects.toMatchObject({ reason: 'throttled' });

    expect(pauses).toEqual(expected);
    http.close();
  });

  it('begins no pause that would outlast the time that is left', async () => {
    let leftMs = 9000;
    const pause = async (ms: number) => {
      leftMs -= ms;
    };
    const http = openHttp(() => NOW, { ...QUICK, tries: 10, backOffMs: 500 }, { random: () => 1, pause });
    server.faults.push(always(faults.retryAfter(429, '2')));

    await expect(
      http.call({ url: `${server.url}/page` }, { remainingMs: () => leftMs, toFailure }),
    ).rejects.toMatchObject({ reason: 'throttled', retryAt: '2026-11-22T10:00:02.000Z' });

    expect(leftMs).toBeGreaterThan(0);
    http.close();
  });

  it.each([
    ['a name that does not exist', 'http://nowhere.invalid/page'],
    ['a port nobody listens at', 'http://127.0.0.1:9/page'],
    ['a server that speaks no TLS', () => `https://127.0.0.1:${server.port}/page`],
  ])('does not reach %s', async (_, url) => {
    const { failure } = await callWith([], {
      url: typeof url === 'string' ? url : url(),
      limits: { tries: 1 },
    });

    expect(failure).toMatchObject({ kind: 'source-failed', reason: 'unreachable' });
    expect(failure?.message).not.toContain('page');
  });

  it('gives up a connection that never gets ready', async () => {
    const mute = createServer();
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;

    const { failure } = await callWith([], {
      url: `https://127.0.0.1:${port}/page`,
      limits: { connectMs: 100, firstByteMs: 60_000, totalMs: 60_000, tries: 1 },
    });

    mute.close();
    expect(failure?.message).toContain('ETIMEDOUT');
  });

  it.each<[string, Fault]>([
    ['silence', faults.silent()],
    ['a body byte by byte', faults.drip(10)],
    ['a large body', faults.huge(30_000_000)],
    ['an early end', faults.earlyEnd(0.3)],
    ['a reset', faults.reset(10)],
  ])('leaves no connection open after %s', async (_, fault) => {
    const http = openHttp(() => NOW, { ...QUICK, ...GIVES_UP_SOON, tries: 1 });
    server.faults.push(fault);

    await expect(
      http.call({ url: `${server.url}/page` }, { remainingMs: () => 60_000, toFailure }),
    ).rejects.toThrow();

    await expect.poll(() => server.connections()).toBe(0);
    http.close();
  });

  it('keeps a good connection for the next call', async () => {
    const http = openHttp(() => NOW, QUICK);
    const call = { remainingMs: () => 60_000, toFailure };

    for (let at = 0; at < 5; at += 1) await http.call({ url: `${server.url}/page` }, call);

    expect(await server.connections()).toBe(1);
    http.close();
    await expect.poll(() => server.connections()).toBe(0);
  });
});

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FakeAnswer, FakeRequest, FakeRoute } from './fake-exchange.ts';
import { sendAnswer } from './fake-transport.ts';
import { type Fault, type Faults, openFaults } from './fake-trouble.ts';

/** A line in the log of a fake source. Holds no header, so no token. */
interface FakeCall {
  readonly route: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly status: number;
  /** Milliseconds of a monotonic clock when it came. */
  readonly atMs: number;
}

/** A running fake source on 127.0.0.1. */
export interface FakeServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly faults: Faults;
  /** Every request, oldest first. */
  readonly calls: readonly FakeCall[];
  /** Connections open now. */
  readonly connections: () => Promise<number>;
  /** Stops at once; open connections are cut. */
  readonly stop: () => Promise<void>;
}

/** What a fake server is made of. */
export interface FakeServerOptions {
  readonly routes: readonly FakeRoute[];
  /** The answer where no route matches. */
  readonly notFound: FakeAnswer;
  /** Default: any free port. */
  readonly port?: number;
  /** Called with every answer that was sent whole; what came back damaged was never served. */
  readonly onServed?: (request: FakeRequest, answer: FakeAnswer) => void;
}

/** Starts a fake source. */
export async function startFakeServer(options: FakeServerOptions): Promise<FakeServer> {
  const faults = openFaults();
  const calls: FakeCall[] = [];
  const stopping = new AbortController();
  const server = createServer({ keepAliveTimeout: 2000 }, (incoming, outgoing) => {
    const answered = (async () => {
      const request = await toRequest(incoming, options.routes);
      const fault = faults.take(request);
      fault?.before?.();
      const answer = answerOf(request, fault, options);
      calls.push(toCall(request, answer));
      if (fault?.delayMs) await wait(fault.delayMs, undefined, { signal: stopping.signal });
      await sendAnswer(outgoing, answer, fault?.transport);
      if (!fault?.transport) options.onServed?.(request, answer);
    })();
    answered.catch((error) => {
      if (isUnreadable(error)) outgoing.writeHead(400).end();
      else incoming.socket.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    faults,
    calls,
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    async stop() {
      stopping.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function toRequest(incoming: IncomingMessage, routes: readonly FakeRoute[]): Promise<FakeRequest> {
  const url = new URL(`http://fake.example${incoming.url ?? '/'}`);
  const method = incoming.method ?? 'GET';
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const route = routes.find((candidate) => candidate.method === method && candidate.path.test(url.pathname));
  return {
    route: route?.name ?? '',
    method,
    url,
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    captured: (route?.path.exec(url.pathname) ?? []).slice(1).map(decodeURIComponent),
  };
}

function isUnreadable(error: { readonly code?: string }): boolean {
  return error instanceof URIError || error.code === 'ERR_INVALID_URL';
}

function answerOf(request: FakeRequest, fault: Fault | undefined, options: FakeServerOptions): FakeAnswer {
  const route = options.routes.find(({ name }) => name === request.route);
  const truth = route?.answer(request) ?? options.notFound;
  return fault?.answer?.(truth, request) ?? truth;
}

function toCall({ route, method, url }: FakeRequest, { status }: FakeAnswer): FakeCall {
  return { route, method, path: `${url.pathname}${url.search}`, status, atMs: performance.now() };
}

import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { closeServer, listen } from '../../infra/local/loopback.ts';

/** Ways in which DynamoDB fails a request. */
export const ENGINE_FAULTS = ['throttled', 'server-error', 'conflict', 'reply-lost', 'reset'] as const;
export type EngineFault = (typeof ENGINE_FAULTS)[number];

/** What stands between one worker and the engine. */
export interface EngineProxy {
  readonly url: string;
  /** Decides before each request; `undefined` lets it through. */
  pick: () => EngineFault | undefined;
  /** Writes that still reach the engine; with the next one the worker is dead, and nothing of it gets through. */
  writesLeft: number;
  readonly isDead: () => boolean;
  /** Brings a dead worker back, as a new one. */
  readonly revive: () => void;
  readonly injected: Map<EngineFault, number>;
  readonly stop: () => Promise<void>;
}

const WRITE = /(?:PutItem|UpdateItem|DeleteItem|TransactWriteItems)$/u;

/** Puts a proxy before the engine that fails as it is told to, below everything the product knows of. */
export async function startEngineProxy(engine: string): Promise<EngineProxy> {
  const agent = new Agent({ keepAlive: true });
  let dead = false;
  const server = createServer((incoming, reply) => {
    answer(incoming, reply).catch(() => reply.socket?.destroy());
  });
  const answer = async (incoming: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const body = await readAll(incoming);
    const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? '';
    const isWrite = WRITE.test(operation);
    if (isWrite && proxy.writesLeft <= 0) dead = true;
    if (dead) return void reply.socket?.destroy();
    const fault = proxy.pick();
    const isStruck = fault !== undefined && (fault !== 'conflict' || operation === 'TransactWriteItems');
    if (isStruck) proxy.injected.set(fault, (proxy.injected.get(fault) ?? 0) + 1);
    if (isStruck && fault === 'reset') return void reply.socket?.resetAndDestroy();
    if (isStruck && fault !== 'reply-lost') return refuse(reply, fault, body);
    if (isWrite) proxy.writesLeft -= 1;
    const said = await forward(engine, incoming, body, agent);
    if (isStruck) return void reply.socket?.destroy();
    reply.writeHead(said.status, said.headers).end(said.body);
  };
  const proxy: EngineProxy = {
    url: await listen(server),
    pick: () => undefined,
    writesLeft: Number.POSITIVE_INFINITY,
    isDead: () => dead,
    revive() {
      dead = false;
      proxy.writesLeft = Number.POSITIVE_INFINITY;
    },
    injected: new Map(),
    async stop() {
      await closeServer(server);
      agent.destroy();
    },
  };
  return proxy;
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Said {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

function forward(engine: string, { headers }: IncomingMessage, body: Buffer, agent: Agent): Promise<Said> {
  return new Promise((resolve, reject) => {
    const onward = send(engine, { method: 'POST', headers, agent }, (reply) => {
      readAll(reply).then(
        (said) => resolve({ status: reply.statusCode ?? 500, headers: reply.headers, body: said }),
        reject,
      );
    });
    onward.once('error', reject);
    onward.end(body);
  });
}

const SAID: Readonly<Record<'throttled' | 'server-error' | 'conflict', readonly [number, string]>> = {
  throttled: [400, 'ProvisionedThroughputExceededException'],
  'server-error': [500, 'InternalServerError'],
  conflict: [400, 'TransactionCanceledException'],
};

function refuse(reply: ServerResponse, fault: keyof typeof SAID, body: Buffer): void {
  const [status, name] = SAID[fault];
  const { TransactItems = [] } = JSON.parse(body.toString('utf8')) as { TransactItems?: readonly unknown[] };
  const reasons = TransactItems.map((_, at) => ({ Code: at === 0 ? 'TransactionConflict' : 'None' }));
  const said = {
    __type: `com.amazonaws.dynamodb.v20120810#${name}`,
    message: 'Injected.',
    ...(fault === 'conflict' && { CancellationReasons: reasons }),
  };
  reply.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(said));
}

const TRIES = 4;

/** Tries again as the client does by itself, but at once. */
export const AT_ONCE: NonNullable<DynamoDBClientConfig['retryStrategy']> = {
  acquireInitialRetryToken: async () => retryToken(0),
  async refreshRetryTokenForRetry(token, { errorType }) {
    const count = token.getRetryCount() + 1;
    if (errorType === 'CLIENT_ERROR' || count >= TRIES) throw new Error('No more tries.');
    return retryToken(count);
  },
  recordSuccess: () => undefined,
};

function retryToken(count: number) {
  return { getRetryCount: () => count, getRetryDelay: () => 0 };
}

import { Readable } from 'node:stream';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Ways in which DynamoDB fails a request. */
export const ENGINE_FAULTS = ['throttled', 'server-error', 'conflict', 'reply-lost', 'reset'] as const;
type EngineFault = (typeof ENGINE_FAULTS)[number];

/** What stands between one worker's client and the engine. */
export interface EngineTrouble {
  /** Decides before each request; `undefined` lets it through. */
  pick: () => EngineFault | undefined;
  /** Writes that still reach the engine; with the next one the worker is dead, and nothing of it gets through. */
  writesLeft: number;
  readonly isDead: () => boolean;
  /** Lets a new worker take the place of a dead one. */
  readonly revive: () => void;
  readonly injected: ReadonlyMap<EngineFault, number>;
}

/** A request and an answer as the client's own transport has them. */
interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

type Way = DynamoDBDocumentClient['config']['requestHandler']['handle'];
type Request = Parameters<Way>[0];
type Options = Parameters<Way>[1];

const WRITE = /(?:PutItem|UpdateItem|DeleteItem|TransactWriteItems)$/u;

/** Puts trouble under a client, where its requests leave it: everything the product does lies above. */
export function troubleEngine(client: DynamoDBDocumentClient): EngineTrouble {
  const way = client.config.requestHandler;
  const send = way.handle.bind(way);
  const injected = new Map<EngineFault, number>();
  let isDead = false;
  const trouble: EngineTrouble = {
    pick: () => undefined,
    writesLeft: Number.POSITIVE_INFINITY,
    isDead: () => isDead,
    revive() {
      isDead = false;
      trouble.writesLeft = Number.POSITIVE_INFINITY;
    },
    injected,
  };
  const pass = async (request: Request, options: Options, isWrite: boolean) => {
    if (isWrite) trouble.writesLeft -= 1;
    return send(request, options);
  };
  way.handle = async (request, options) => {
    const { headers, body } = request as Sent;
    const operation = headers['x-amz-target'] ?? '';
    const isWrite = WRITE.test(operation);
    isDead ||= isWrite && trouble.writesLeft <= 0;
    if (isDead) throw broken();
    const fault = pickFor(operation, trouble);
    if (fault === undefined) return pass(request, options, isWrite);
    injected.set(fault, (injected.get(fault) ?? 0) + 1);
    if (isSaid(fault)) return refusal(fault, new TextDecoder().decode(body)) as never;
    if (fault === 'reply-lost') {
      const { response } = await pass(request, options, isWrite);
      (response.body as Readable).resume();
    }
    throw broken();
  };
  return trouble;
}

function pickFor(operation: string, { pick }: EngineTrouble): EngineFault | undefined {
  const fault = pick();
  return fault === 'conflict' && !operation.endsWith('TransactWriteItems') ? undefined : fault;
}

function broken(): Error {
  return Object.assign(new Error('The connection broke.'), { code: 'ECONNRESET' });
}

const SAID: Readonly<Record<'throttled' | 'server-error' | 'conflict', readonly [number, string]>> = {
  throttled: [400, 'ProvisionedThroughputExceededException'],
  'server-error': [500, 'InternalServerError'],
  conflict: [400, 'TransactionCanceledException'],
};

function isSaid(fault: EngineFault): fault is keyof typeof SAID {
  return Object.hasOwn(SAID, fault);
}

function refusal(fault: keyof typeof SAID, body: string) {
  const [statusCode, name] = SAID[fault];
  const { TransactItems = [] } = JSON.parse(body) as { readonly TransactItems?: readonly unknown[] };
  const reasons = TransactItems.map((_, at) => ({ Code: at === 0 ? 'TransactionConflict' : 'None' }));
  const said = {
    __type: `com.amazonaws.dynamodb.v20120810#${name}`,
    message: 'Injected.',
    ...(fault === 'conflict' && { CancellationReasons: reasons }),
  };
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { response: { statusCode, headers, body: Readable.from([Buffer.from(JSON.stringify(said))]) } };
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

import { createServer } from 'node:http';
import { closeServer, listen } from '../../infra/local/loopback.ts';

/** A stand-in for one AWS service in its JSON protocol. */
export interface StandIn {
  /** For any client of the SDK; it asks once and does not try again. */
  readonly config: {
    readonly endpoint: string;
    readonly region: string;
    readonly maxAttempts: number;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** What was asked, oldest first. */
  readonly asked: Readonly<Record<string, unknown>>[];
  readonly stop: () => Promise<void>;
}

/** What it says: an error has `__type`. */
export type Said = Readonly<Record<string, unknown>>;

/** Starts a stand-in that answers whatever `answer` gives. */
export async function startStandIn(
  answer: (asked: Readonly<Record<string, unknown>>) => Said,
): Promise<StandIn> {
  const asked: Readonly<Record<string, unknown>>[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    asked.push(one);
    const said = answer(one);
    response.writeHead('__type' in said ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(said));
  });
  const endpoint = await listen(server);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return {
    config: { endpoint, region: 'us-east-1', maxAttempts: 1, credentials },
    asked,
    stop: () => closeServer(server),
  };
}

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Answer } from '../aws-rules/answer.ts';

/** More than any request of ours has; a body beyond it would only fill the memory. */
const MOST_BYTES = 64 * 1024 * 1024;
const TEXT = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
const STARTING: Answer = {
  status: 503,
  headers: { ...TEXT, 'retry-after': '1' },
  body: 'This is starting. Try again in a moment.\n',
};

/** What answers a request: by what it gives, or by itself when it gives nothing. */
type Answering = (incoming: IncomingMessage, response: ServerResponse) => Promise<Answer | undefined>;

/** Lets a server say that it is starting, until `answerWith` says what it answers; nobody is left waiting. */
export function answerLater(server: Server): void {
  answerWith(server, async () => STARTING);
  // Nobody asks for a tunnel here; without a word Node would cut the connection.
  server.on('connect', (_, socket) => {
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nconnection: close\r\n\r\n');
  });
}

/** Lets a server answer, from now on. Whatever happens is answered: with 400 what cannot be read, else with 500. */
export function answerWith(server: Server, answering: Answering): void {
  server.removeAllListeners('request');
  server.on('request', async (incoming, response) => {
    try {
      // In any other form it is meant for a proxy.
      if (!incoming.url?.startsWith('/')) throw new URIError(incoming.url);
      const answer = await answering(incoming, response);
      if (answer) send(response, answer);
    } catch (error) {
      if (response.headersSent || incoming.destroyed) response.destroy();
      else send(response, refusal(error));
    }
  });
}

/** Writes an answer. */
function send(response: ServerResponse, { status, headers, body }: Answer): void {
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value);
  // A body that was not read would be taken for the next request.
  if (!response.req.complete) response.setHeader('connection', 'close');
  response.writeHead(status).end(body);
}

/** Reads a request's whole body. @throws Error when it is longer than any of ours */
export async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw Object.assign(new Error('The request is too long.'), { status: 413 });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function refusal(error: unknown): Answer {
  const { code, status } = error as { readonly code?: string; readonly status?: number };
  const isOdd = error instanceof URIError || error instanceof SyntaxError || code === 'ERR_INVALID_URL';
  const answered = status ?? (isOdd ? 400 : 500);
  return {
    status: answered,
    headers: TEXT,
    body: answered === 500 ? 'Something went wrong here.\n' : 'Bad request.\n',
  };
}

import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { FakeAnswer } from './fake-exchange.ts';

/** What can happen to an answer's bytes on their way. */
export type Transport =
  /** The connection is reset after so many bytes of the body; before the head when absent. */
  | { readonly kind: 'reset'; readonly afterBytes?: number }
  /** These bytes come instead of an answer, then the connection ends. */
  | { readonly kind: 'raw'; readonly bytes: string }
  /** The connection ends properly, without an answer. */
  | { readonly kind: 'hang-up' }
  /** A whole answer; then the connection ends though its head promised to keep it. */
  | { readonly kind: 'closing' }
  /** Nothing is ever said. */
  | { readonly kind: 'silence' }
  /** The body comes byte by byte. */
  | { readonly kind: 'drip'; readonly everyMs: number }
  /** A shorter body in a proper answer: JSON that breaks off. `keep` is a share of the bytes, 0 to 1. */
  | { readonly kind: 'cut'; readonly keep: number }
  /** The head promises the whole body, the connection ends properly after a share of it. */
  | { readonly kind: 'early-end'; readonly keep: number }
  /** The head promises fewer bytes than follow. */
  | { readonly kind: 'short-length'; readonly by: number }
  /** The body is compressed and breaks off. */
  | { readonly kind: 'cut-gzip'; readonly keep: number }
  /** The body is compressed and comes in chunks, as from the real sources; the last one never comes when `isCut`. */
  | { readonly kind: 'chunked'; readonly isCut?: boolean }
  /** Few bytes that unpack to so many megabytes of spaces before the body. */
  | { readonly kind: 'gzip-bomb'; readonly megabytes: number };

const JSON_TYPE = 'application/json; charset=UTF-8';
const MEGABYTE = 1_048_576;

/** Sends an answer, whole or as the transport spoils it. Ends when the last byte was handed over. */
export async function sendAnswer(
  response: ServerResponse,
  answer: FakeAnswer,
  transport?: Transport,
): Promise<void> {
  const body = toBytes(answer.body);
  if (!transport) return sendWhole(response, answer, body);
  switch (transport.kind) {
    case 'silence':
      return;
    case 'raw':
      response.socket?.end(transport.bytes);
      return;
    case 'hang-up':
      response.socket?.end();
      return;
    case 'closing':
      await sendWhole(response, answer, body);
      response.socket?.end();
      return;
    case 'reset':
      return reset(
        response,
        answer,
        transport.afterBytes === undefined ? undefined : body.subarray(0, transport.afterBytes),
      );
    case 'drip':
      return drip(response, answer, body, transport.everyMs);
    case 'cut':
      return sendWhole(response, answer, share(body, transport.keep));
    case 'early-end':
      return endEarly(response, answer, body, transport.keep);
    case 'short-length':
      return sendShort(response, answer, body, transport.by);
    case 'cut-gzip':
      return sendWhole(response, compressed(answer), share(gzipSync(body), transport.keep));
    case 'chunked':
      return sendChunked(response, answer, gzipSync(body), transport.isCut);
    case 'gzip-bomb':
      return sendWhole(response, compressed(answer), bomb(transport.megabytes, body));
  }
}

function toBytes(body: unknown): Buffer {
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function share(body: Buffer, keep: number): Buffer {
  return body.subarray(0, Math.floor(body.length * keep));
}

function compressed(answer: FakeAnswer): FakeAnswer {
  return { ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' } };
}

function bomb(megabytes: number, body: Buffer): Buffer {
  const spaces = gzipSync(Buffer.alloc(MEGABYTE, ' '));
  return Buffer.concat([...Array.from({ length: megabytes }, () => spaces), gzipSync(body)]);
}

function head(response: ServerResponse, { status, headers }: FakeAnswer, length: number): void {
  response.writeHead(status, { 'content-type': JSON_TYPE, ...headers, 'content-length': length });
}

async function sendWhole(response: ServerResponse, answer: FakeAnswer, body: Buffer): Promise<void> {
  head(response, answer, body.length);
  await new Promise<void>((resolve, reject) => {
    response.once('error', reject);
    response.end(body, resolve);
  });
}

async function sendChunked(
  response: ServerResponse,
  answer: FakeAnswer,
  body: Buffer,
  isCut = false,
): Promise<void> {
  response.writeHead(answer.status, { 'content-type': JSON_TYPE, ...compressed(answer).headers });
  const most = Math.ceil(body.length / 3);
  for (let at = 0; at < body.length; at += most) {
    await new Promise((resolve) => response.write(body.subarray(at, at + most), resolve));
  }
  if (isCut) response.socket?.end();
  else response.end();
}

async function reset(response: ServerResponse, answer: FakeAnswer, part: Buffer | undefined): Promise<void> {
  if (part) {
    head(response, answer, part.length + 1000);
    await new Promise((resolve) => response.write(part, resolve));
  }
  response.socket?.resetAndDestroy();
}

async function drip(
  response: ServerResponse,
  answer: FakeAnswer,
  body: Buffer,
  everyMs: number,
): Promise<void> {
  head(response, answer, body.length);
  for (let at = 0; at < body.length && !response.destroyed; at += 1) {
    response.write(body.subarray(at, at + 1));
    await wait(everyMs);
  }
  response.end();
}

async function endEarly(
  response: ServerResponse,
  answer: FakeAnswer,
  body: Buffer,
  keep: number,
): Promise<void> {
  head(response, answer, body.length);
  await new Promise((resolve) => response.write(share(body, keep), resolve));
  response.socket?.end();
}

async function sendShort(
  response: ServerResponse,
  answer: FakeAnswer,
  body: Buffer,
  by: number,
): Promise<void> {
  head(response, answer, Math.max(0, body.length - by));
  response.strictContentLength = false;
  await new Promise<void>((resolve) => response.end(body, resolve));
}

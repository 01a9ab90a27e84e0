import type { FakeAnswer } from './fake-exchange.ts';
import type { Fault } from './fake-trouble.ts';

/** Ways in which any source can misbehave, by what they show. Spread one and add `route` or `times` to aim it. */
export const faults = {
  /** Another status and body. */
  answers: (answer: FakeAnswer): Fault => ({ answer: () => answer }),
  /** Another body with status 200: an error body, `null`, a list, words. */
  says: (body: unknown): Fault => ({ answer: () => ({ status: 200, body }) }),
  /** The true body, made something else of; refusals stay as they are. */
  changes: (change: (body: Readonly<Record<string, unknown>>) => unknown): Fault => ({
    answer: (truth) =>
      truth.status === 200
        ? { ...truth, body: change(truth.body as Readonly<Record<string, unknown>>) }
        : truth,
  }),
  /** A web page instead of JSON. */
  html: (status: number): Fault => ({
    answer: () => ({
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '<!doctype html><title>Error</title><p>The server cannot answer now.',
    }),
  }),
  /** The right body under a type that is not JSON's. */
  mistyped: (): Fault => ({ answer: (truth) => ({ ...truth, headers: { 'content-type': 'text/plain' } }) }),
  /** A refusal with a `Retry-After` of any form. */
  retryAfter: (status: number, value: string): Fault => ({
    answer: () => ({ status, headers: { 'retry-after': value }, body: { error: { code: status } } }),
  }),
  /** On to another address. */
  redirect: (location: string, status = 302): Fault => ({
    answer: () => ({ status, headers: { location }, body: '' }),
  }),
  /** The right body with a byte order mark before it. */
  byteOrderMark: (): Fault => asText((text) => `\uFEFF${text}`),
  /** The right body in Latin-1 instead of UTF-8. */
  latin1: (): Fault => asText((text) => Buffer.from(text, 'latin1')),
  /** Something after the end of the JSON. */
  trailing: (rest: string): Fault => asText((text) => `${text}${rest}`),
  /** A body of so many bytes of spaces before the JSON. */
  huge: (bytes: number): Fault =>
    asText((text) => Buffer.concat([Buffer.alloc(bytes, ' '), Buffer.from(text)])),
  /** So many bytes of headers. */
  longHeaders: (bytes: number): Fault => ({
    answer: (truth) => ({ ...truth, headers: { ...truth.headers, 'x-padding': 'x'.repeat(bytes) } }),
  }),
  /** So many cookies beside the answer. */
  cookies: (count: number): Fault => ({
    answer: (truth) => ({
      ...truth,
      headers: {
        ...truth.headers,
        'set-cookie': Array.from({ length: count }, (_, at) => `c${at}=${'x'.repeat(40)}; Path=/; Secure`),
      },
    }),
  }),
  /** Bytes that are no answer of HTTP 1.1, and the end of the connection. */
  raw: (bytes: string): Fault => ({ transport: { kind: 'raw', bytes } }),
  /** The connection ends without an answer, as a kept one does when the server has had enough of it. */
  hangUp: (): Fault => ({ transport: { kind: 'hang-up' } }),
  /** A whole answer, after which the connection ends though it promised to stay. */
  closing: (): Fault => ({ transport: { kind: 'closing' } }),
  /** A pause before the first byte. */
  slow: (delayMs: number): Fault => ({ delayMs }),
  /** No answer, ever. */
  silent: (): Fault => ({ transport: { kind: 'silence' } }),
  /** A body that comes byte by byte. */
  drip: (everyMs: number): Fault => ({ transport: { kind: 'drip', everyMs } }),
  /** A connection reset, before the head or after so many bytes of the body. */
  reset: (afterBytes?: number): Fault => ({
    transport: { kind: 'reset', ...(afterBytes !== undefined && { afterBytes }) },
  }),
  /** JSON that breaks off in a proper answer, after a share (0 to 1) of it. */
  cut: (keep: number): Fault => ({ transport: { kind: 'cut', keep } }),
  /** A connection that ends before the promised length. */
  earlyEnd: (keep: number): Fault => ({ transport: { kind: 'early-end', keep } }),
  /** A promised length that is too short by so many bytes. */
  shortLength: (by: number): Fault => ({ transport: { kind: 'short-length', by } }),
  /** Compressed data that breaks off. */
  cutGzip: (keep: number): Fault => ({ transport: { kind: 'cut-gzip', keep } }),
  /** Compressed and in chunks, as the real sources answer: no fault, unless the last chunk never comes. */
  chunked: (isCut = false): Fault => ({ transport: { kind: 'chunked', isCut } }),
  /** Few bytes that unpack to many megabytes. */
  gzipBomb: (megabytes: number): Fault => ({ transport: { kind: 'gzip-bomb', megabytes } }),
};

function asText(change: (text: string) => string | Buffer): Fault {
  return { answer: (truth) => ({ ...truth, body: change(JSON.stringify(truth.body)) }) };
}

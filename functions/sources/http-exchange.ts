import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import fetch, { FetchError } from 'node-fetch';
import { parseJson } from '../platform/parse-json.ts';

/** A request to a source. Its address must hold no secret: addresses may be logged on the way. */
export interface HttpRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent by POST, form-encoded; without it the request is a GET. */
  readonly form?: Readonly<Record<string, string>>;
}

/** A source's answer, whole. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | null };
  /** The parsed body; `undefined` when it is not JSON in UTF-8. */
  readonly json: unknown;
}

/** Why there is no answer: one sentence without an address. */
export interface NoAnswer {
  readonly fault: string;
  /** True when asking again would bring the same. */
  readonly isFinal: boolean;
}

/** Connections to the sources, kept open between calls. */
export interface Agents {
  readonly of: (url: URL) => http.Agent;
  readonly close: () => void;
}

/** Opens connections that must be ready within a time. */
export function openAgents(connectMs: number): Agents {
  const plain = limitConnecting(new http.Agent({ keepAlive: true }), connectMs, 'connect');
  const secure = limitConnecting(
    new https.Agent({ keepAlive: true, rejectUnauthorized: true }),
    connectMs,
    'secureConnect',
  );
  return {
    of: ({ protocol }) => (protocol === 'http:' ? plain : secure),
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

function limitConnecting<Of extends http.Agent>(agent: Of, connectMs: number, ready: string): Of {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, done) => {
    const socket = connect(options, done);
    if (socket) giveUpUnless(socket, ready, connectMs);
    return socket;
  };
  return agent;
}

function giveUpUnless(socket: Duplex, ready: string, connectMs: number): void {
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error('connecting took too long'), { code: 'ETIMEDOUT' }));
  }, connectMs);
  const stop = () => clearTimeout(timer);
  socket.once(ready, stop);
  socket.once('close', stop);
}

/** Limits of one try; times count from its beginning. */
export interface ExchangeLimits {
  /** To the answer's head, connecting included. Default 5,000 ms. */
  readonly firstByteMs: number;
  /** To the answer's last byte. Default 15,000 ms. */
  readonly totalMs: number;
  /** Of the body, unpacked. Default 2,000,000. */
  readonly maxBytes: number;
}

/** Asks once and reads the whole answer; whatever becomes of it, nothing of it stays open. */
export async function exchange(
  { url, headers = {}, form }: HttpRequest,
  { firstByteMs, totalMs, maxBytes }: ExchangeLimits,
  agents: Agents,
): Promise<HttpAnswer | NoAnswer> {
  const giveUp = new AbortController();
  const stop = () => giveUp.abort();
  const timers = [setTimeout(stop, Math.min(firstByteMs, totalMs)), setTimeout(stop, totalMs)] as const;
  try {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      headers: { accept: 'application/json', 'user-agent': 'clinic-reviews', ...headers },
      ...(form && { body: new URLSearchParams(form) }),
      redirect: 'manual',
      size: maxBytes,
      agent: agents.of,
      signal: giveUp.signal,
    });
    clearTimeout(timers[0]);
    const json = parse(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, json };
  } catch (error) {
    return toNoAnswer(error, giveUp.signal.aborted);
  } finally {
    timers.forEach(clearTimeout);
    stop();
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Half an answer must never be taken for a whole one, nor another encoding for UTF-8. */
function parse(body: ArrayBuffer): unknown {
  try {
    return parseJson(utf8.decode(body));
  } catch {
    return undefined;
  }
}

/** Says what happened without the error's own words: they hold the address. */
function toNoAnswer(error: unknown, isLate: boolean): NoAnswer {
  if (isLate) return { fault: 'The source took too long to answer.', isFinal: false };
  if (!(error instanceof FetchError)) throw error;
  if (error.type === 'max-size') return { fault: 'The source’s answer is too large.', isFinal: true };
  return { fault: `The source gave no whole answer (${error.code ?? 'broken off'}).`, isFinal: false };
}

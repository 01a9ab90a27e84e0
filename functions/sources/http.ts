import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../domain/error.ts';
import type { SourceFailure } from '../domain/pull.ts';
import {
  type ExchangeLimits,
  exchange,
  type HttpAnswer,
  type HttpRequest,
  openAgents,
} from './http-exchange.ts';
import { parseRetryAfter } from './retry-after.ts';

/** How one call is made. */
export interface HttpCall {
  /** Milliseconds that are left for this call with all its tries and pauses. */
  readonly remainingMs: () => number;
  /**
   * What an answer with a status other than 2xx means. `throttled` and `unreachable` are tried again, nothing else.
   */
  readonly toFailure: (answer: HttpAnswer) => AppError;
  /** Lets each try through; without it nobody is asked. */
  readonly pass?: HttpPass;
}

/** Who keeps the rate of a source. */
export interface HttpPass {
  /** Makes sure that the source may be called soon. @throws AppError `source-failed` when it may not */
  readonly ready: (remainingMs: number) => Promise<void>;
  /** Asked before each try; waits until the source may be called. @throws as `ready`; nothing is called then */
  readonly admit: (remainingMs: number) => Promise<void>;
  /** Told of each answer, whatever its status. */
  readonly note: (answer: HttpAnswer) => void;
}

/** Limits of every call. */
export interface HttpLimits extends ExchangeLimits {
  /** To a ready connection, name look-up and TLS included. Default 3,000 ms. */
  readonly connectMs: number;
  /** Of one call. Default 4. */
  readonly tries: number;
  /** The first pause is shorter than this, the next than twice this, and so on. Default 500 ms. */
  readonly backOffMs: number;
}

/** What a call leaves to chance, and how it waits. */
export interface HttpPace {
  /** From 0 (included) to 1 (excluded). Default `Math.random`. */
  readonly random: () => number;
  /** Sits out so many milliseconds. */
  readonly pause: (ms: number) => Promise<unknown>;
}

/** The one way out to the sources: bounded in time, size and tries, no redirect followed, TLS verified. */
export interface Http {
  /**
   * @returns an answer with status 2xx and a JSON body
   * @throws AppError `source-failed`: what `toFailure` made of the last answer, `unreachable` without one,
   *   `bad-response` for a body that is too large or not JSON; with `retryAt` where the source said when to come back
   */
  readonly call: (request: HttpRequest, call: HttpCall) => Promise<HttpAnswer>;
  /** Ends kept connections. */
  readonly close: () => void;
}

const LIMITS: HttpLimits = {
  connectMs: 3000,
  firstByteMs: 5000,
  totalMs: 15_000,
  maxBytes: 2_000_000,
  tries: 4,
  backOffMs: 500,
};

const PACE: HttpPace = { random: Math.random, pause: (ms) => wait(ms) };

/** A longer pause is not sat out: the run ends and the listing is due again later. */
const LONGEST_PAUSE_MS = 30_000;
const DAY_MS = 86_400_000;

/** One failed try. */
interface Failed {
  readonly failure: AppError;
  readonly mayPass: boolean;
  /** What the source asked to wait, in milliseconds. */
  readonly askedMs?: number;
}

/** Opens the way out. `now` gives an ISO 8601 UTC instant. */
export function openHttp(now: () => string, limits: Partial<HttpLimits> = {}, pace: HttpPace = PACE): Http {
  const bounds = { ...LIMITS, ...limits };
  const agents = openAgents(bounds.connectMs);
  const tryOnce = async (request: HttpRequest, call: HttpCall): Promise<HttpAnswer | Failed> => {
    await call.pass?.admit(call.remainingMs());
    const totalMs = Math.max(0, Math.min(bounds.totalMs, call.remainingMs()));
    const result = await exchange(request, { ...bounds, totalMs }, agents);
    if ('fault' in result) return failedWithout(result.fault, result.isFinal);
    call.pass?.note(result);
    const isGood = result.status >= 200 && result.status < 300;
    if (isGood && result.json !== undefined) return result;
    if (isGood) return failedWithout('The source did not answer in JSON.', false, 'bad-response');
    return failedWith(result, call.toFailure(result), Date.parse(now()));
  };
  return {
    async call(request, call) {
      for (let tries = 1; ; tries += 1) {
        const result = await tryOnce(request, call);
        if ('status' in result) return result;
        const pauseMs = pauseAfter(
          result,
          pace.random() * bounds.backOffMs * 2 ** (tries - 1),
          bounds.backOffMs,
        );
        const hasTime = pauseMs < Math.min(call.remainingMs(), LONGEST_PAUSE_MS);
        if (!result.mayPass || tries === bounds.tries || !hasTime) throw toThrow(result, now());
        await pace.pause(pauseMs);
      }
    },
    close: agents.close,
  };
}

function failedWithout(message: string, isFinal: boolean, reason?: SourceFailure): Failed {
  const meaning = reason ?? (isFinal ? 'bad-response' : 'unreachable');
  return { failure: new AppError('source-failed', message, { reason: meaning }), mayPass: !isFinal };
}

function failedWith({ headers }: HttpAnswer, failure: AppError, nowMs: number): Failed {
  const askedMs = parseRetryAfter(headers.get('retry-after'), nowMs);
  const mayPass = failure.reason === 'throttled' || failure.reason === 'unreachable';
  return { failure, mayPass, ...(askedMs !== undefined && { askedMs }) };
}

/** Full jitter, so that those who failed together do not come back together; a throttled caller waits at least a bit. */
function pauseAfter({ failure, askedMs = 0 }: Failed, jitter: number, backOffMs: number): number {
  const least = failure.reason === 'throttled' ? 2 * backOffMs : 0;
  return Math.max(askedMs, least) + jitter;
}

function toThrow({ failure, askedMs }: Failed, now: string): AppError {
  const { message, reason, retryAt } = failure;
  if (reason === undefined || retryAt !== undefined || askedMs === undefined) return failure;
  const later = new Date(Date.parse(now) + Math.min(askedMs, DAY_MS)).toISOString();
  return new AppError('source-failed', message, { reason, retryAt: later });
}

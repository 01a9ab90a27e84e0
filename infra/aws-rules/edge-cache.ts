import type { Answer } from './answer.ts';

/** How long answers may be kept, as CloudFormation writes it; seconds. */
export type CachePolicy = { readonly DefaultTTL: number; readonly MaxTTL: number; readonly MinTTL: number };

/** An answer, until when it may be given without asking, and until when in place of an error; epoch milliseconds. */
type Entry = { readonly answer: Answer; readonly freshUntil: number; readonly staleUntil: number };

/** What CloudFront keeps of an origin's errors. It never keeps others, such as 401, 409 or 429. */
const KEPT_ERRORS = [400, 403, 404, 405, 410, 412, 414, 415, 500, 501, 502, 503, 504];
const DEFAULT_ERROR_SECONDS = 10;

/**
 * Opens an edge's cache: `policy` and the object's own headers say how long an answer is fresh; while the origin fails,
 * what is stale is given as long as the object allows. An error is kept for its own time, whatever the policy says: of a
 * path that is never cached too, and then for everybody who asks for it.
 *
 * @param errorSeconds how long the distribution wants a status to be kept; `undefined` where it says nothing
 */
export function openEdgeCache(now: () => number, errorSeconds: (status: number) => number | undefined) {
  const entries = new Map<string, Entry>();
  return async (key: string, policy: CachePolicy, fetchOrigin: () => Promise<Answer>) => {
    const known = entries.get(key);
    if (known && known.freshUntil > now()) return { answer: known.answer, isHit: true };
    const answer = await fetchOrigin().catch(
      (): Answer => ({ status: 502, headers: {}, body: 'Bad Gateway' }),
    );
    const errorUntil = now() + errorLife(answer, policy, errorSeconds(answer.status)) * 1000;
    if (answer.status >= 500 && known && known.answer.status < 400 && known.staleUntil > now()) {
      entries.set(key, { ...known, freshUntil: Math.min(errorUntil, known.staleUntil) });
      return { answer: known.answer, isHit: true };
    }
    const { fresh, stale } = lifeOf(answer, policy);
    const isGood = answer.status < 400;
    const freshUntil = isGood ? now() + fresh * 1000 : errorUntil;
    const staleUntil = isGood ? freshUntil + stale * 1000 : freshUntil;
    if (staleUntil > now()) entries.set(key, { answer, freshUntil, staleUntil });
    else entries.delete(key);
    return { answer, isHit: false };
  };
}

/** Seconds: what the distribution wants, or what the origin itself says of its error when that is longer. */
function errorLife(answer: Answer, policy: CachePolicy, wanted = DEFAULT_ERROR_SECONDS): number {
  if (!KEPT_ERRORS.includes(answer.status)) return 0;
  return Math.max(wanted, lifeOf(answer, { ...policy, MinTTL: 0, DefaultTTL: 0 }).fresh);
}

/** Seconds. Without `stale-if-error` the edge gives what it has as long as the origin fails, if it may have anything. */
function lifeOf({ headers }: Answer, { MinTTL, DefaultTTL, MaxTTL }: CachePolicy) {
  const said = String(headers['cache-control'] ?? '').toLowerCase();
  const seconds = (name: string) => new RegExp(`(?:^|[\\s,])${name}=(\\d+)`, 'u').exec(said)?.[1];
  const isForbidden = /no-store|no-cache|private/u.test(said);
  const asked = isForbidden ? 0 : Number(seconds('s-maxage') ?? seconds('max-age') ?? DefaultTTL);
  const fresh = Math.min(Math.max(asked, MinTTL), MaxTTL);
  const isGone = isForbidden || MaxTTL === 0;
  return { fresh, stale: isGone ? 0 : Number(seconds('stale-if-error') ?? Number.POSITIVE_INFINITY) };
}

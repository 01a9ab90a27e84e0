import type { Answer } from './answer.ts';

/** How long answers may be kept, as CloudFormation writes it; seconds. */
export type CachePolicy = { readonly DefaultTTL: number; readonly MaxTTL: number; readonly MinTTL: number };

/** An answer, until when it may be given without asking, and until when in place of an error; epoch milliseconds. */
type Entry = { readonly answer: Answer; readonly freshUntil: number; readonly staleUntil: number };

/**
 * Opens an edge's cache: `policy` and the object's own headers say how long an answer is fresh, `errorSeconds` how
 * long an error is; while the origin fails, what is stale is given as long as the object allows.
 */
export function openEdgeCache(now: () => number, errorSeconds: (status: number) => number) {
  const entries = new Map<string, Entry>();
  return async (key: string, policy: CachePolicy, fetchOrigin: () => Promise<Answer>) => {
    const known = entries.get(key);
    if (known && known.freshUntil > now()) return { answer: known.answer, isHit: true };
    const answer = await fetchOrigin().catch(
      (): Answer => ({ status: 502, headers: {}, body: 'Bad Gateway' }),
    );
    const errorUntil = now() + errorSeconds(answer.status) * 1000;
    if (answer.status >= 500 && known && known.answer.status < 400 && known.staleUntil > now()) {
      entries.set(key, { ...known, freshUntil: Math.min(errorUntil, known.staleUntil) });
      return { answer: known.answer, isHit: true };
    }
    const { fresh, stale } = lifeOf(answer, policy);
    const freshUntil = answer.status < 400 ? now() + fresh * 1000 : errorUntil;
    entries.set(key, { answer, freshUntil, staleUntil: freshUntil + stale * 1000 });
    return { answer, isHit: false };
  };
}

/** Seconds. Without `stale-if-error` the edge gives what it has as long as the origin fails. */
function lifeOf({ headers }: Answer, { MinTTL, DefaultTTL, MaxTTL }: CachePolicy) {
  const said = String(headers['cache-control'] ?? '').toLowerCase();
  const seconds = (name: string) => new RegExp(`(?:^|[\\s,])${name}=(\\d+)`, 'u').exec(said)?.[1];
  const isForbidden = /no-store|no-cache|private/u.test(said);
  const asked = isForbidden ? 0 : Number(seconds('s-maxage') ?? seconds('max-age') ?? DefaultTTL);
  const fresh = Math.min(Math.max(asked, MinTTL), MaxTTL);
  return { fresh, stale: isForbidden ? 0 : Number(seconds('stale-if-error') ?? Number.POSITIVE_INFINITY) };
}

import type { QuotaTold } from '../domain/quota-day.ts';
import type { HttpAnswer } from './http-exchange.ts';

/** How Yelp's day stands, as the headers of an answer tell; `undefined` when they do not. */
export function readYelpQuota({ headers }: Pick<HttpAnswer, 'headers'>): QuotaTold | undefined {
  const limit = whole(headers.get('ratelimit-dailylimit'));
  const remaining = whole(headers.get('ratelimit-remaining'));
  if (limit === undefined || remaining === undefined) return undefined;
  return { limit, remaining: Math.min(limit, remaining) };
}

function whole(text: string | null): number | undefined {
  return text !== null && /^\s*\d{1,9}(?:\.0+)?\s*$/u.test(text) ? Number.parseInt(text, 10) : undefined;
}

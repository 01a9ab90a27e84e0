import { isDeepStrictEqual } from 'node:util';
import type { HttpAnswer } from '../../functions/sources/http-exchange.ts';
import type { FakeAnswer } from '../../infra/sample/fake-exchange.ts';
import type { Fault } from '../../infra/sample/fake-trouble.ts';
import type { Kind } from './kinds.ts';

/** An answer that the product took for whole. */
export interface Page {
  /** Page token it was asked with; absent for the first page. */
  readonly from?: string;
  readonly json: unknown;
  /** False for an answer that is JSON but no page of reviews. */
  readonly isPage: boolean;
  /** Of the reviews, not of the business. */
  readonly isOfReviews: boolean;
}

/** The book of what was said, kept on the fake sources' side. */
export interface Answers {
  /** Numbers every answer that the fault lets out, and keeps what it should have been. */
  readonly stamp: (fault: Fault, struck?: { readonly id: string; readonly kind: Kind }) => Fault;
  /**
   * Compares what a caller took with what was said.
   *
   * @returns `undefined` for an answer that is not of a listing; a sentence for one that was never said so
   */
  readonly take: (url: string, answer: HttpAnswer) => Page | string | undefined;
}

const HEADER = 'x-answer';

interface Said {
  readonly json: unknown;
  /** Id of what struck it. */
  readonly kind: string;
  readonly isBroken: boolean;
  readonly isPage: boolean;
}

/** Opens an empty book. */
export function openAnswers(): Answers {
  const said: Said[] = [];
  return {
    stamp: (fault, struck) => ({
      ...fault,
      answer(truth, request) {
        const answer = fault.answer?.(truth, request) ?? truth;
        said.push({
          json: readBack(answer),
          kind: struck?.id ?? 'none',
          isBroken: struck?.kind.isBroken ?? false,
          isPage: !struck?.kind.isNoPage && answer.status === 200,
        });
        return { ...answer, headers: { ...answer.headers, [HEADER]: String(said.length - 1) } };
      },
    }),
    take(address, { headers, json }) {
      const url = new URL(address);
      if (url.pathname === '/token') return undefined;
      const number = headers.get(HEADER);
      const was = number === null ? undefined : said[Number(number)];
      if (!was) return 'An answer was taken that nobody gave.';
      if (was.isBroken || !isDeepStrictEqual(was.json, json))
        return `An answer was taken that came broken: ${was.kind}.`;
      const from = url.searchParams.get('pageToken');
      const isOfReviews = url.pathname.endsWith('/reviews');
      return { json, isPage: was.isPage, isOfReviews, ...(from !== null && { from }) };
    },
  };
}

/** What a strict reader makes of the body; `undefined` when it is not JSON in UTF-8. */
function readBack({ body }: FakeAnswer): unknown {
  if (!Buffer.isBuffer(body) && typeof body !== 'string') return JSON.parse(JSON.stringify(body));
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body as string));
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

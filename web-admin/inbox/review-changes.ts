import type { QueryClient } from '@tanstack/react-query';
import type { ErrorKind } from '../../functions/domain/error.ts';
import type { ReviewDetailView } from '../../functions/domain/staff-view.ts';
import type { Api } from '../api/api.ts';
import { queryKeys } from '../api/query-keys.ts';
import { RequestFailed } from '../api/request-failed.ts';
import { type Ask, foresee, type ScreenReview, toRequest } from './change.ts';
import { isOpen, type Outcome } from './outcome.ts';
import { putReview } from './review-cache.ts';

/** Changes of one clinic's reviews: at once on the screen, at the API in the order they were asked for. */
export interface ReviewChanges {
  /**
   * Makes a change.
   *
   * @param seen the review as the person saw it; its version is corrected for changes made from here since
   * @param follows an earlier change without which this one makes no sense
   */
  readonly make: (seen: ScreenReview, ask: Ask, follows?: Promise<Outcome>) => Promise<Outcome>;
  /** Resolves as soon as no change is on its way: an answer asked for before would show the past. */
  readonly settled: () => Promise<void>;
}

/** What changes are made with. */
export interface ChangeNeeds {
  readonly api: Pick<Api, 'decide' | 'correct' | 'review'>;
  readonly client: QueryClient;
  readonly clinicId: string;
  /** The person's own name. */
  readonly memberName: string;
  /** ISO 8601 UTC. */
  readonly now: () => string;
}

/** Changes of one review that are on their way. */
interface Chain {
  /** The review as the API has it, as far as we know. */
  truth: ScreenReview;
  last: Promise<Outcome>;
}

/** Opens the changes of a clinic's reviews. */
export function openChanges(needs: ChangeNeeds): ReviewChanges {
  const { client, clinicId, memberName, now } = needs;
  const chains = new Map<string, Chain>();
  const versions = new Map<string, number>();

  return {
    async make(seen, ask, follows) {
      const { reviewId } = seen;
      stopReading(client, clinicId, reviewId);
      const next = foresee(seen, ask, { name: memberName, at: now() });
      putReview(client, clinicId, next, seen.queue);
      const chain = chains.get(reviewId) ?? { truth: seen, last: Promise.resolve({ status: 'dropped' }) };
      const before = chain.last;
      const outcome = (async (): Promise<Outcome> => {
        // Both stay open, so that they are sent again in their order.
        const last = await before;
        if (isOpen(last)) return last;
        const earlier = await follows;
        if (earlier && isOpen(earlier)) return earlier;
        if (earlier && earlier.status !== 'saved') return { status: 'dropped' };
        return attempt(needs, { seen, ask, versions });
      })();
      chains.set(reviewId, Object.assign(chain, { last: outcome }));
      const ended = await outcome;
      if (ended.status === 'saved') chain.truth = ended.review;
      if (ended.status === 'conflict') chain.truth = ended.present;
      if (chain.last === outcome) {
        chains.delete(reviewId);
        putReview(client, clinicId, chain.truth, next.queue);
      }
      return ended;
    },
    async settled() {
      while (chains.size > 0) await Promise.all([...chains.values()].map(({ last }) => last));
    },
  };
}

/**
 * What is being read now may be older than the change, so it must not arrive after it. Where nothing is here yet, it
 * is read anew, which waits for the change.
 */
function stopReading(client: QueryClient, clinicId: string, reviewId: string): void {
  for (const queryKey of [
    ['queue', clinicId],
    queryKeys.clinic(clinicId),
    queryKeys.review(clinicId, reviewId),
  ]) {
    void client.cancelQueries({ queryKey }).then(() =>
      client.refetchQueries({
        queryKey,
        type: 'active',
        predicate: ({ state }) => state.data === undefined,
      }),
    );
  }
}

interface Attempt {
  readonly seen: ScreenReview;
  readonly ask: Ask;
  /** Versions that came of changes made from here, by review and the version before. */
  readonly versions: Map<string, number>;
}

async function attempt(needs: ChangeNeeds, { seen, ask, versions }: Attempt): Promise<Outcome> {
  const { api, clinicId } = needs;
  const address = { clinicId, reviewId: seen.reviewId };
  const version = latest(versions, seen);
  const request = toRequest(ask, { ...seen, version });
  const send = () => ('status' in request ? api.decide(address, request) : api.correct(address, request));
  try {
    const review = await sendForCertain(send);
    if (review.version > version) versions.set(`${seen.reviewId}#${version}`, review.version);
    return { status: 'saved', review };
  } catch (error) {
    const why = refusalOf(error);
    if (why === undefined) return { status: 'unknown' };
    if (why !== 'conflict') return { status: 'failed', why };
  }
  try {
    return { status: 'conflict', present: await api.review(address) };
  } catch {
    return { status: 'failed', why: 'conflict' };
  }
}

/** Sends once more what may have arrived without its answer coming back: the server answers a repetition alike. */
async function sendForCertain(send: () => Promise<ReviewDetailView>): Promise<ReviewDetailView> {
  try {
    return await send();
  } catch (error) {
    if (refusalOf(error) !== undefined) throw error;
    return await send();
  }
}

/** What the server said against it; `undefined` when it said nothing that can be relied on. */
function refusalOf(error: unknown): ErrorKind | undefined {
  if (!(error instanceof RequestFailed)) return undefined;
  return error.kind === 'unreachable' || error.kind === 'fault' ? undefined : error.kind;
}

function latest(versions: ReadonlyMap<string, number>, { reviewId, version }: ScreenReview): number {
  let known = version;
  for (let next = versions.get(`${reviewId}#${known}`); next !== undefined; ) {
    known = next;
    next = versions.get(`${reviewId}#${known}`);
  }
  return known;
}

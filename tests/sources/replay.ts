import type { Listing } from '../../functions/domain/clinic.ts';
import type { PullRun } from '../../functions/domain/pull.ts';
import { googleBusiness } from '../../functions/sources/google-business.ts';
import { yelp } from '../../functions/sources/yelp.ts';
import type { FakeAnswer, FakeRequest } from '../../infra/sample/fake-exchange.ts';
import { startFakeServer } from '../../infra/sample/fake-server.ts';
import type { PullWorld } from './pull-world.ts';

/** A server that answers whatever it is told to, word for word. */
export interface Replay {
  /** Says what is answered from now on. */
  readonly saying: (say: (request: FakeRequest) => FakeAnswer) => void;
  /** Pulls a listing from there. */
  readonly pull: (listing: Listing) => Promise<PullRun>;
  readonly stop: () => Promise<void>;
}

/** Starts a server that replays answers to the pulls of a world. */
export async function startReplay(world: PullWorld): Promise<Replay> {
  let say: (request: FakeRequest) => FakeAnswer = () => ({ status: 404, body: {} });
  const server = await startFakeServer({
    routes: (['GET', 'POST'] as const).map((method) => ({
      name: method,
      method,
      path: /^.*$/u,
      answer: (request: FakeRequest) => say(request),
    })),
    notFound: { status: 404, body: {} },
  });
  return {
    saying(next) {
      say = next;
    },
    async pull(listing) {
      const { http, clock, secrets } = world;
      const ways = { http, now: clock.now, readSecret: async (name: string) => secrets.get(name) };
      const sources = {
        'google-business': googleBusiness({ ...ways, oauthUrl: server.url, reviewsUrl: server.url }),
        yelp: yelp({ ...ways, yelpUrl: server.url, localesOf: async () => ['en_US'] }),
      };
      const result = await world.pull(listing, { sources });
      if (!('run' in result)) throw new Error('There was no run.');
      return result.run;
    },
    stop: server.stop,
  };
}

/** Tells which call a request is: Google's token, Yelp's business, or a list of reviews of either. */
export function callOf({ url }: FakeRequest): 'token' | 'business' | 'reviews' {
  if (url.pathname === '/token') return 'token';
  return /^\/v3\/businesses\/[^/]+$/u.test(url.pathname) ? 'business' : 'reviews';
}

import { S3Client } from '@aws-sdk/client-s3';
import { applyClinic } from '../../functions/admin/apply-clinic.ts';
import { openNeeds } from '../../functions/admin/needs.ts';
import type {
  ReviewDetailView,
  ReviewPageView,
  ReviewQueue,
  ReviewView,
} from '../../functions/domain/staff-view.ts';
import { toReviewId } from '../../functions/platform/review-id.ts';
import { openEmbedClaims } from '../../functions/store/embed-claims.ts';
import { type FeedBucket, openFeedBucket } from '../../functions/store/feed-bucket.ts';
import { openTables } from '../../functions/store/table.ts';
import { assembleLocal } from '../../infra/assemble.ts';
import { type BootOptions, boot, type Runtime } from '../../infra/local/boot.ts';
import type { FakeGoogleReview } from '../../infra/sample/fake-google-reviews.ts';
import { confirmYelp, pullAll } from '../../infra/sample/live-history.ts';
import { type SampleSources, startSampleSources } from '../../infra/sample/sample-sources.ts';
import { sampleClinic } from '../../infra/sample/world.ts';
import { signIn } from '../support/sign-in.ts';

/** The sample clinic's listing at Google that journeys are about. */
export const [MILL_LANE] = sampleClinic.listings.map(({ sourceListingId }) => sourceListingId) as [string];
/** The sample clinic's listing at Yelp; its excerpts are those of the sample world. */
export const YELP = sampleClinic.listings.find(({ source }) => source === 'yelp')?.sourceListingId ?? '';
export const CLINIC_ID = sampleClinic.clinic.clinicId;
const PASSWORD = 'correct horse battery';

/** A person who is signed in. */
export interface SignedIn {
  readonly email: string;
  /** Calls the staff's API over HTTP. @returns status and parsed body */
  readonly ask: <Body = unknown>(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ) => Promise<{ readonly status: number; readonly body: Body }>;
  /** Reads one queue whole, newest first. */
  readonly queue: (queue: ReviewQueue) => Promise<readonly ReviewView[]>;
  /** Decides about a review as it is now. @throws Error when it is refused */
  readonly decide: (reviewId: string, decision: Decision) => Promise<ReviewDetailView>;
}

/** What a person makes of a review. */
export type Decision = 'shown' | 'waiting' | 'off-topic';

/** The booted app, with sources of a test's own before it. */
export interface World {
  readonly sources: SampleSources;
  readonly runtime: Runtime;
  readonly feed: FeedBucket;
  /** The sample clinic's owner. */
  readonly ana: SignedIn;
  /** Pulls every listing now and waits until everything that follows has happened. */
  readonly pull: () => Promise<void>;
  /** The bodies of all feed objects, together. */
  readonly published: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts sources, boots the app and applies the sample clinic; nothing has been pulled yet. */
export async function startWorld(options: Partial<BootOptions> = {}): Promise<World> {
  const sources = await startSampleSources({
    startedAt: options.startAt ?? new Date().toISOString(),
    port: 0,
  });
  for (const { source, sourceListingId, accountId = '' } of sampleClinic.listings) {
    if (source === 'google-business') {
      sources.google.addLocation({ accountId, locationId: sourceListingId, title: 'Juniper Lane' });
    }
  }
  const world = await bootOver(sources, options);
  await admitSampleClinic(world.runtime);
  const ana = await signInAs(world.runtime, sampleClinic.members[0]?.email ?? '');
  return {
    ...world,
    ana,
    async stop() {
      await world.runtime.stop();
      await sources.stop();
    },
  };
}

/** Applies the sample clinic, and confirms Yelp as its operator has. */
export async function admitSampleClinic(runtime: Runtime): Promise<void> {
  await admit(runtime, sampleClinic);
  await confirmYelp(needsOf(runtime));
}

/** Boots the app over sources that run already, on what a data folder holds. */
export async function bootOver(
  sources: SampleSources,
  options: Partial<BootOptions> = {},
): Promise<Pick<World, 'sources' | 'runtime' | 'feed' | 'pull' | 'published'>> {
  const runtime = await boot({ ...(await bootOptions(sources)), ...options });
  const feed = openFeedBucket(feedBucketOf(runtime), new S3Client(runtime.aws));
  return {
    sources,
    runtime,
    feed,
    pull: () => pullAll(runtime),
    published: async () => JSON.stringify(Object.fromEntries(await bodiesOf(feed))),
  };
}

/** What boots the app over sources; can be handed to another process. */
export async function bootOptions({ variables, secrets }: SampleSources): Promise<BootOptions> {
  return { ...(await assembleLocal()), port: 0, variables, secrets };
}

/** Every feed object: body by key, in order of the keys. */
export async function bodiesOf(feed: FeedBucket): Promise<ReadonlyMap<string, string>> {
  const keys = [...(await feed.list('')).keys()].sort();
  return new Map(await Promise.all(keys.map(async (key) => [key, (await feed.read(key)) ?? ''] as const)));
}

function feedBucketOf({ outputs }: Runtime): string {
  const [, name = ''] = /:::(.+)$/u.exec(outputs.FeedBucketArn ?? '') ?? [];
  return name;
}

/** What the stages read and write, on the app's own tables. */
export function needsOf({ aws, outputs }: Runtime) {
  const table = openTables(aws);
  const [content, ledger] = [table(outputs.ContentTable ?? ''), table(outputs.LedgerTable ?? '')];
  return {
    ...openNeeds(content, ledger, () => new Date().toISOString()),
    embedClaims: openEmbedClaims(ledger),
    content,
    ledger,
  };
}

/** Applies a clinic file as `npm run clinic` does; its people can sign in. */
export async function admit(runtime: Runtime, file: object): Promise<void> {
  await applyClinic(file, {
    ...needsOf(runtime),
    accounts: {
      async findOrInvite(email, name) {
        const person = { accountId: email, email, name, isDemo: true };
        const { accountId } = await runtime.accounts.add(person, PASSWORD);
        return accountId;
      },
    },
  });
}

/** Signs somebody in at the sign-in page and keeps the token. */
export async function signInAs(runtime: Runtime, email: string): Promise<SignedIn> {
  const { access_token } = await signIn(runtime, { email, password: PASSWORD });
  const ask: SignedIn['ask'] = async (method, path, body) => {
    const response = await fetch(`${runtime.url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  const reviews = `/clinics/${CLINIC_ID}/reviews`;
  return {
    email,
    ask,
    async queue(queue) {
      const found: ReviewView[] = [];
      const first = `${reviews}?queue=${queue}&limit=50`;
      let next: string | undefined = first;
      while (next !== undefined) {
        const { body }: { body: ReviewPageView } = await ask('GET', next);
        found.push(...body.reviews);
        next = body.cursor && `${first}&cursor=${encodeURIComponent(body.cursor)}`;
      }
      return found;
    },
    async decide(reviewId, decision) {
      const { body: seen } = await ask<ReviewDetailView>('GET', `${reviews}/${reviewId}`);
      const { status, body } = await ask<ReviewDetailView>('POST', `${reviews}/${reviewId}/decision`, {
        seenVersion: seen.version,
        seenContentHash: seen.contentHash,
        ...(decision === 'off-topic' ? { status: 'not-shown', reason: decision } : { status: decision }),
      });
      if (status !== 200) throw new Error(`The decision was answered with ${status}.`);
      return body;
    },
  };
}

/** Our id of a review at Google. */
export function idOf({ reviewId }: Pick<FakeGoogleReview, 'reviewId'>, locationId = MILL_LANE): string {
  return toReviewId('google-business', locationId, reviewId);
}

/** A review to post at the stand-in for Google. */
export function aPost(comment: string, more: Partial<FakeGoogleReview> = {}) {
  return { reviewer: { displayName: 'Vera Example' }, starRating: 'FIVE', comment, ...more };
}

import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { buildApp } from 'fauxqs';
import { type FeedBucket, openFeedBucket } from '../../functions/store/feed-bucket.ts';

/** A bucket of its own in the emulator. */
export interface TestBucket extends FeedBucket {
  /** Every object: body by key. */
  readonly everything: () => Promise<Map<string, string>>;
  /** The headers an object is served with. */
  readonly headers: (key: string) => Promise<{ readonly type?: string; readonly cacheControl?: string }>;
}

/** A running S3 and SQS emulator on 127.0.0.1. */
export interface TestCloud {
  /** For any AWS client. */
  readonly config: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly makeBucket: () => Promise<TestBucket>;
  readonly stop: () => Promise<void>;
}

/** Starts an emulator; for `beforeAll`. Tests keep apart by buckets and queues of their own. */
export async function startCloud(): Promise<TestCloud> {
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
  const config = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const client = new S3Client({ ...config, forcePathStyle: true });
  return {
    config,
    makeBucket: () => makeBucket(client),
    async stop() {
      client.destroy();
      await app.close();
    },
  };
}

async function makeBucket(client: S3Client): Promise<TestBucket> {
  const Bucket = `feed-${randomUUID()}`;
  await client.send(new CreateBucketCommand({ Bucket }));
  const bucket = openFeedBucket(Bucket, client);
  return {
    ...bucket,
    async everything() {
      const keys = [...(await bucket.list('')).keys()];
      const bodies = await Promise.all(keys.map(async (key) => (await bucket.read(key)) ?? ''));
      return new Map(keys.map((key, at) => [key, bodies[at] ?? '']));
    },
    async headers(Key) {
      const { ContentType, CacheControl } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return {
        ...(ContentType !== undefined && { type: ContentType }),
        ...(CacheControl !== undefined && { cacheControl: CacheControl }),
      };
    },
  };
}

import {
  DeleteObjectsCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';

/** An object to publish. */
export interface FeedObject {
  readonly key: string;
  /** UTF-8. */
  readonly body: string;
  readonly cacheControl: string;
}

/** The public bucket behind the CDN. */
export interface FeedBucket {
  /** Keys below a prefix, each with the MD5 of its body in hexadecimal. */
  readonly list: (prefix: string) => Promise<ReadonlyMap<string, string>>;
  /** The body of an object; `undefined` when there is none. */
  readonly read: (key: string) => Promise<string | undefined>;
  readonly put: (object: FeedObject) => Promise<void>;
  readonly remove: (keys: readonly string[]) => Promise<void>;
}

/** DeleteObjects takes at most this many keys. */
const REMOVE_BATCH = 1000;

/** Opens the feed bucket. */
export function openFeedBucket(bucket: string, client: S3Client = new S3Client({})): FeedBucket {
  return {
    async list(prefix) {
      const found = new Map<string, string>();
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
        for (const { Key, ETag } of page.Contents ?? []) {
          if (Key !== undefined) found.set(Key, (ETag ?? '').replaceAll('"', ''));
        }
      }
      return found;
    },
    async read(key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return await Body?.transformToString('utf-8');
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async put({ key, body, cacheControl }) {
      const ContentType = 'application/json; charset=utf-8';
      const object = { Bucket: bucket, Key: key, Body: body, ContentType, CacheControl: cacheControl };
      await client.send(new PutObjectCommand(object));
    },
    async remove(keys) {
      for (let from = 0; from < keys.length; from += REMOVE_BATCH) {
        await removeBatch(client, bucket, keys.slice(from, from + REMOVE_BATCH));
      }
    },
  };
}

async function removeBatch(client: S3Client, bucket: string, keys: readonly string[]): Promise<void> {
  const Delete = { Objects: keys.map((Key) => ({ Key })), Quiet: true };
  const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete }));
  if (Errors.length > 0) throw new Error(`${Errors.length} objects were not deleted: ${Errors[0]?.Code}`);
}

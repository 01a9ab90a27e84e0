import { openCdnPolice } from '../aws-rules/iam.ts';
import type { Template } from '../aws-rules/template.ts';
import type { Origin } from './cloudfront.ts';
import type { Emulator } from './emulator.ts';

/** S3 takes no longer key. */
const MOST_KEY_BYTES = 1024;

/** The template's buckets as the CDN sees them, by domain name: what each one's policy lets the CDN read. */
export function bucketOrigins(
  template: Template,
  emulator: Emulator,
): readonly (readonly [string, Origin])[] {
  const buckets = template.ofType('AWS::S3::Bucket').map(({ id }) => template.nameOf(id));
  return buckets.map((name) => [
    `${name}.s3.us-east-1.amazonaws.com`,
    bucketOrigin(template, emulator, name),
  ]);
}

function bucketOrigin(template: Template, { object }: Emulator, bucket: string): Origin {
  const isGranted = openCdnPolice(template, bucket);
  const may = (action: string, name: string) =>
    isGranted({ action: `s3:${action}`, resource: `arn:aws:s3:::${name}` });
  // To whoever may not list, S3 does not say that there is nothing.
  const missing = {
    status: may('ListBucket', bucket) ? 404 : 403,
    headers: { 'content-type': 'application/xml' },
  };
  return async ({ url }) => {
    const key = decoded(url.slice(1));
    if (key === undefined || Buffer.byteLength(key) > MOST_KEY_BYTES)
      return { ...missing, status: 400, body: '<Error/>' };
    const found = may('GetObject', `${bucket}/${key}`) ? object(bucket, key) : undefined;
    if (!found) return { ...missing, body: '<Error/>' };
    const { body, contentType, etag, lastModified, cacheControl } = found;
    const times = { 'last-modified': lastModified.toUTCString(), 'cache-control': cacheControl };
    return { status: 200, headers: { 'content-type': contentType, etag, ...times }, body };
  };
}

/** `undefined` where S3 says that it cannot parse the address. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { own } from '../../functions/domain/own.ts';

/** The admin page's run-time settings, as it reads them from `/config.json`. */
export interface SiteConfig {
  readonly region: string;
  /** User pool id. */
  readonly pool: string;
  /** The page's client in the pool. */
  readonly client: string;
  /** Address of the sign-in page, without a slash at the end. */
  readonly signInUrl: string;
  /** Who issues its tokens. */
  readonly issuer: string;
}

/** Built files and where they go. */
export interface Site {
  /** Folder with the files as the CDN shall serve them: `index.html`, `assets/…`, `embed/…`. */
  readonly folder: string;
  readonly bucket: string;
  readonly config: SiteConfig;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.html', 'text/html; charset=utf-8'],
  ['.ico', 'image/x-icon'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.map', 'application/json; charset=utf-8'],
  ['.mjs', 'text/javascript; charset=utf-8'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.txt', 'text/plain; charset=utf-8'],
  ['.webmanifest', 'application/manifest+json'],
  ['.woff2', 'font/woff2'],
]);

const CONFIG_KEY = 'config.json';
/** A change of the content changes these names: Vite's, and the embed's copy with an integrity. */
const HASHED = /(?:^|\/)assets\/.*-[\w-]{8}\.\w+$|^embed\/clinic-reviews\.[\da-f]{12}\.js$/;
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_EACH_TIME = 'no-cache';
/** What a front desk's browser keeps of a page is there for whoever comes next. */
const NEVER = 'no-store';
const SHORT = 'public, max-age=60';

/**
 * Puts a site into its bucket, pages last: whoever gets a new page finds what it names. Files of an earlier
 * upload stay, as open pages may still ask for them.
 *
 * @returns the keys, in the order they were put
 */
export async function uploadSite(
  client: S3Client,
  { folder, bucket, config }: Site,
): Promise<readonly string[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((key) => key !== CONFIG_KEY);
  const keys = [...files.filter((key) => !isPage(key)), CONFIG_KEY, ...files.filter(isPage)];
  for (const Key of keys) {
    const Body = Key === CONFIG_KEY ? JSON.stringify(config) : readFileSync(join(folder, Key));
    const ContentType = TYPES.get(extname(Key)) ?? 'application/octet-stream';
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType, CacheControl: cacheControlOf(Key) }),
    );
  }
  return keys;
}

/** Makes the page's settings from the stacks' outputs. @param issuer where it is not Cognito's own */
export function toSiteConfig(outputs: Readonly<Record<string, string>>, issuer?: string): SiteConfig {
  const output = (name: string) => {
    const value = own(outputs, name);
    if (value === undefined) throw new Error(`The stacks have no output ${name}.`);
    return value;
  };
  const [region, pool] = [output('Region'), output('SignInPool')];
  return {
    region,
    pool,
    client: output('SignInClient'),
    signInUrl: output('SignInUrl'),
    issuer: issuer ?? `https://cognito-idp.${region}.amazonaws.com/${pool}`,
  };
}

function isPage(key: string): boolean {
  return key.endsWith('.html');
}

/** What an uploaded file says of being kept, by its key. */
export function cacheControlOf(key: string): string {
  if (HASHED.test(key)) return FOR_EVER;
  if (isPage(key)) return NEVER;
  return key === CONFIG_KEY ? ASK_EACH_TIME : SHORT;
}

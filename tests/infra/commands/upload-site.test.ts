import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toSiteConfig, uploadSite } from '../../../infra/commands/upload-site.ts';
import { type RunningTinyApp, startTinyApp } from '../local/tiny-app.ts';

const OUTPUTS = {
  Region: 'us-east-1',
  SignInPool: 'us-east-1_P',
  SignInClient: 'client',
  SignInUrl: 'https://sign-in.example',
};

let app: RunningTinyApp;
let folder: string;
let keys: readonly string[];
let client: S3Client;

beforeAll(async () => {
  app = await startTinyApp({ resources: { Site: { Type: 'AWS::S3::Bucket' } } });
  client = new S3Client(app.runtime.aws);
  folder = mkdtempSync(join(tmpdir(), 'site-'));
  for (const below of ['assets', 'embed']) mkdirSync(join(folder, below));
  for (const file of [
    'index.html',
    'assets/index-B1x_9kQz.js',
    'assets/plain.css',
    'embed/clinic-reviews.js',
    'x.bin',
  ]) {
    writeFileSync(join(folder, file), 'x');
  }
  writeFileSync(join(folder, 'config.json'), '{"left":"over"}');
  keys = await uploadSite(client, {
    folder,
    bucket: 'tiny-site',
    config: toSiteConfig(OUTPUTS, 'http://127.0.0.1:1/P'),
  });
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await app.stop();
});

describe('uploadSite', () => {
  it.each([
    ['index.html', 'text/html; charset=utf-8', 'no-store'],
    ['config.json', 'application/json; charset=utf-8', 'no-cache'],
    ['assets/index-B1x_9kQz.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['assets/plain.css', 'text/css; charset=utf-8', 'public, max-age=60'],
    ['embed/clinic-reviews.js', 'text/javascript; charset=utf-8', 'public, max-age=60'],
    ['x.bin', 'application/octet-stream', 'public, max-age=60'],
  ])('says of %s what it is and how long it may be kept', async (Key, type, cacheControl) => {
    const { ContentType, CacheControl } = await client.send(
      new HeadObjectCommand({ Bucket: 'tiny-site', Key }),
    );

    expect([ContentType, CacheControl]).toEqual([type, cacheControl]);
  });

  it('puts pages last and its own settings in place of any file of that name', async () => {
    const response = await fetch(`${app.runtime.aws.endpoint}/tiny-site/config.json`);

    expect(keys.slice(-2)).toEqual(['config.json', 'index.html']);
    expect(keys.filter((key) => key === 'config.json')).toHaveLength(1);
    // Nobody reads the bucket without a name.
    expect(response.status).toBe(400);
  });
});

describe('toSiteConfig', () => {
  it('names Cognito as the issuer unless another is given', () => {
    expect(toSiteConfig(OUTPUTS)).toEqual({
      region: 'us-east-1',
      pool: 'us-east-1_P',
      client: 'client',
      signInUrl: 'https://sign-in.example',
      issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_P',
    });
  });

  it('refuses outputs that are not complete', () => {
    expect(() => toSiteConfig({ ...OUTPUTS, SignInUrl: undefined as never })).toThrow(
      'The stacks have no output SignInUrl.',
    );
  });
});

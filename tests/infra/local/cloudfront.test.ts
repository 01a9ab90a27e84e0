import { get } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningTinyApp, startTinyApp } from './tiny-app.ts';
import { WEB_APP } from './web-app.ts';

const LONG = JSON.stringify({ words: 'a fine day '.repeat(200) });

let app: RunningTinyApp;
let s3: S3Client;

beforeAll(async () => {
  app = await startTinyApp(WEB_APP);
  s3 = new S3Client(app.runtime.aws);
  await put('Site', 'index.html', '<h1>home</h1>', { ContentType: 'text/html', CacheControl: 'no-cache' });
});

afterAll(() => app.stop());

async function put(bucket: 'Site' | 'Feed', Key: string, Body: string, more: object = {}): Promise<void> {
  await s3.send(
    new PutObjectCommand({
      Bucket: app.runtime.outputs[bucket],
      Key,
      Body,
      ContentType: 'application/json',
      ...more,
    }),
  );
}

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${app.runtime.url}${path}`, init);
}

/** Asks without undoing the compression. */
function askRaw(
  path: string,
  encoding: string,
): Promise<{ body: Buffer; headers: Readonly<Record<string, unknown>> }> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': encoding };
    get(`${app.runtime.url}${path}`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ body: Buffer.concat(chunks), headers: response.headers }));
    }).on('error', reject);
  });
}

describe('serveCdn', () => {
  it('serves the root object with the headers of its policy', async () => {
    const response = await ask('/', { headers: { origin: 'https://clinic.example' } });

    expect(await response.text()).toBe('<h1>home</h1>');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html',
      'content-security-policy': `connect-src ${app.runtime.signInUrl}`,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'strict-transport-security': 'max-age=60; includeSubDomains; preload',
      'x-ours': 'yes',
      'cache-control': 'no-cache',
      'access-control-allow-origin': '*',
    });
  });

  it('adds cross-origin headers only to a request from another origin', async () => {
    const response = await ask('/');

    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('keeps an object as long as it says, at most as long as the policy allows', async () => {
    await put('Feed', 'feed/short.json', '1', { CacheControl: 'max-age=0, s-maxage=10' });
    await put('Feed', 'feed/long.json', '1', { CacheControl: 'max-age=86400' });
    await put('Feed', 'feed/default.json', '1');
    const read = async () =>
      Promise.all(['short', 'long', 'default'].map(async (name) => (await ask(`/feed/${name}.json`)).text()));
    await read();
    for (const name of ['short', 'long', 'default']) await put('Feed', `feed/${name}.json`, '2');
    const seen: string[] = [];

    for (const seconds of [0, 11, 290, 3300]) {
      app.runtime.clock.forward({ seconds });
      seen.push((await read()).join(''));
    }

    expect(seen).toEqual(['111', '211', '212', '222']);
  });

  it('says whether it had it', async () => {
    await put('Feed', 'feed/hit.json', '1');

    const states = [await ask('/feed/hit.json'), await ask('/feed/hit.json?q=1')].map(({ headers }) =>
      headers.get('x-cache'),
    );

    expect(states).toEqual(['Miss from cloudfront', 'Hit from cloudfront']);
  });

  it('answers 304 to whoever has it, also in its compressed form', async () => {
    await put('Feed', 'feed/tag.json', LONG);
    const plain = await ask('/feed/tag.json');
    const etag = plain.headers.get('etag')?.replace('W/', '') ?? '';

    const again = await Promise.all(
      [etag, `W/${etag}`, `"other", ${etag}`, '"other"'].map((known) =>
        ask('/feed/tag.json', { headers: { 'if-none-match': known } }),
      ),
    );

    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(again.map(({ status }) => status)).toEqual([304, 304, 304, 200]);
  });

  it('compresses texts of a kilobyte and more, as the visitor can read them', async () => {
    await put('Feed', 'feed/big.json', LONG);
    await put('Feed', 'feed/small.json', '{}');
    const [br, gzip, none, small] = await Promise.all([
      askRaw('/feed/big.json', 'gzip, br'),
      askRaw('/feed/big.json', 'gzip'),
      askRaw('/feed/big.json', 'identity'),
      askRaw('/feed/small.json', 'br'),
    ]);

    expect([br, gzip, none, small].map(({ headers }) => headers['content-encoding'])).toEqual([
      'br',
      'gzip',
      undefined,
      undefined,
    ]);
    expect(brotliDecompressSync(br.body).toString()).toBe(LONG);
    expect(gunzipSync(gzip.body).toString()).toBe(LONG);
    expect(none.body.toString()).toBe(LONG);
    expect([br.headers.vary, br.headers.etag]).toEqual(['accept-encoding', expect.stringMatching(/^W\//)]);
  });

  it('gives 404 where it may list, 403 where it may not, and keeps either for its time', async () => {
    const statuses = async () => [(await ask('/feed/later.json')).status, (await ask('/later.html')).status];
    const before = await statuses();
    await put('Feed', 'feed/later.json', '1');
    await put('Site', 'later.html', '1');

    const kept = await statuses();
    app.runtime.clock.forward({ seconds: 6 });

    expect([before, kept, await statuses()]).toEqual([
      [404, 403],
      [404, 403],
      [200, 200],
    ]);
  });

  it.each([
    [403, 'private.json', 'nothing says that it may'],
    [200, 'public.html', 'this distribution may'],
    [403, 'others.pdf', 'another distribution may'],
    [403, 'shut.html', 'everybody is refused who comes over HTTPS'],
  ])('answers %i for %s, as %s by the bucket’s policy', async (status, key) => {
    await put('Site', key, '1');

    expect((await ask(`/${key}`)).status).toBe(status);
  });

  it('forgets an object that is gone when its time is up', async () => {
    await put('Feed', 'feed/gone.json', '1', { CacheControl: 's-maxage=10, stale-if-error=3600' });
    await ask('/feed/gone.json');
    await s3.send(new DeleteObjectCommand({ Bucket: app.runtime.outputs.Feed, Key: 'feed/gone.json' }));

    app.runtime.clock.forward({ seconds: 11 });

    expect((await ask('/feed/gone.json')).status).toBe(404);
  });

  it('takes only the methods of a behaviour', async () => {
    const answers = await Promise.all([
      ask('/feed/x.json', { method: 'POST' }),
      ask('/', { method: 'DELETE' }),
      ask('/api/open/plain', { method: 'DELETE' }),
      ask('/', { method: 'HEAD' }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 200, 200]);
  });

  it('passes everything but the host to the API, and keeps nothing of it', async () => {
    const request = { headers: { 'x-mine': 'a', authorization: 'b' } };
    const [first, second] = [await ask('/api/open/x?q=1', request), await ask('/api/open/x?q=2', request)];

    const event = (await first.json()) as { headers: Record<string, string>; rawQueryString: string };
    expect([event.headers['x-mine'], event.headers.authorization, event.headers.host]).toEqual([
      'a',
      'b',
      undefined,
    ]);
    expect([event.rawQueryString, ((await second.json()) as typeof event).rawQueryString]).toEqual([
      'q=1',
      'q=2',
    ]);
    expect(second.headers.get('x-cache')).toBe('Miss from cloudfront');
  });

  it('gives an error of an uncached path to others, as CloudFront does, whoever they are', async () => {
    const clinic = (token: string) =>
      ask('/api/open/mine', { headers: { authorization: token } }).then(({ status }) => status);

    const before = [await clinic('404'), await clinic('200')];
    app.runtime.clock.forward({ seconds: 6 });
    const after = [await clinic('200'), await clinic('500')];

    expect([before, after]).toEqual([
      [404, 404],
      [200, 500],
    ]);
  });
});

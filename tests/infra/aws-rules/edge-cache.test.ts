import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../infra/aws-rules/answer.ts';
import { openEdgeCache } from '../../../infra/aws-rules/edge-cache.ts';

describe('openEdgeCache', () => {
  const policy = { MinTTL: 0, DefaultTTL: 60, MaxTTL: 60 };
  const good = (control: string): Answer => ({
    status: 200,
    headers: { 'cache-control': control },
    body: 'good',
  });
  const bad: Answer = { status: 503, headers: {}, body: 'bad' };

  it.each([
    ['max-age=10, stale-if-error=100', 100, 'good'],
    ['max-age=10, stale-if-error=100', 120, 'bad'],
    ['max-age=10', 100_000, 'good'],
    ['max-age=10, stale-if-error=0', 11, 'bad'],
    ['no-store', 1, 'bad'],
  ])(
    'an object of %s is given %i seconds later, while the origin fails, as %s',
    async (control, later, body) => {
      let now = 0;
      const edge = openEdgeCache(
        () => now,
        () => 1,
      );
      await edge('k', policy, async () => good(control));

      now = later * 1000;

      expect((await edge('k', policy, async () => bad)).answer.body).toBe(body);
      expect((await edge('k', policy, () => Promise.reject(new Error('down')))).answer.status).toBe(
        body === 'good' ? 200 : 503,
      );
    },
  );

  it('asks a failing origin again only when the error’s time is up', async () => {
    let [now, asked] = [0, 0];
    const edge = openEdgeCache(
      () => now,
      () => 10,
    );
    const ask = () =>
      edge('k', policy, async () => {
        asked += 1;
        return bad;
      });

    for (const at of [0, 5, 11]) {
      now = at * 1000;
      await ask();
    }

    expect(asked).toBe(2);
  });

  /** What is given after `later` seconds to whoever asks second, when the origin first answers with an error. */
  async function afterError(
    status: number,
    later: number,
    {
      seconds,
      headers = {},
      kept = { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 },
    }: {
      seconds?: number;
      headers?: Answer['headers'];
      kept?: typeof policy;
    },
  ): Promise<number> {
    let now = 0;
    const edge = openEdgeCache(
      () => now,
      () => seconds,
    );
    await edge('k', kept, async () => ({ status, headers, body: 'for somebody else' }));
    now = later * 1000;
    return (await edge('k', kept, async () => ({ status: 200, headers: {}, body: 'mine' }))).answer.status;
  }

  it.each([400, 403, 404, 405, 410, 414, 500, 502, 503, 504])(
    'gives a %i of a path that is never cached to others, for ten seconds unless another time is wanted',
    async (status) => {
      expect(await afterError(status, 9, {})).toBe(status);
      expect(await afterError(status, 11, {})).toBe(200);
      expect(await afterError(status, 59, { seconds: 60 })).toBe(status);
      expect(await afterError(status, 0, { seconds: 0 })).toBe(200);
    },
  );

  it.each([401, 409, 413, 416, 422, 429])('never keeps a %i', async (status) => {
    expect(await afterError(status, 0, { seconds: 60, kept: policy })).toBe(200);
  });

  it('keeps an error as long as its origin says, as far as the policy allows', async () => {
    const headers = { 'cache-control': 'max-age=30' };

    expect(await afterError(404, 29, { seconds: 0, headers, kept: policy })).toBe(404);
    expect(await afterError(404, 31, { seconds: 0, headers, kept: policy })).toBe(200);
    expect(await afterError(404, 1, { seconds: 0, headers })).toBe(200);
  });

  it('gives nothing that was good of a path that is never cached, whatever the origin does', async () => {
    const kept = { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 };
    const edge = openEdgeCache(
      () => 0,
      () => 0,
    );
    await edge('k', kept, async () => good('max-age=100, stale-if-error=100'));

    expect((await edge('k', kept, async () => bad)).answer.body).toBe('bad');
    expect((await edge('k', kept, async () => good('max-age=1'))).isHit).toBe(false);
  });
});

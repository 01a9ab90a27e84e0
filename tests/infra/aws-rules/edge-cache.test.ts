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
});

import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningTinyApp, startTinyApp, TABLE } from './tiny-app.ts';

const DAY_MS = 86_400_000;
/** Two threads may read the clock in two different milliseconds. */
const MOST_APART_MS = 5;

let app: RunningTinyApp;

afterEach(() => app.stop());

describe('startClock', () => {
  it('shows one time here and in a function, from where it starts and after each shift', async () => {
    const code =
      'export const handler = async () => [Date.now(), new Date().getTime(), new Date(2020, 0).getFullYear()];';
    app = await startTinyApp({ functions: { Worker: { code } } }, { startAt: '2026-01-01T00:00:00Z' });
    const start = await app.runtime.invoke('Worker', {});

    app.runtime.clock.forward({ days: 20, hours: 1 });
    const before = Date.now();
    const later = await app.runtime.invoke('Worker', {});
    const after = Date.now();

    expect(new Date(start[0]).toISOString().slice(0, 10)).toBe('2026-01-01');
    expect(later[0]).toBeGreaterThanOrEqual(before - MOST_APART_MS);
    expect(later[0]).toBeLessThanOrEqual(after + MOST_APART_MS);
    expect(later[0] - start[0]).toBeGreaterThanOrEqual(20 * DAY_MS + 3_600_000);
    expect(later[1]).toBeLessThanOrEqual(after + MOST_APART_MS);
    expect(later[2]).toBe(2020);
  });

  it('is a Date like any other', async () => {
    app = await startTinyApp(
      { functions: {}, resources: { Table: TABLE } },
      { startAt: '2026-01-01T00:00:00Z' },
    );

    expect(new Date()).toBeInstanceOf(Date);
    expect(new Date('2026-05-03T00:00:00Z').toISOString()).toBe('2026-05-03T00:00:00.000Z');
    expect(Date.UTC(2026, 0)).toBe(1_767_225_600_000);
    expect(Date()).toContain('2026');
  });

  it('goes only forward, and gives the time back at the end', async () => {
    app = await startTinyApp({ resources: { Table: TABLE } });
    app.runtime.clock.forwardTo(new Date(Date.now() + DAY_MS).toISOString());

    expect(() => app.runtime.clock.forwardTo(new Date(Date.now() - 1000).toISOString())).toThrow(
      'cannot be put back',
    );
    const shifted = Date.now();
    app.runtime.clock.stop();
    expect(shifted - Date.now()).toBeGreaterThan(DAY_MS / 2);
  });

  it('rings a schedule once, however many ticks it was put forward over', async () => {
    const Target = { Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] } };
    const Tick = {
      Type: 'AWS::Scheduler::Schedule',
      Properties: { ScheduleExpression: 'rate(5 minutes)', Target },
    };
    app = await startTinyApp({
      resources: { Tick },
      functions: { Worker: { code: 'export const handler = async () => 1;' } },
    });
    const counts: number[] = [];

    for (const seconds of [299, 2, 86_400, 60]) {
      app.runtime.clock.forward({ seconds });
      await app.runtime.idle();
      counts.push(app.calls.length);
    }

    expect(counts).toEqual([0, 1, 2, 2]);
  });

  it('sweeps away items whose time to live has passed, and only those', async () => {
    app = await startTinyApp({ resources: { Table: TABLE } });
    const client = new DynamoDBClient(app.runtime.aws);
    const ttl = (days: number) => ({ ttl: { N: String(Math.floor(Date.now() / 1000) + days * 86_400) } });
    for (const [sk, more] of Object.entries({ soon: ttl(1), later: ttl(40), never: {} })) {
      await client.send(
        new PutItemCommand({ TableName: 'tiny-Table', Item: { pk: { S: 'p' }, sk: { S: sk }, ...more } }),
      );
    }

    app.runtime.clock.forward({ days: 30 });
    await app.runtime.idle();

    const { Items = [] } = await client.send(new ScanCommand({ TableName: 'tiny-Table' }));
    expect(Items.map(({ sk }) => sk?.S).sort()).toEqual(['later', 'never']);
  });
});

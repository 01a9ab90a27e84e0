import type { Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTables, type TestTables } from '../support/tables.ts';
import { anEvent } from './staff-api.ts';

let tables: TestTables;
beforeAll(async () => {
  tables = await startTables();
  const endpoint = await tables.ledger.client.config.endpoint?.();
  process.env.AWS_ENDPOINT_URL_DYNAMODB = `${endpoint?.protocol}//${endpoint?.hostname}:${endpoint?.port}`;
  process.env.AWS_REGION = 'us-east-1';
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  process.env.CONTENT_TABLE = tables.content.name;
  process.env.LEDGER_TABLE = tables.ledger.name;
  process.env.RETAG_QUEUE_URL = 'http://127.0.0.1:9/queue/retag';
});
afterAll(() => tables.stop());

describe('the admin function', () => {
  it('answers from the tables its environment names', async () => {
    const { handler } = await import('../../functions/admin/admin.lambda.ts');
    const context = { awsRequestId: 'request-1' } as Context;

    const me = await handler(anEvent('nobody', 'GET /api/me') as Parameters<typeof handler>[0], context);

    expect(JSON.parse(me.body)).toEqual({ staffId: 'nobody', clinics: [] });
    expect(me.headers).toEqual({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { goOnMessage, readRequest } from '../../functions/moderation/retag-request.ts';
import { aJob } from '../admin/plant-retag.ts';
import { NOW } from '../support/builders.ts';

describe('readRequest', () => {
  it.each([
    { action: 'preview', clinicId: 'juniper', by: 'sam', at: NOW },
    { action: 'apply', clinicId: 'juniper', by: 'olga', at: NOW, seenVersion: '12' },
    { action: 'go-on', clinicId: 'juniper' },
  ])('reads $action', (request) => {
    expect(readRequest(JSON.stringify(request))).toEqual(request);
  });

  it.each([
    ['no JSON', '{'],
    ['nothing', '{}'],
    ['another action', '{"action":"delete","clinicId":"juniper"}'],
    ['no clinic', '{"action":"go-on","clinicId":""}'],
    [
      'a version that is none',
      `{"action":"apply","clinicId":"j","by":"o","at":"${NOW}","seenVersion":"1.5"}`,
    ],
  ])('refuses %s', (_, body) => {
    expect(() => readRequest(body)).toThrow();
  });
});

describe('goOnMessage', () => {
  it('is the same for the same step, and another for the next, in the clinic’s own group', () => {
    const job = aJob({ clinicId: 'juniper', version: 7 });

    expect(goOnMessage(job)).toEqual(goOnMessage({ ...job }));
    expect(goOnMessage(job).cause).not.toBe(goOnMessage({ ...job, version: 8 }).cause);
    expect(goOnMessage(job)).toMatchObject({
      body: { action: 'go-on', clinicId: 'juniper' },
      group: 'juniper',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { publishDue } from '../../functions/feed/publish-due.ts';
import type { ShownAgain } from '../../functions/platform/queue.ts';
import { aMessage } from '../support/messages.ts';

const juniper = '{"clinicId":"juniper"}';
const willow = '{"clinicId":"willow"}';
const seen = (clinicId: string, version: number) =>
  JSON.stringify({ clinicId, seenVersion: String(version) });

/** Publishes by writing down for whom; fails for the clinics named. */
function startNeeds(publishedVersion?: number, failing: readonly string[] = []) {
  const published: string[] = [];
  const again: ShownAgain[] = [];
  const needs = {
    async publish(clinicId: string) {
      if (failing.includes(clinicId)) throw new Error('The bucket does not answer.');
      published.push(clinicId);
    },
    states: {
      find: async (clinicId: string) => ({
        clinicId,
        version: 9,
        embedIds: [],
        retired: [],
        ...(publishedVersion !== undefined && { publishedVersion }),
      }),
    },
    queue: { showAgain: async (messages: readonly ShownAgain[]) => void again.push(...messages) },
  };
  return { needs, published, again };
}

describe('publishDue', () => {
  it('publishes a clinic once however many messages name it', async () => {
    const { needs, published, again } = startNeeds();

    const reply = await publishDue(
      [aMessage('1', juniper), aMessage('2', willow), aMessage('3', seen('juniper', 7))],
      needs,
    );

    expect(published.toSorted()).toEqual(['juniper', 'willow']);
    expect([reply, again]).toEqual([{ batchItemFailures: [] }, []]);
  });

  it('reports every message of a clinic that failed, shows them again soon, and no other', async () => {
    const { needs, again } = startNeeds(undefined, ['juniper']);

    const reply = await publishDue(
      [aMessage('1', juniper), aMessage('2', willow), aMessage('3', seen('juniper', 2), 3)],
      needs,
    );

    expect(reply.batchItemFailures).toEqual([{ itemIdentifier: '1' }, { itemIdentifier: '3' }]);
    expect(again).toEqual([
      { receiptHandle: 'handle-1', seconds: 1 },
      { receiptHandle: 'handle-3', seconds: 4 },
    ]);
  });

  it.each([
    ['every message has seen less than what is published', [3, 6], 7, false],
    ['one message has seen what is published, so that its run may have read before', [3, 7], 7, true],
    ['one message has seen more', [8], 7, true],
    ['nothing was published yet', [0], undefined, true],
    ['the first run is published', [0, 0], 1, false],
  ])('when %s: %j of %s', async (_, versions, publishedVersion, isRun) => {
    const { needs, published } = startNeeds(publishedVersion);
    const messages = versions.map((version, at) => aMessage(String(at), seen('juniper', version)));

    const reply = await publishDue(messages, needs);

    expect(published).toEqual(isRun ? ['juniper'] : []);
    expect(reply.batchItemFailures).toEqual([]);
  });

  it('publishes for a message that was sent by hand, whatever is published', async () => {
    const { needs, published } = startNeeds(1_000);

    await publishDue([aMessage('1', seen('juniper', 3)), aMessage('2', juniper)], needs);

    expect(published).toEqual(['juniper']);
  });

  it.each([
    '',
    '{}',
    '{"clinicId":""}',
    '{"clinicId":7}',
    'null',
    '{"clinicId":"juniper","seenVersion":"x"}',
  ])('reports a message that names no clinic: %j', async (body) => {
    const { needs, published } = startNeeds();

    const reply = await publishDue([aMessage('1', body), aMessage('2', willow)], needs);

    expect(reply.batchItemFailures).toEqual([{ itemIdentifier: '1' }]);
    expect(published).toEqual(['willow']);
  });
});

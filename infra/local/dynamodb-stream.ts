import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { readFilter } from '../aws-rules/event-filter.ts';
import { failedItems } from '../aws-rules/event-mapping.ts';
import { nameIn } from '../aws-rules/physical-names.ts';
import type { Properties, Resource } from '../aws-rules/template.ts';
import { type Change, openStreamReader, type Place } from './dynamodb-stream-reader.ts';
import type { EventSource, SourceNeeds } from './event-source.ts';

/** Changes that come this close together are read together. */
const GATHER_MS = 20;
/** Lambda waits longer between repetitions; here nobody would. */
const LONGEST_PAUSE_MS = 500;
const FAULT_PAUSE_MS = 1000;

/**
 * Feeds a function from a table's stream by Lambda's rules: in order, one batch at a time, a failed batch again until
 * it succeeds, is cut in two, or is given up. The place in the stream moves when a batch is done with, and is kept.
 *
 * @throws Error for a setting that is not supported here
 */
export async function openStreamSource(
  engine: string,
  { id, properties: mapping }: Resource,
  needs: SourceNeeds,
) {
  const { EventSourceArn: arn, BatchSize = 100, MaximumBatchingWindowInSeconds: seconds = 0 } = mapping;
  const patterns = mapping.FilterCriteria?.Filters.map(({ Pattern }: Properties) => Pattern) ?? [];
  const filter = readFilter(patterns, id);
  const read = await openStreamReader(engine, arn, needs.clock);
  let state: 'live' | 'paused' | 'stopped' = 'live';
  const deliver = openDelivery(mapping, needs, async () => {
    while (state === 'paused') await wait(10);
    if (state === 'stopped') throw new Error('The source has been stopped.');
  });
  let place: Place | undefined = JSON.parse(needs.kept.get('place', id) ?? 'null') ?? undefined;
  const moveTo = (change: Change | undefined) => {
    place = change?.place ?? place;
    needs.kept.set('place', id, JSON.stringify(place ?? null));
  };
  // An engine that outlived another run may still have the changes of its tables.
  if (!place && (needs.isFresh || mapping.StartingPosition === 'LATEST')) {
    for (let old = await read(place); old.length > 0; old = await read(place)) moveTo(old.at(-1));
  }
  const drain = async () => {
    for (let isFirst = true; state === 'live'; isFirst = false) {
      const changes = await read(place);
      if (changes.length === 0) return isFirst;
      const wanted = changes.filter(({ record }) => filter(record));
      for (const batch of pieces(wanted, BatchSize)) {
        for (const delivery of pieces(needs.redeliver(batch), BatchSize)) await deliver(delivery);
        moveTo(batch.at(-1));
      }
      moveTo(changes.at(-1));
    }
    return true;
  };
  let draining: Promise<boolean> | undefined;
  const settle = async () => {
    if (state !== 'live') return true;
    await draining;
    draining ??= drain().finally(() => {
      draining = undefined;
    });
    return draining;
  };
  let timer: NodeJS.Timeout | undefined;
  const wakeIn = (ms: number) => {
    timer ??= setTimeout(async () => {
      timer = undefined;
      try {
        await settle();
      } catch (error) {
        if (state === 'stopped') return;
        needs.onFault(id, error);
        wakeIn(FAULT_PAUSE_MS);
      }
    }, ms);
  };
  const wake = () => wakeIn(Math.max(GATHER_MS, seconds * 1000));
  const turn: EventSource['turn'] = (to) => {
    state = to;
    if (to === 'live') wake();
    if (to === 'stopped') clearTimeout(timer);
  };
  return { id, of: arn.split('/')[1], wake, settle, turn } satisfies EventSource;
}

/** Gives what delivers a batch until it is done with, one way or the other. */
function openDelivery(
  mapping: Properties,
  { clock, invoke, send }: SourceNeeds,
  untilLive: () => Promise<void>,
) {
  const { MaximumRetryAttempts: mostTries = -1, MaximumRecordAgeInSeconds: maxAge = -1 } = mapping;
  const isOld = ({ madeAt }: Change) => maxAge >= 0 && clock.now() - madeAt > maxAge * 1000;
  const giveUp = async (condition: string, batch: readonly Change[], tries: number) => {
    const destination = mapping.DestinationConfig?.OnFailure?.Destination;
    if (destination && batch.length > 0) await send(destination, failureOf(mapping, batch, condition, tries));
  };
  /** Position of the first change that failed; -1 when all went well. */
  const firstFailure = async (batch: readonly Change[]) => {
    const ids = batch.map(({ place }) => place.sequence);
    try {
      const reply = await invoke(nameIn(mapping.FunctionName), {
        Records: batch.map(({ record }) => record),
      });
      const failed = failedItems(mapping, reply, ids);
      return ids.findIndex((sequence) => failed.has(sequence));
    } catch {
      return 0;
    }
  };
  return async function deliver(batch: readonly Change[], tries = 0): Promise<void> {
    await untilLive();
    await giveUp('RecordAgeExceeded', batch.filter(isOld), tries);
    const young = batch.filter((change) => !isOld(change));
    const failedAt = young.length === 0 ? -1 : await firstFailure(young);
    if (failedAt < 0) return;
    if (failedAt > 0) return deliver(young.slice(failedAt));
    if (mapping.BisectBatchOnFunctionError && young.length > 1) {
      const half = Math.ceil(young.length / 2);
      await deliver(young.slice(0, half), tries);
      return deliver(young.slice(half), tries);
    }
    if (mostTries >= 0 && tries >= mostTries) return giveUp('RetryAttemptsExhausted', young, tries + 1);
    await wait(Math.min(LONGEST_PAUSE_MS, 25 * 2 ** tries));
    return deliver(young, tries + 1);
  };
}

/** What Lambda sends to the destination: where the changes are, never what they are. */
function failureOf(mapping: Properties, batch: readonly Change[], condition: string, tries: number) {
  const { FunctionName: functionArn, EventSourceArn: streamArn } = mapping;
  const iso = (ms = Date.now()) => new Date(ms).toISOString();
  const [first, last] = [batch[0], batch.at(-1)];
  const requestContext = { requestId: randomUUID(), functionArn, condition, approximateInvokeCount: tries };
  const responseContext = { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' };
  return JSON.stringify({
    ...{ version: '1.0', timestamp: iso(), requestContext, responseContext },
    DDBStreamBatchInfo: {
      ...{ shardId: first?.place.shard, streamArn, batchSize: batch.length },
      ...{ startSequenceNumber: first?.place.sequence, endSequenceNumber: last?.place.sequence },
      approximateArrivalOfFirstRecord: iso(first?.madeAt),
      approximateArrivalOfLastRecord: iso(last?.madeAt),
    },
  });
}

function pieces<Entry>(all: readonly Entry[], size: number): readonly (readonly Entry[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
}

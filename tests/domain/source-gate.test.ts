import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CallsWanted,
  newGate,
  noteAnswer,
  noteSilence,
  noteUsedUp,
  planCalls,
  type SourceGate,
  takeCalls,
} from '../../functions/domain/source-gate.ts';
import { NOW } from '../support/builders.ts';

const later = (ms: number, at = NOW) => new Date(Date.parse(at) + ms).toISOString();

function wanted(differs: Partial<CallsWanted> = {}): CallsWanted {
  return { calls: 1, everyMs: 400, now: NOW, patienceMs: 30_000, isTrying: false, ...differs };
}

/** Takes calls that must be promised. */
function take(gate: SourceGate, differs: Partial<CallsWanted> = {}) {
  const taken = takeCalls(gate, wanted(differs));
  if ('why' in taken) throw new Error(`It waits: ${taken.why}.`);
  return taken;
}

/** A gate after so many different listings failed one after another. */
function failed(count: number, at = NOW): SourceGate {
  let gate = newGate('google-business');
  for (let one = 0; one < count; one += 1) gate = noteSilence(gate, `clinic/listing-${one}`, at, 1);
  return gate;
}

describe('takeCalls', () => {
  it('keeps the source’s rate, whoever asks for however many calls and whenever', () => {
    const asks = fc.array(
      fc.record({
        calls: fc.integer({ min: 1, max: 10 }),
        pauseMs: fc.nat(9000),
        patienceMs: fc.nat(40_000),
      }),
      { maxLength: 60 },
    );
    void fc.assert(
      fc.property(asks, (all) => {
        let gate = newGate('google-business');
        let at = 0;
        let last = Number.NEGATIVE_INFINITY;
        for (const { calls, pauseMs, patienceMs } of all) {
          at += pauseMs;
          const taken = takeCalls(gate, wanted({ calls, patienceMs, now: later(at) }));
          if ('why' in taken) {
            expect(Date.parse(taken.until)).toBeGreaterThan(Date.parse(later(at + patienceMs)) - 1);
            continue;
          }
          gate = taken.gate;
          const first = Date.parse(taken.startAt);
          expect(first).toBeGreaterThanOrEqual(Date.parse(later(at)));
          expect(first - last).toBeGreaterThanOrEqual(400);
          last = first + (calls - 1) * 400;
        }
      }),
    );
  });

  it('says when it is worth coming back, and promises nothing, where the turn is too far away', () => {
    const { gate } = take(newGate('yelp'), { calls: 10, everyMs: 4000 });

    expect(takeCalls(gate, wanted())).toEqual({ why: 'turn', until: later(40_000) });
    expect(take(gate, { now: later(10_000) }).startAt).toBe(later(40_000));
  });

  it('is not held up by promises of a clock that was set back', () => {
    const { gate } = take(newGate('yelp'), { now: later(86_400_000) });

    expect(take(gate).startAt).toBe(NOW);
  });

  it('lets nobody call while the day’s calls are used up', () => {
    const gate = noteUsedUp(newGate('yelp'), '2026-11-23T00:00:00.000Z');

    expect(takeCalls(gate, wanted())).toEqual({ why: 'quota-day', until: '2026-11-23T00:00:00.000Z' });
    expect(take(gate, { now: '2026-11-23T00:00:00.000Z' }).isTrying).toBe(false);
  });
});

describe('planCalls', () => {
  it('gives places one after the other, apart from the promises', () => {
    const first = planCalls(newGate('yelp'), { calls: 30, everyMs: 1000, now: NOW });
    const second = planCalls(first.gate, { calls: 1, everyMs: 1000, now: later(10_000) });

    expect([first.startAt, second.startAt]).toEqual([NOW, later(30_000)]);
    expect(take(second.gate).startAt).toBe(NOW);
  });
});

describe('the breaker', () => {
  it('closes when five different listings fail one after another, and not for one that fails often', () => {
    let one = newGate('yelp');
    for (let times = 0; times < 20; times += 1) one = noteSilence(one, 'clinic/listing', NOW, 1);

    expect(take(one).isTrying).toBe(false);
    expect(take(failed(4)).isTrying).toBe(false);
    expect(takeCalls(failed(5), wanted())).toEqual({ why: 'source-down', until: later(60_000) });
  });

  it('begins to count anew with every answer', () => {
    const gate = noteSilence(noteAnswer(failed(4)), 'clinic/another', NOW, 1);

    expect(gate.failing).toEqual(['clinic/another']);
  });

  it('lets one try after its time, and everybody once that one was answered', () => {
    const trying = take(failed(5), { now: later(60_000) });

    expect(trying.isTrying).toBe(true);
    expect(takeCalls(trying.gate, wanted({ now: later(60_001) }))).toMatchObject({ why: 'source-down' });
    expect(take(trying.gate, { now: later(60_400), isTrying: true }).isTrying).toBe(true);
    expect(take(noteAnswer(trying.gate), { now: later(61_000) }).isTrying).toBe(false);
  });

  it('lets another one try when the first one was lost', () => {
    const { gate } = take(failed(5), { now: later(60_000) });

    expect(take(gate, { now: later(360_000) }).isTrying).toBe(true);
  });

  it('closes for twice as long with each try that fails, and for no more than half an hour', () => {
    let gate = failed(5);
    const minutes: number[] = [];
    for (let tries = 0; tries < 7; tries += 1) {
      const now = gate.closedUntil ?? NOW;
      gate = noteSilence(take(gate, { now }).gate, 'clinic/listing', now, 1);
      minutes.push((Date.parse(gate.closedUntil ?? now) - Date.parse(now)) / 60_000);
    }

    expect(minutes).toEqual([2, 4, 8, 16, 30, 30, 30]);
  });

  it('does not close for longer because of pulls that had begun before', () => {
    const gate = noteSilence(failed(5), 'clinic/slow', later(1000), 1);

    expect(gate.closedUntil).toBe(later(60_000));
  });

  it('spreads when it opens', () => {
    const until = [0, 0.5, 1].map((chance) => {
      const gate = noteSilence(failed(4), 'clinic/fifth', NOW, chance);
      return Date.parse(gate.closedUntil ?? NOW) - Date.parse(NOW);
    });

    expect(until).toEqual([6000, 30_000, 60_000]);
  });
});

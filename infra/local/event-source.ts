import type { Properties } from '../aws-rules/template.ts';
import type { Kept } from '../data-folder/kept.ts';
import type { Clock } from './clock.ts';

/** Something that feeds a function with events: the stream or the queue `of` this name, by its mapping's logical id. */
export interface EventSource {
  readonly id: string;
  readonly of: string;
  /** There may be something new. */
  readonly wake: () => void;
  /** Delivers everything there is to deliver. @returns whether there was nothing left to do; `true` while paused */
  readonly settle: () => Promise<boolean>;
  /** Holds back what has not been delivered yet, goes on, or ends for good. */
  readonly turn: (to: 'live' | 'paused' | 'stopped') => void;
}

/** What event sources need of the rest. */
export interface SourceNeeds {
  readonly clock: Clock;
  readonly kept: Kept;
  /** Whether nothing of an earlier run counts. */
  readonly isFresh: boolean;
  readonly redeliver: Redeliver;
  /** Calls a function by its logical id. @throws Error when it fails */
  readonly invoke: (name: string, event: object) => Promise<Properties>;
  /** Sends to a queue by its ARN. */
  readonly send: (arn: string, body: string) => Promise<unknown>;
  /** Told of what goes wrong in a source itself. */
  readonly onFault: (id: string, error: unknown) => void;
}

/**
 * A fault for tests, which product code must not notice: events are delivered `copies` times each, those that were
 * read together in an order drawn with `shuffleSeed`.
 */
export type Deliveries = { readonly copies: number; readonly shuffleSeed: number };

/** Gives events as often and in the order that a test asked for; as they are when it asked for nothing. */
export type Redeliver = <Event>(events: readonly Event[], canReorder?: boolean) => readonly Event[];

/** Makes the redelivery; the same seed and the same events give the same order. */
export function openRedelivery(
  { copies, shuffleSeed }: Deliveries = { copies: 1, shuffleSeed: 0 },
): Redeliver {
  let state = shuffleSeed;
  const draw = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return (events, canReorder = true) =>
    Array.from({ length: copies }, () => {
      const drawn = events.map((event) => ({ event, place: canReorder && shuffleSeed ? draw() : 0 }));
      return drawn.sort((a, b) => a.place - b.place).map(({ event }) => event);
    }).flat();
}

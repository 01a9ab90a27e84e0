/** A clock that moves only when it is moved. */
export interface CampaignClock {
  /** The instant, ISO 8601 UTC, off by so many milliseconds. */
  readonly at: (skewMs: number) => string;
  readonly forwardMs: (ms: number) => void;
}

const BEGINNING = Date.parse('2026-03-01T08:00:00.000Z');

/** Makes a clock. */
export function aCampaignClock(): CampaignClock {
  let instant = BEGINNING;
  return {
    at: (skewMs) => new Date(instant + skewMs).toISOString(),
    forwardMs(ms) {
      instant += ms;
    },
  };
}

/** A number that depends on all of these; for seeds of their own. */
export function mix(...numbers: readonly number[]): number {
  return numbers.reduce((mixed, number) => {
    const next = Math.imul(mixed ^ (number + 0x9e3779b9), 0x85ebca6b);
    return (next ^ (next >>> 13)) >>> 0;
  }, 0x811c9dc5);
}

const MachineDate = globalThis.Date;
/** Node's timers overflow above this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The runtime's clock: what `startClock` gives. */
export type Clock = ReturnType<typeof startClock>;

/**
 * Starts the runtime's clock; one at a time in a process. Real time flows in it and it can be put forward: `Date`
 * here and in every sandbox, schedules, hidden messages, sweeps, caches and the life of tokens move together.
 *
 * @param startAt what it shows first, ISO 8601; the machine's time when absent
 */
export function startClock(startAt?: string) {
  const shared = new SharedArrayBuffer(8);
  const offset = new Float64Array(shared);
  const shifts: { since: number; by: number }[] = [];
  const alarms = new Set<{ instant: number; run: () => void }>();
  let timer: NodeJS.Timeout | undefined;
  const now = () => MachineDate.now() + Number(offset[0]);
  const shift = (by: number) => {
    offset[0] = Number(offset[0]) + by;
    shifts.push({ since: MachineDate.now(), by: offset[0] });
  };
  const ring = () => {
    for (const alarm of [...alarms].sort((a, b) => a.instant - b.instant)) {
      if (alarm.instant <= now() && alarms.delete(alarm)) alarm.run();
    }
    clearTimeout(timer);
    const wait = Math.min(...[...alarms].map(({ instant }) => instant)) - now();
    if (alarms.size > 0) timer = setTimeout(ring, Math.min(wait, LONGEST_TIMER_MS)).unref();
  };
  const forward = (by: number) => {
    if (!(by >= 0)) throw new Error('The clock cannot be put back.');
    shift(by);
    ring();
  };
  shift(startAt === undefined ? 0 : MachineDate.parse(startAt) - MachineDate.now());
  keepTime(shared);
  return {
    /** Now, in epoch milliseconds. */
    now,
    /** Puts the clock forward; everything that falls due rings before this returns, each schedule once. */
    forward: ({ days = 0, hours = 0, seconds = 0 }) => forward(((days * 24 + hours) * 3600 + seconds) * 1000),
    /** Puts the clock forward to an instant, ISO 8601. @throws Error when it has already passed */
    forwardTo: (instant: string) => forward(MachineDate.parse(instant) - now()),
    /** Runs something at an instant in epoch milliseconds. @returns forgets it */
    at(instant: number, run: () => void) {
      const alarm = { instant, run };
      alarms.add(alarm);
      if (instant > now()) ring();
      else setImmediate(ring);
      return () => void alarms.delete(alarm);
    },
    /** What this clock showed when the machine's clock showed `machineMs`; the same before it was started. */
    shownAt: (machineMs: number) => machineMs + (shifts.findLast(({ since }) => since <= machineMs)?.by ?? 0),
    /** What a sandbox needs to keep the same time. */
    shared,
    /** Forgets all timers and gives this process its own time back. */
    stop() {
      alarms.clear();
      clearTimeout(timer);
      globalThis.Date = MachineDate;
    },
  };
}

/** Makes `Date` of this thread show the time of a clock, also of one in another thread. */
export function keepTime(shared: SharedArrayBuffer): void {
  const offset = new Float64Array(shared);
  const now = () => MachineDate.now() + Number(offset[0]);
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, values, made) =>
      Reflect.construct(target, values.length > 0 ? values : [now()], made),
    apply: () => new MachineDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}

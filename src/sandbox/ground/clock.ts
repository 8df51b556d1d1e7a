/** Real time and its timers. Injected, so that a test can hold it. */
export interface SystemTime {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** Calls `task` once after `ms` real milliseconds. Returns what cancels it. */
  after(ms: number, task: () => void): () => void;
}

/** The machine's own time. Timers keep the process alive only as long as its server does. */
export const systemTime: SystemTime = {
  now: () => Date.now(),
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Environment variable with the offset, ms, that a process starts with under clock-preload.ts. */
export const CLOCK_OFFSET_VARIABLE = 'SANDBOX_CLOCK_OFFSET_MS';

/** The stand-in's own time: real time plus an offset that people and tests move forward. */
export interface SandboxClock {
  /** Milliseconds since the epoch as HubSpot and Baton are to see it. */
  now(): number;
  readonly offsetMs: number;
  /** Sets the time of day forward. @throws RangeError when `ms` is negative or not finite: time never runs backwards. */
  advance(ms: number): void;
  /** Lets time pass as if it had been waited for: a machine under clock-preload.ts sees no leap. @throws as `advance` */
  pass(ms: number): void;
  /** Calls `listener` after every move, with the new offset and whether time passed evenly. Returns what removes it. */
  onChange(listener: (offsetMs: number, evenly?: boolean) => void): () => void;
}

export function createSandboxClock(time: SystemTime, initialOffsetMs = 0): SandboxClock {
  let offsetMs = initialOffsetMs;
  const listeners = new Set<(offsetMs: number, evenly?: boolean) => void>();
  const move = (ms: number, evenly: boolean): void => {
    if (!Number.isFinite(ms) || ms < 0)
      throw new RangeError(`The clock only moves forward, not by ${ms} ms.`);
    offsetMs += ms;
    for (const listener of listeners) listener(offsetMs, evenly);
  };
  return {
    now: () => time.now() + offsetMs,
    get offsetMs() {
      return offsetMs;
    },
    advance: (ms) => move(ms, false),
    pass: (ms) => move(ms, true),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

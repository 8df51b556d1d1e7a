import type { SandboxClock } from '../src/sandbox/ground/clock.ts';
import type { MachineClock } from '../src/sandbox/local/baton-process.ts';

/** The clock of Baton's machine, which goes wrong while HubSpot's stays right. */
export interface WrongClock extends MachineClock {
  /** How far ahead of HubSpot's it is from now on, ms; negative: behind. */
  set(aheadMs: number): void;
}

export function wrongClock(hubspot: SandboxClock): WrongClock {
  let aheadMs = 0;
  const listeners = new Set<(offsetMs: number) => void>();
  return {
    get offsetMs() {
      return hubspot.offsetMs + aheadMs;
    },
    onChange(listener) {
      listeners.add(listener);
      const forget = hubspot.onChange((offsetMs) => listener(offsetMs + aheadMs));
      return () => {
        listeners.delete(listener);
        forget();
      };
    },
    set(ms) {
      aheadMs = ms;
      for (const listener of listeners) listener(hubspot.offsetMs + aheadMs);
    },
  };
}

import type { Clock } from '../../ground/clock.ts';
import { DAY, MINUTE, SECOND } from '../../ground/clock.ts';
import type { Logger } from '../../ground/logger.ts';
import type { Transport, TransportAnswer } from './transport.ts';

/**
 * HubSpot's clock, as the `Date` of its answers and the time of its signed requests show it: what HubSpot dates is
 * measured by it when ours is wrong. Nothing is asked for its sake: it is read from what comes anyway.
 */
export interface HubSpotTime {
  /** HubSpot's time now, epoch ms, to within seconds; null: nothing came yet that tells it. */
  now(): Promise<number | null>;
  /** HubSpot signed a request at this time, epoch ms, and our clock took it for fresh. */
  heard(signedAt: number): void;
}

/** The time, and a transport whose answers it reads. */
export interface WatchedTime extends HubSpotTime {
  watch(transport: Transport): Transport;
}

/** Signatures of HubSpot are refused from five minutes on. */
const APART_MS = MINUTE;
/** The steady clocks of machines part by seconds in a day. */
const KEPT_MS = DAY;
/** An answer that took longer tells too little. */
const SLOW_MS = 10 * SECOND;
/** Two readings agree. The `Date` of an answer is in whole seconds. */
const AGREE_MS = 5 * SECOND;

/** A reading of HubSpot's clock, and of the one of ours that nobody sets. */
interface Reading {
  theirs: number;
  steady: number;
}

export function createHubSpotTime({ clock, logger }: { clock: Clock; logger: Logger }): WatchedTime {
  const steady = (): number => clock.steady?.() ?? clock.now();
  let kept: Reading | undefined;
  let doubted: Reading | undefined;
  let toldAt = -Infinity;
  const projected = (reading: Reading): number => reading.theirs + steady() - reading.steady;
  /** One answer that disagrees may be a proxy's; two that agree are HubSpot, and this machine slept. */
  const note = (theirs: number): void => {
    const reading = { theirs, steady: steady() };
    const agrees = (other: Reading | undefined) =>
      other !== undefined && Math.abs(projected(other) - theirs) <= AGREE_MS;
    if (kept && !agrees(kept) && !agrees(doubted)) doubted = reading;
    else [kept, doubted] = [reading, undefined];
  };
  const compare = (theirs: number): void => {
    const aheadMs = clock.now() - theirs;
    if (Math.abs(aheadMs) <= APART_MS || steady() - toldAt < MINUTE) return;
    toldAt = steady();
    logger.error(
      { code: 'CLOCK_WRONG', aheadSeconds: Math.round(aheadMs / SECOND) },
      "this machine's clock is not HubSpot's: switch on time synchronisation (NTP)",
    );
  };
  return {
    async now() {
      return kept && steady() - kept.steady < KEPT_MS ? projected(kept) : null;
    },
    heard(signedAt) {
      // It was on its way for a moment, or for as long as somebody held it back: only a later time tells anything.
      if (!kept || signedAt > projected(kept)) note(signedAt);
    },
    watch: (transport) => ({
      async send(request) {
        const since = steady();
        const answer = await transport.send(request);
        const theirs = steady() - since <= SLOW_MS ? dateOf(answer) : null;
        if (theirs !== null) {
          note(theirs);
          compare(theirs);
        }
        return answer;
      },
    }),
  };
}

/** When HubSpot made the answer. One from a cache, or a page of something on the way, has another clock's date. */
function dateOf({ status, headers, garbled }: TransportAnswer): number | null {
  const cached = Number(headers.get('age') ?? 0) > 0 || /hit/i.test(headers.get('cf-cache-status') ?? '');
  if (garbled || cached || status >= 500) return null;
  const theirs = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(theirs) ? null : theirs;
}

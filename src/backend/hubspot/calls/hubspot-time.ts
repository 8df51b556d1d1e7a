import type { Clock } from '../../ground/clock.ts';
import { MINUTE, SECOND } from '../../ground/clock.ts';
import type { Logger } from '../../ground/logger.ts';
import type { Transport } from './transport.ts';

/** HubSpot's clock, as the `Date` of its answers shows it: what HubSpot dates is measured by it when ours is wrong. */
export interface HubSpotTime {
  /** HubSpot's time now, epoch ms, to within seconds; null: it cannot tell. It is asked only once in a while. */
  now(): Promise<number | null>;
}

export interface HubSpotTimeDeps {
  transport: Transport;
  clock: Clock;
  logger: Logger;
}

/** Signatures of HubSpot are refused from five minutes on. */
const APART_MS = MINUTE;
/** How long a reading counts: one, and one that failed. */
const KEPT_MS = MINUTE;
const FAILURE_KEPT_MS = 5 * SECOND;
/** The two clocks of a machine part by more only when one of them is set, or the machine sleeps. */
const LEAP_MS = SECOND;

/** A reading of HubSpot's clock, and of both of ours: the one that may be set, and the one that nobody sets. */
interface Reading {
  theirs: number | null;
  ours: number;
  steady: number;
}

export function createHubSpotTime(deps: HubSpotTimeDeps): HubSpotTime {
  const { clock } = deps;
  const look = (theirs: number | null): Reading => {
    const ours = clock.now();
    return { theirs, ours, steady: clock.steady?.() ?? ours };
  };
  let asking: Promise<Reading> | undefined;
  let last: Reading | undefined;
  const ask = (): Promise<Reading> => {
    asking ??= readDate(deps)
      .then((theirs) => (last = look(theirs)))
      .finally(() => (asking = undefined));
    return asking;
  };
  return {
    async now() {
      const reading = last && isFresh(last, look(null)) ? last : await ask();
      return reading.theirs === null ? null : reading.theirs + look(null).steady - reading.steady;
    },
  };
}

function isFresh(reading: Reading, now: Reading): boolean {
  const age = now.steady - reading.steady;
  const leap = now.ours - reading.ours - age;
  return age < (reading.theirs === null ? FAILURE_KEPT_MS : KEPT_MS) && Math.abs(leap) < LEAP_MS;
}

/** Any answer will do, also one that says there is nothing at this address. */
async function readDate({ transport, clock, logger }: HubSpotTimeDeps): Promise<number | null> {
  try {
    const { headers } = await transport.send({ method: 'GET', path: '/' });
    const theirs = Date.parse(headers.get('date') ?? '');
    if (Number.isNaN(theirs)) return null;
    const aheadMs = clock.now() - theirs;
    if (Math.abs(aheadMs) > APART_MS)
      logger.error(
        { code: 'CLOCK_WRONG', aheadSeconds: Math.round(aheadMs / SECOND) },
        "this machine's clock is not HubSpot's: switch on time synchronisation (NTP)",
      );
    return theirs;
  } catch (error) {
    logger.warn({ err: error }, "HubSpot's time is not known");
    return null;
  }
}

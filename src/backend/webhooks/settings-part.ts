import { HOUR } from '../ground/clock.ts';

/** Without an event for this long while contacts are being worked on, the webhooks deserve a look. */
const SILENCE_MS = 24 * HOUR;

const SILENT =
  'HubSpot has told Baton nothing for a day. Baton looks for changes itself meanwhile; ask whoever runs Baton to check that HubSpot reaches it.';

/** Whether HubSpot has told nothing for so long; an account that never told anything is new. */
export const isSilent = (lastEventAt: number | null, now: number): boolean =>
  lastEventAt !== null && now - lastEventAt > SILENCE_MS;

/** @param working whether an assistant works on a contact of the account */
export function webhooksPart(lastEventAt: number | null, now: number, working: boolean) {
  return {
    lastEventAt,
    warnings: working && isSilent(lastEventAt, now) ? [SILENT] : [],
  };
}

import { HOUR } from '../ground/clock.ts';

/** Without an event for this long while contacts are being worked on, the webhooks deserve a look. */
const SILENCE_MS = 24 * HOUR;

const SILENT =
  'HubSpot has told Baton nothing for a day. Baton looks for changes itself meanwhile; ask whoever runs Baton to check that HubSpot reaches it.';

/** @param working whether an assistant works on a contact of the account */
export function webhooksPart(lastEventAt: number | null, now: number, working: boolean) {
  const silent = lastEventAt !== null && now - lastEventAt > SILENCE_MS;
  return {
    lastEventAt,
    warnings: working && silent ? [SILENT] : [],
  };
}

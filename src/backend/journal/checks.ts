import type { Clock } from '../ground/clock.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import type { Database } from '../database/database.ts';
import { isBatonError } from '../ground/errors.ts';
import { createTransport } from '../hubspot/calls/transport.ts';
import { JOURNAL_SCOPES, journalRefused } from '../hubspot/journal/journal-calls.ts';
import { createTokenEndpoint } from '../hubspot/tokens/token-endpoint.ts';
import type { CheckedInstallation, Finding } from '../room/room.ts';
import { journalState } from './journal-state.ts';

const TIMEOUT_MS = 10 * SECOND;
/** The journal is read every five minutes. */
const LATE_MINUTES = 30;

/** How the journal is read, and whether it may be; nothing while it is off. */
export async function* checkJournal({
  config,
  clock,
  database,
}: CheckedInstallation): AsyncGenerator<Finding> {
  if (!config.hubspot.webhooksJournal) return;
  if (database) yield* checkReading(database, config, clock);
  yield await checkAccess(config);
}

/** Which accounts the journal leaves out, and how far behind it is. */
async function* checkReading(database: Database, config: Config, clock: Clock): AsyncGenerator<Finding> {
  const subject = 'webhooks journal';
  const state = await journalState(database.manager, config.hubspot.clientId);
  for (const [portalId, reason] of Object.entries(state.unsubscribed))
    yield { subject: `${subject}, account ${portalId}`, ok: false, text: `not subscribed: ${reason}` };
  if (state.readAt === null) return;
  const minutes = Math.round((clock.now() - state.readAt) / MINUTE);
  const ok = minutes < LATE_MINUTES;
  const text = ok
    ? `read ${minutes} minutes ago`
    : `was last read ${minutes} minutes ago. Is a worker running?`;
  yield { subject, ok, text };
}

/** Whether HubSpot lets the app read it: no account can grant that. */
async function checkAccess(config: Config): Promise<Finding> {
  const subject = 'webhooks journal';
  const { apiUrl } = config.hubspot;
  const endpoint = createTokenEndpoint(createTransport({ apiUrl, timeoutMs: TIMEOUT_MS }), config.hubspot);
  try {
    await endpoint.appToken(JOURNAL_SCOPES);
    return { subject, ok: true, text: 'HubSpot lets the app read it' };
  } catch (error) {
    const refused = isBatonError(error, 'HUBSPOT_MISSING_SCOPE');
    const text = refused ? journalRefused(error) : (error as Error).message;
    return { subject, ok: false, text };
  }
}

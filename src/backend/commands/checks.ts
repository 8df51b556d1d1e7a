import { createHmac } from 'node:crypto';
import pino from 'pino';
import type { Clock } from '../ground/clock.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import { openDatabase } from '../database/database.ts';
import type { Database } from '../database/database.ts';
import { pendingMigrations } from '../database/migrate.ts';
import { isBatonError } from '../ground/errors.ts';
import { JOURNAL_SCOPES, journalRefused } from '../hubspot/journal/journal-calls.ts';
import { createPortals } from '../hubspot/portals/portals.ts';
import { missingScopes } from '../hubspot/portals/scopes.ts';
import { createTokenEndpoint } from '../hubspot/tokens/token-endpoint.ts';
import { createTransport } from '../hubspot/calls/transport.ts';
import { journalState } from '../journal/journal-state.ts';
import { createMailTransport } from '../mail-server/transport.ts';
import { entities, migrations } from '../house/schema.ts';

export interface Finding {
  subject: string;
  ok: boolean;
  text: string;
}

const TIMEOUT_MS = 10 * SECOND;
/** The journal is read every five minutes. */
const LATE_MINUTES = 30;

/** Looks at everything a running installation depends on, without changing anything. Never throws. */
export async function* runChecks(config: Config, clock: Clock): AsyncGenerator<Finding> {
  yield { subject: 'environment', ok: true, text: 'complete' };
  yield* checkDatabase(config, clock);
  yield* checkHubSpot(config, clock);
  if (config.hubspot.webhooksJournal) yield await checkJournal(config);
  yield await checkPublicUrl(config, clock);
  yield* checkMailbox(config, clock);
}

async function* checkDatabase(config: Config, clock: Clock): AsyncGenerator<Finding> {
  const subject = 'database';
  let database: Database;
  try {
    database = await openDatabase({ url: config.databaseUrl, entities, migrations });
  } catch (error) {
    yield { subject, ok: false, text: (error as Error).message };
    return;
  }
  try {
    const pending = await pendingMigrations(database);
    const text =
      pending.length === 0
        ? `${database.kind}, schema up to date`
        : `${pending.length} migrations wait. Run: npm run migrate`;
    yield { subject, ok: pending.length === 0, text };
    if (pending.length > 0) return;
    yield* checkPortals(database, clock);
    if (config.hubspot.webhooksJournal) yield* checkJournalReading(database, config, clock);
  } finally {
    await database.close();
  }
}

async function* checkPortals(database: Database, clock: Clock): AsyncGenerator<Finding> {
  const registry = createPortals({ database, clock });
  const portals = await registry.connected();
  if (portals.length === 0)
    yield {
      subject: 'accounts',
      ok: false,
      text: 'none is connected. Open /oauth/install of your PUBLIC_URL.',
    };
  for (const portal of portals) {
    const trouble = await registry.trouble(portal.portalId);
    if (trouble) yield { subject: `account ${portal.portalId}`, ok: false, text: trouble };
    const missing = missingScopes(portal.scopes);
    const text =
      missing.length === 0
        ? 'connected, all required permissions granted'
        : `lacks ${missing.join(', ')}. Connect it again.`;
    yield { subject: `account ${portal.portalId}`, ok: missing.length === 0, text };
  }
}

/** Which accounts the journal leaves out, and how far behind it is. */
async function* checkJournalReading(
  database: Database,
  config: Config,
  clock: Clock,
): AsyncGenerator<Finding> {
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
async function checkJournal(config: Config): Promise<Finding> {
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

/** HubSpot answers BAD_REFRESH_TOKEN to a made-up token only after it has accepted client id and secret. */
async function* checkHubSpot(config: Config, clock: Clock): AsyncGenerator<Finding> {
  const subject = 'HubSpot app';
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: config.hubspot.clientId,
    client_secret: config.hubspot.clientSecret,
    refresh_token: 'doctor-checks-the-client-only',
  });
  try {
    const response = await fetch(`${config.hubspot.apiUrl}/oauth/2026-09/token`, {
      method: 'POST',
      body: form,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = await response.text();
    const refused = /invalid_client|BAD_CLIENT/.test(body) || response.status === 401;
    yield {
      subject,
      ok: !refused,
      text: refused
        ? 'HubSpot refuses HUBSPOT_CLIENT_ID or HUBSPOT_CLIENT_SECRET. Copy both again from the app page.'
        : 'client id and secret are accepted',
    };
    yield checkClock(response.headers.get('date'), clock);
  } catch (error) {
    yield {
      subject,
      ok: false,
      text: `${config.hubspot.apiUrl} does not answer (${(error as Error).message}). Check the network.`,
    };
  }
}

/** Signatures are valid for five minutes either way. */
function checkClock(date: string | null, clock: Clock): Finding {
  const theirs = date ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(theirs))
    return { subject: 'clock', ok: true, text: 'HubSpot sent no time to compare with' };
  const off = Math.round((clock.now() - theirs) / SECOND);
  const ok = Math.abs(off) < MINUTE / SECOND;
  return {
    subject: 'clock',
    ok,
    text: ok ? 'agrees with HubSpot' : `is ${off} s off. Switch on time synchronisation (NTP).`,
  };
}

/** Signs a request as HubSpot would and sends it round through PUBLIC_URL: shows a proxy that changes URL or body. */
async function checkPublicUrl(config: Config, clock: Clock): Promise<Finding> {
  const subject = 'public URL';
  const uri = `${config.publicUrl}/webhooks/hubspot`;
  const timestamp = String(clock.now());
  const signature = createHmac('sha256', config.hubspot.clientSecret)
    .update(`POST${uri}[]${timestamp}`)
    .digest('base64');
  const headers = {
    'x-hubspot-signature-v3': signature,
    'x-hubspot-request-timestamp': timestamp,
    'content-type': 'application/json',
  };
  try {
    const { status } = await fetch(uri, {
      method: 'POST',
      body: '[]',
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (status === 200) return { subject, ok: true, text: 'reachable, and signatures survive the way' };
    const text =
      status === 401
        ? 'Baton answers, but the signature does not fit: PUBLIC_URL must be exactly the origin HubSpot calls.'
        : `answered ${status}. Check that it leads to Baton.`;
    return { subject, ok: false, text };
  } catch (error) {
    return {
      subject,
      ok: false,
      text: `${config.publicUrl} does not answer (${(error as Error).message}). Start Baton, check DNS and the proxy.`,
    };
  }
}

async function* checkMailbox(config: Config, clock: Clock): AsyncGenerator<Finding> {
  const { smtpUrl, imapUrl } = config.mail;
  if (!smtpUrl) {
    yield {
      subject: 'mailbox',
      ok: true,
      text: 'no default mailbox (SMTP_URL): every assistant needs its own',
    };
    return;
  }
  const transport = createMailTransport({ clock, logger: pino({ level: 'silent' }) });
  const problems = await transport.check({ smtpUrl, imapUrl });
  await transport.close();
  if (problems.length === 0)
    yield {
      subject: 'mailbox',
      ok: true,
      text: imapUrl ? 'sends and receives' : 'sends; answers must come through POST /mail/inbound',
    };
  for (const text of problems) yield { subject: 'mailbox', ok: false, text };
}

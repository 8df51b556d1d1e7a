import type { Clock } from '../ground/clock.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import type { Database } from '../database/database.ts';
import type { CheckedInstallation, Finding } from '../room/room.ts';
import { createPortals } from './portals/portals.ts';
import { missingScopes } from './portals/scopes.ts';

const TIMEOUT_MS = 10 * SECOND;

/** The accounts that are connected, the app, and the clock by which HubSpot dates its requests. */
export async function* checkHubSpot({
  config,
  clock,
  database,
}: CheckedInstallation): AsyncGenerator<Finding> {
  if (database) yield* checkPortals(database, clock);
  yield* checkApp(config, clock);
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

/** HubSpot answers BAD_REFRESH_TOKEN to a made-up token only after it has accepted client id and secret. */
async function* checkApp(config: Config, clock: Clock): AsyncGenerator<Finding> {
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

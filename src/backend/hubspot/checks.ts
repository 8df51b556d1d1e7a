import type { Clock } from '../ground/clock.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import type { Database } from '../database/database.ts';
import type { CheckedInstallation, Finding } from '../room/room.ts';
import { HUBSPOT_API_VERSION } from './calls/api-version.ts';
import { createTransport } from './calls/transport.ts';
import { createPortals } from './portals/portals.ts';
import { missingScopes } from './portals/scopes.ts';
import { oauthVerdict } from './tokens/oauth-faults.ts';
import type { OAuthVerdict } from './tokens/oauth-faults.ts';

const TIMEOUT_MS = 10 * SECOND;

/** The accounts that are connected, the app, and the clock by which HubSpot dates its requests. */
export async function* checkHubSpot({
  config,
  clock,
  database,
}: CheckedInstallation): AsyncGenerator<Finding> {
  if (database) yield* checkPortals(database, config, clock);
  yield* checkApp(config, clock);
}

async function* checkPortals(database: Database, config: Config, clock: Clock): AsyncGenerator<Finding> {
  const registry = createPortals({ database, clock });
  const portals = await registry.connected();
  if (portals.length === 0)
    yield {
      subject: 'accounts',
      ok: false,
      text: 'none is connected. Open /oauth/install of your PUBLIC_URL.',
    };
  for (const portal of portals) {
    const row = await registry.row(portal.portalId);
    if (row?.grantedTo && row.grantedTo !== config.hubspot.clientId)
      yield {
        subject: `account ${portal.portalId}`,
        ok: false,
        text: `was connected with the app ${row.grantedTo}. Put its id and secret into the configuration, or connect the account again.`,
      };
    const trouble = await registry.trouble(portal.portalId);
    if (trouble) yield { subject: `account ${portal.portalId}`, ok: false, text: trouble.text };
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
  const { apiUrl, clientId, clientSecret } = config.hubspot;
  const grantType = 'refresh_token';
  const form = {
    grant_type: grantType,
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: 'doctor-checks-the-client-only',
  };
  try {
    const transport = createTransport({ apiUrl, timeoutMs: TIMEOUT_MS });
    const path = `/oauth/${HUBSPOT_API_VERSION}/token`;
    const answer = await transport.send({ method: 'POST', path, form });
    yield { subject, ...appFindings[oauthVerdict(answer, grantType)] };
    yield checkClock(answer.headers.get('date'), clock);
  } catch (error) {
    const text = `${apiUrl} does not answer (${(error as Error).message}). Check the network.`;
    yield { subject, ok: false, text };
  }
}

const UNTOLD = { ok: false, text: 'HubSpot did not say whether it accepts the app. Try again in a minute.' };
const appFindings: Readonly<Record<OAuthVerdict, Pick<Finding, 'ok' | 'text'>>> = {
  'app-wrong': {
    ok: false,
    text: 'HubSpot refuses HUBSPOT_CLIENT_ID or HUBSPOT_CLIENT_SECRET. Copy both again from the app page.',
  },
  'account-gone': { ok: true, text: 'client id and secret are accepted' },
  'code-gone': UNTOLD,
  temporary: UNTOLD,
  'rate-limited': UNTOLD,
  unknown: { ok: true, text: 'client id and secret were not refused' },
};

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

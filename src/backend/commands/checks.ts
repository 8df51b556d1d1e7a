import { createHmac } from 'node:crypto';
import { openDatabase } from '../database/database.ts';
import type { Database } from '../database/database.ts';
import { pendingMigrations } from '../database/migrate.ts';
import type { Clock } from '../ground/clock.ts';
import { SECOND } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import { rooms } from '../house/rooms.ts';
import { entities, migrations } from '../house/schema.ts';
import type { Finding } from '../room/room.ts';

const TIMEOUT_MS = 10 * SECOND;

/** Looks at everything a running installation depends on, without changing anything. Never throws. */
export async function* runChecks(config: Config, clock: Clock): AsyncGenerator<Finding> {
  yield { subject: 'environment', ok: true, text: 'complete' };
  const [database, found] = await checkDatabase(config);
  yield found;
  try {
    const about = { config, clock, database: found.ok ? database : null };
    for (const { checks } of rooms.rooms) if (checks) yield* checks(about);
  } finally {
    await database?.close();
  }
  yield await checkPublicUrl(config, clock);
}

async function checkDatabase({ databaseUrl: url }: Config): Promise<[Database | null, Finding]> {
  const subject = 'database';
  let database: Database | null = null;
  try {
    database = await openDatabase({ url, entities, migrations });
    const pending = await pendingMigrations(database);
    const text =
      pending.length === 0
        ? `${database.kind}, schema up to date`
        : `${pending.length} migrations wait. Run: npm run migrate`;
    return [database, { subject, ok: pending.length === 0, text }];
  } catch (error) {
    return [database, { subject, ok: false, text: (error as Error).message }];
  }
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

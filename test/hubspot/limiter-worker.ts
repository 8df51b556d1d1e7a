import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import type { EntitySchema } from 'typeorm';
import { z } from 'zod';
import { systemClock } from '../../src/backend/ground/clock.ts';
import { openDatabase } from '../../src/backend/database/database.ts';
import { createHubSpotClient } from '../../src/backend/hubspot/calls/client.ts';
import { createLimiter } from '../../src/backend/hubspot/limiter/limiter.ts';
import { limiterEntities } from '../../src/backend/hubspot/limiter/limiter-entity.ts';
import { createTransport } from '../../src/backend/hubspot/calls/transport.ts';
import { portalId } from '../../src/backend/ground/identifiers.ts';

/**
 * A worker process that calls HubSpot for several accounts as fast as the shared budget lets it. Each argument after
 * the first three is `account:token:pause`: calls of an account follow one another with so many ms between them.
 */
const [databaseUrl = '', apiUrl = '', lastsMs = '', ...accounts] = process.argv.slice(2);
// TypeORM's entity type is invariant in its rows.
const entities = limiterEntities as unknown as EntitySchema<never>[];
const database = await openDatabase({ url: databaseUrl, entities, migrations: [] });
const tokens = new Map(accounts.map((account) => account.split(':') as [string, string]));
const tokenOf = async (id: string): Promise<string> => tokens.get(id) ?? '';
const random = { uuid: () => randomUUID(), fraction: () => Math.random() };
const client = createHubSpotClient({
  clock: systemClock,
  logger: pino({ level: 'silent' }),
  limiter: createLimiter({ database, clock: systemClock, random }),
  tokens: { accessToken: tokenOf, renew: tokenOf },
  transport: createTransport({ apiUrl }),
});

const end = Date.now() + Number(lastsMs);
/** Calls in flight for one account at the same time in this process. */
const IN_FLIGHT = 4;

async function callOn(account: string): Promise<void> {
  const [id = '', , pauseMs = '0'] = account.split(':');
  while (Date.now() < end) {
    const call = { method: 'GET', path: '/crm/owners/2026-09', lane: 'bulk', repeatable: true } as const;
    // A refusal is what the test is about; the next call waits as long as HubSpot asked.
    await client.call(portalId(id), { ...call, answer: z.unknown() }).catch(() => undefined);
    await pause(Number(pauseMs));
  }
}

process.stdout.write('ready\n');
const inFlight = (account: string): number => (account.endsWith(':0') ? IN_FLIGHT : 1);
await Promise.all(
  accounts.flatMap((account) => Array.from({ length: inFlight(account) }, () => callOn(account))),
);
await database.close();

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterEach } from 'vitest';
import type { Config } from '../../ground/config.ts';
import { openDatabase } from '../../database/database.ts';
import { portalId } from '../../ground/identifiers.ts';
import type { NewJob } from '../../jobs/jobs.ts';
import { createVault } from '../../vault/vault.ts';
import { oauthRoutes } from './oauth.ts';
import { connectionEntities } from '../portals/portal-entity.ts';
import { createPortals } from '../portals/portals.ts';
import { requiredScopes } from '../portals/scopes.ts';
import { collectingLogger, standingClock, startFakeHubSpot } from '../test-hubspot.ts';
import type { FakeAnswer, FakeRequest } from '../test-hubspot.ts';
import { createTokenEndpoint } from '../tokens/token-endpoint.ts';
import { createTransport } from '../calls/transport.ts';

export const PORTAL = portalId(4242);
/** What HubSpot hands out for a code. */
export const token = {
  access_token: 'access-1',
  refresh_token: 'refresh-1',
  expires_in: 1800,
  token_type: 'bearer',
  hub_id: 4242,
  scopes: requiredScopes,
};
const answers: Record<string, FakeAnswer> = {
  '/oauth/2026-09/token': { json: token },
  '/oauth/2026-09/token/introspect': {
    json: { active: true, hub_id: 4242, user: 'ada@acme.example', user_id: 77, scopes: requiredScopes },
  },
  '/account-info/2026-09/details': {
    json: { portalId: 4242, timeZone: 'US/Eastern', uiDomain: 'app-eu1.hubspot.com' },
  },
};

const cleanups: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

interface World {
  overrides?: Record<string, FakeAnswer | ((request: FakeRequest) => FakeAnswer)>;
  publicUrl?: string;
  appUrl?: string;
  accessToken?: string;
}

/** The install routes over HTTP, with a HubSpot that answers what `overrides` say. Cleaned up after the test. */
export async function world({
  overrides = {},
  publicUrl = 'https://baton.example.com',
  appUrl = 'https://app.hubspot.com',
  accessToken,
}: World = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-oauth-'));
  const fake = await startFakeHubSpot((request) => {
    const path = request.path.split('?')[0] ?? '';
    const answer = overrides[path] ?? answers[path] ?? { status: 404 };
    return typeof answer === 'function' ? answer(request) : answer;
  });
  const database = await openDatabase({
    url: `sqlite:${folder}/x.sqlite`,
    entities: connectionEntities,
    migrations: [],
  });
  cleanups.push(
    () => rmSync(folder, { recursive: true }),
    () => fake.close(),
    () => database.close(),
  );
  await database.dataSource.synchronize();
  const hubspot = {
    apiUrl: fake.url,
    appUrl,
    clientId: 'client-1',
    clientSecret: 's3cret',
    previousClientSecret: null,
    appId: '1',
    accessToken: accessToken ?? null,
  };
  const encryptionKeys = [{ id: 'k', key: randomBytes(32) }];
  // The router reads these parts of the configuration only.
  const config = { publicUrl, hubspot, encryptionKeys } as unknown as Config;
  const clock = standingClock();
  const { logger, lines } = collectingLogger();
  const enqueued: NewJob[] = [];
  const transport = createTransport({ apiUrl: fake.url, timeoutMs: 500 });
  const portals = createPortals({ database, clock });
  const deps = {
    config,
    clock,
    logger,
    database,
    portals,
    transport,
    hubspot,
    jobs: { enqueue: async (_tx: unknown, job: NewJob) => void enqueued.push(job) },
    vault: createVault(encryptionKeys),
    endpoint: createTokenEndpoint(transport, hubspot),
  };
  const app = express();
  for (const { path, handlers } of oauthRoutes(deps)) app.get(path, ...handlers);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { ...deps, fake, enqueued, lines, get: visitor(origin), visitor: () => visitor(origin) };
}

type Visit = (
  path: string,
) => Promise<{ status: number; location: string; html: string; setCookie: string[] }>;

/** A browser: keeps cookies, follows no redirects. */
function visitor(origin: string): Visit {
  const jar = new Map<string, string>();
  return async (path) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(origin + path, { redirect: 'manual', headers: cookie ? { cookie } : {} });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      html: await response.text(),
      setCookie: response.headers.getSetCookie(),
    };
  };
}

export const stateOf = (location: string): string => new URL(location).searchParams.get('state') ?? '';

/** Goes the way of an admin: install link, consent, callback. */
export async function install(get: Visit, query = ''): Promise<Awaited<ReturnType<Visit>>> {
  const { location } = await get(`/oauth/install${query}`);
  return get(`/oauth/callback?code=c0de&state=${stateOf(location)}`);
}

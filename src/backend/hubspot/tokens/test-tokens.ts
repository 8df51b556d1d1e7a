import { randomBytes, randomUUID } from 'node:crypto';
import type { EntitySchema } from 'typeorm';
import { MINUTE } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import { openAnother } from '../../database/test-database.ts';
import type { OpenTestDatabase } from '../../database/test-database.ts';
import { portalId } from '../../ground/identifiers.ts';
import { createVault } from '../../vault/vault.ts';
import { createTroubles } from '../calls/troubles.ts';
import { connectionEntities } from '../portals/portal-entity.ts';
import { createPortals } from '../portals/portals.ts';
import { collectingLogger, standingClock, startFakeHubSpot } from '../test-hubspot.ts';
import type { FakeAnswer, FakeHubSpot } from '../test-hubspot.ts';
import { createTokenEndpoint } from './token-endpoint.ts';
import { createTokens, sealGrant } from './tokens.ts';
import { createTransport } from '../calls/transport.ts';

export const PORTAL = portalId(4242);
const keys = [{ id: 'k', key: randomBytes(32) }];
const hubspot = {
  apiUrl: '',
  appUrl: '',
  clientId: 'client',
  clientSecret: 's3cret',
  previousClientSecret: null,
  appId: '1',
  accessToken: null,
};
export const facts = {
  portalId: PORTAL,
  scopes: ['oauth'],
  timeZone: 'UTC',
  uiDomain: 'app.hubspot.com',
  connectedByEmail: null,
  connectedByUserId: null,
};

// Variance: a list of schemas of known rows is a list of schemas.
export const entities = connectionEntities as unknown as EntitySchema<never>[];

const cleanups: (() => Promise<unknown> | void)[] = [];
export const cleanUp = async (): Promise<void> => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
};

/** Tokens of an account on a database, before a HubSpot that answers as told. */
export async function worldOn(
  openDatabase: OpenTestDatabase,
  answer: (form: URLSearchParams, number: number, path: string) => FakeAnswer | Promise<FakeAnswer>,
  { accessToken = null }: { accessToken?: string | null } = {},
) {
  const fake: FakeHubSpot = await startFakeHubSpot((request) =>
    answer(new URLSearchParams(request.body), fake.requests.length, request.path),
  );
  cleanups.push(() => fake.close());
  const clock = standingClock();
  const { logger, lines } = collectingLogger();
  const vault = createVault(keys);
  const database = await openDatabase();
  /** Another process: its own database connection and its own memory. */
  const tokensOn = (database: Database, app: { clientId: string; clientSecret: string } = hubspot) => {
    const portals = createPortals({ database, clock });
    const endpoint = createTokenEndpoint(createTransport({ apiUrl: fake.url, timeoutMs: 1_000 }), app);
    const tokens = createTokens({
      database,
      clock,
      random: { uuid: randomUUID },
      logger,
      vault,
      portals,
      endpoint,
      hubspot: { accessToken },
      troubles: createTroubles({ database, clock }),
      pollMs: 5,
    });
    return { tokens, portals };
  };
  const here = tokensOn(database);
  const another = async (app?: { clientId: string; clientSecret: string }) => {
    const connection = await openAnother(database.url, entities);
    cleanups.push(() => connection.close());
    return tokensOn(connection, app);
  };
  const grant = (accessToken: string, refreshToken: string) => ({
    accessToken,
    refreshToken,
    expiresInMs: 30 * MINUTE,
    hubId: PORTAL,
    scopes: [],
  });
  /** `clientId`: the app that the account was connected with; undefined: as before that was kept. */
  const connect = (access = 'access-0', refresh = 'refresh-0', portal = PORTAL, clientId?: string) =>
    database.transaction((tx) => {
      const given = { ...grant(access, refresh), ...(clientId === undefined ? {} : { clientId }) };
      const credential = sealGrant(vault, portal, given, clock.now());
      return here.portals.connect(tx, { ...facts, portalId: portal }, credential);
    });
  return { ...here, fake, clock, lines, database, connect, another };
}

export const renewing = (_form: URLSearchParams, number: number): FakeAnswer => ({
  json: {
    access_token: `access-${number}`,
    refresh_token: `refresh-${number}`,
    expires_in: 1800,
    token_type: 'bearer',
    hub_id: 4242,
    scopes: [],
  },
});
export const refused: FakeAnswer = {
  status: 400,
  json: { error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN', message: 'missing or invalid refresh token' },
};

import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { Portals } from '../accounts/portals.ts';
import type { AppDefinition } from '../app-definition.ts';
import type { AppTokens } from '../oauth/app-tokens.ts';
import { OAuthError } from '../oauth/oauth-error.ts';
import type { TokenBook } from '../oauth/tokens.ts';
import { appAuthor } from '../records/record.ts';
import type { DailyLimits } from '../traffic/daily.ts';
import type { RateLimits } from '../traffic/limits.ts';
import type { Entrance } from './endpoint.ts';

export interface EntranceParts {
  app: AppDefinition;
  portals: Portals;
  tokens: TokenBook;
  appTokens: AppTokens;
  limits: RateLimits;
  daily: DailyLimits;
}

/** The journal's limit is the app's, whatever the account. */
const NO_PORTAL = 0;

export function createEntrance({ app, portals, tokens, appTokens, limits, daily }: EntranceParts): Entrance {
  return {
    account({ request, response }, limit) {
      const grant = tokens.authenticate(bearerToken(request));
      const portal = portals.get(grant.portalId);
      // Custom events are free of the daily limit, not of their own.
      const counts = limit !== 'events';
      if (counts) daily.check(portal.account);
      response.set(limits.take(portal.id, limit));
      if (counts) daily.count(portal.account);
      return { portal, grant, author: appAuthor(app.appId) };
    },
    app({ request, response }) {
      const scopes = appTokens.authenticate(bearerToken(request));
      response.set(limits.take(NO_PORTAL, 'journal'));
      return scopes;
    },
    client: ({ request }, form) => checkClient(app, request, form),
  };
}

export function bearerToken(request: Request): string {
  return /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1] ?? '';
}

const credentialsSchema = z.object({
  client_id: z.string().optional(),
  client_secret: z.string().default(''),
});

/** @throws OAuthError invalid_client: the app's configuration is wrong, not the installation */
function checkClient(app: AppDefinition, request: Request, form: unknown): void {
  const parsed = credentialsSchema.safeParse(form ?? {});
  if (!parsed.success || !request.is('application/x-www-form-urlencoded')) {
    throw new OAuthError(
      'invalid_request',
      'BAD_REQUEST',
      'the body must be application/x-www-form-urlencoded',
    );
  }
  const { client_id: id, client_secret: secret } = parsed.data;
  if (id !== app.clientId)
    throw new OAuthError('invalid_client', 'BAD_CLIENT_ID', 'missing or invalid client id');
  if (!sameText(secret, app.clientSecret)) {
    throw new OAuthError('invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret');
  }
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

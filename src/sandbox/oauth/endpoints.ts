import { z } from 'zod';
import type { Portals } from '../accounts/portals.ts';
import { clientEndpoint, type Endpoint } from '../api/endpoint.ts';
import type { AppDefinition } from '../app-definition.ts';
import type { SandboxClock } from '../ground/clock.ts';
import type { Practice } from '../options.ts';
import { HUBSPOT_API_VERSION } from '../api/version.ts';
import type { AppTokens } from './app-tokens.ts';
import { OAuthError } from './oauth-error.ts';
import type { TokenBook } from './tokens.ts';

const path = '/oauth/V/token';
/** The version before, which still gives the app tokens of its own where the current one may not. */
const OLDER = '2026-03';

export interface OAuthParts {
  app: AppDefinition;
  clock: SandboxClock;
  portals: Portals;
  tokens: TokenBook;
  appTokens: AppTokens;
  practice: Practice;
}

const formSchema = z.record(z.string(), z.string());
type Form = z.infer<typeof formSchema>;

/** The token endpoints. Bodies are `application/x-www-form-urlencoded`, errors have RFC 6749's shape. */
export const oauthEndpoints = (parts: OAuthParts): Endpoint[] => [
  clientEndpoint({
    method: 'POST',
    path,
    answers: 200,
    body: formSchema,
    run: ({ body }) => issueTokens(parts, body, HUBSPOT_API_VERSION),
  }),
  clientEndpoint({
    method: 'POST',
    path: `/oauth/${OLDER}/token`,
    answers: 200,
    body: formSchema,
    run: ({ body }) => issueTokens(parts, body, OLDER),
  }),
  clientEndpoint({
    method: 'POST',
    path: `${path}/introspect`,
    answers: 200,
    body: formSchema,
    run: ({ body }) => introspect(parts, required(body, 'token')),
  }),
  clientEndpoint({
    method: 'POST',
    path: `${path}/revoke`,
    answers: 200,
    body: formSchema,
    run({ body }) {
      parts.tokens.revoke(required(body, 'token'));
      return {};
    },
  }),
];

function required(body: Form, name: string): string {
  const value = body[name];
  if (!value) throw new OAuthError('invalid_request', 'BAD_REQUEST', `missing ${name}`);
  return value;
}

function issueTokens(
  { tokens, appTokens, practice }: OAuthParts,
  body: Form,
  version: Practice['clientCredentials'][number],
) {
  const refused = body.grant_type === 'client_credentials' && !practice.clientCredentials.includes(version);
  switch (refused ? undefined : body.grant_type) {
    case 'authorization_code':
      return tokens.exchange(required(body, 'code'), required(body, 'redirect_uri'), body.code_verifier);
    case 'refresh_token':
      return tokens.refresh(required(body, 'refresh_token'));
    case 'client_credentials':
      return appTokens.issue(required(body, 'scope'));
    default:
      throw new OAuthError(
        'unsupported_grant_type',
        'BAD_GRANT_TYPE',
        `grant_type ${body.grant_type ?? '(missing)'} is not supported`,
      );
  }
}

function introspect(
  { app, clock, portals, tokens, practice }: OAuthParts,
  token: string,
): Record<string, unknown> {
  const found = tokens.describe(token);
  if (!found) return { active: false };
  const user = portals.find(found.portalId)?.users.get(String(found.userId));
  return {
    active: true,
    ...(practice.hubIdInIntrospection ? { hub_id: found.portalId } : {}),
    user: user?.email ?? null,
    user_id: found.userId,
    app_id: app.appId,
    client_id: app.clientId,
    hub_domain: `portal-${found.portalId}.example`,
    scopes: found.scopes,
    token_type: 'bearer',
    token_use: 'access_token',
    ...(found.expiresAt === null
      ? {}
      : { expires_in: Math.max(0, Math.floor((found.expiresAt - clock.now()) / 1_000)) }),
  };
}

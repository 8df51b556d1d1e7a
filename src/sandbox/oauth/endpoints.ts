import { timingSafeEqual } from 'node:crypto';
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { z } from 'zod';
import type { AppDefinition } from '../app-definition.ts';
import type { Portals } from '../accounts/portals.ts';
import type { SandboxClock } from '../ground/clock.ts';
import type { AppTokens } from './app-tokens.ts';
import { OAuthError } from './oauth-error.ts';
import type { TokenBook } from './tokens.ts';
import { localsOf } from '../api/call.ts';
import { HUBSPOT_API_VERSION } from '../api/version.ts';

const path = `/oauth/${HUBSPOT_API_VERSION}/token`;

interface OAuthParts {
  app: AppDefinition;
  clock: SandboxClock;
  portals: Portals;
  tokens: TokenBook;
  appTokens: AppTokens;
}

/** The token endpoints. Bodies are `application/x-www-form-urlencoded`, errors have RFC 6749's shape. */
export function oauthApi(parts: OAuthParts): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false });
  router.post(path, form, (request, response) => {
    const { body } = checkClient(parts.app, request);
    localsOf(response).answer({ status: 200, body: issueTokens(parts, body) });
  });
  router.post(`${path}/introspect`, form, (request, response) => {
    const { body } = checkClient(parts.app, request);
    localsOf(response).answer({ status: 200, body: introspect(parts, required(body, 'token')) });
  });
  router.post(`${path}/revoke`, form, (request, response) => {
    const { body } = checkClient(parts.app, request);
    parts.tokens.revoke(required(body, 'token'));
    localsOf(response).answer({ status: 200, body: {} });
  });
  router.use(answerOAuthError);
  return router;
}

type Form = Readonly<Record<string, string>>;
const formSchema = z.record(z.string(), z.string());

/** @throws OAuthError invalid_client: the app's configuration is wrong, not the installation */
function checkClient(app: AppDefinition, request: Request): { body: Form } {
  const parsed = formSchema.safeParse(request.body ?? {});
  if (!parsed.success || !request.is('application/x-www-form-urlencoded')) {
    throw new OAuthError(
      'invalid_request',
      'BAD_REQUEST',
      'the body must be application/x-www-form-urlencoded',
    );
  }
  const body = parsed.data;
  if (body.client_id !== app.clientId)
    throw new OAuthError('invalid_client', 'BAD_CLIENT_ID', 'missing or invalid client id');
  if (!sameText(body.client_secret ?? '', app.clientSecret)) {
    throw new OAuthError('invalid_client', 'BAD_CLIENT_SECRET', 'missing or invalid client secret');
  }
  return { body };
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function required(body: Form, name: string): string {
  const value = body[name];
  if (!value) throw new OAuthError('invalid_request', 'BAD_REQUEST', `missing ${name}`);
  return value;
}

function issueTokens({ tokens, appTokens }: OAuthParts, body: Form) {
  switch (body.grant_type) {
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

function introspect({ app, clock, portals, tokens }: OAuthParts, token: string): Record<string, unknown> {
  const found = tokens.describe(token);
  if (!found) return { active: false };
  const user = portals.find(found.portalId)?.users.get(String(found.userId));
  return {
    active: true,
    hub_id: found.portalId,
    user: user?.email ?? null,
    user_id: found.userId,
    app_id: app.appId,
    client_id: app.clientId,
    hub_domain: `portal-${found.portalId}.example`,
    scopes: found.scopes,
    token_type: 'bearer',
    ...(found.expiresAt === null
      ? {}
      : { expires_in: Math.max(0, Math.floor((found.expiresAt - clock.now()) / 1_000)) }),
  };
}

function answerOAuthError(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  if (!(error instanceof OAuthError)) return next(error);
  const locals = localsOf(response);
  locals.answer({ status: error.httpStatus, body: error.body(locals.correlationId) });
}

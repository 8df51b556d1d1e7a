import cookieSession from 'cookie-session';
import type { Request, RequestHandler, Response } from 'express';
import { Passport } from 'passport';
import OAuth2Strategy from 'passport-oauth2';
import { MINUTE } from '../../ground/clock.ts';
import type { Config } from '../../ground/config.ts';
import { BatonError } from '../../ground/errors.ts';
import type { Route } from '../../http/routes.ts';
import { deriveKeys } from '../../vault/vault.ts';
import { goBack, showFailure, showWelcome } from './install-answers.ts';
import { installGrant } from './install.ts';
import type { OAuthDeps } from './install.ts';
import { answerMarketplace, checkedReturnUrl } from './marketplace-install.ts';
import { HubSpotStrategy } from './oauth-strategy.ts';
import type { InstallState } from './oauth-strategy.ts';
import type { Grant } from '../tokens/token-endpoint.ts';

/** How long an admin may take on HubSpot's consent page. */
const INSTALL_LIFE_MS = 15 * MINUTE;

/** passport hands out `any`; what it makes is Express middleware. */
const middleware = (handler: unknown): RequestHandler => handler as RequestHandler;

/**
 * `GET /oauth/install[?returnUrl=][&with=opt-outs]` sends an admin to HubSpot's consent page; `GET /oauth/callback` connects the
 * account and shows a page, or goes back to `returnUrl`. HubSpot's Marketplace comes to `/oauth/install` with a code or
 * a step, see `answerMarketplace`. Failures are pages with advice, never JSON.
 */
export function oauthRoutes(deps: OAuthDeps): Route[] {
  const passport = new Passport();
  passport.use(
    new HubSpotStrategy(deps.config.hubspot, `${deps.config.publicUrl}/oauth/callback`, deps.endpoint),
  );
  const cookie = installCookie(deps.config);
  const install: RequestHandler = async (request, response, next) => {
    if (await answerMarketplace(deps, request, response)) return;
    const state = startInstall(deps, request, response);
    if (!state) return;
    // @types/passport knows text states only; an object is kept in the session and handed back with the grant.
    const options = { session: false, state: state as unknown as string, optOuts: asksForOptOuts(request) };
    middleware(passport.authenticate('hubspot', options))(request, response, next);
  };
  const callback: RequestHandler = (request, response, next) => {
    const finish = (error: unknown, grant?: unknown, info?: unknown) =>
      void finishInstall(deps, request, response, { error, grant, info });
    if (!isAnswer(request)) return finish(new BatonError('OAUTH_STATE_INVALID'));
    middleware(passport.authenticate('hubspot', { session: false }, finish))(request, response, next);
  };
  const base = { method: 'get', access: 'anyone' } as const;
  return [
    {
      ...base,
      path: '/oauth/install',
      summary: 'Starts the installation in a HubSpot account',
      answers: 'A redirect to HubSpot',
      handlers: [...cookie, install],
    },
    {
      ...base,
      path: '/oauth/callback',
      summary: 'Where HubSpot sends the installer back to',
      answers: 'An HTML page, or a redirect back to HubSpot',
      handlers: [...cookie, callback],
    },
  ];
}

/** HubSpot shows the admin what is asked for, so that anybody may ask. */
const asksForOptOuts = ({ query }: Request): boolean => query['with'] === 'opt-outs';

/** Holds state and PKCE verifier between install and callback; Lax, because the callback comes from HubSpot's site. */
function installCookie({ publicUrl, encryptionKeys }: Config): RequestHandler[] {
  const secure = publicUrl.startsWith('https:');
  const keys = deriveKeys(encryptionKeys, 'install cookie');
  return [
    (request, _response, next) => {
      // TLS may end at a proxy: PUBLIC_URL tells how browsers come here, and without this the cookie is silently not set.
      if (secure) Object.defineProperty(request, 'protocol', { value: 'https', configurable: true });
      next();
    },
    cookieSession({
      name: 'baton_install',
      keys,
      maxAge: INSTALL_LIFE_MS,
      path: '/oauth',
      httpOnly: true,
      sameSite: 'lax',
      secure,
    }),
  ];
}

/** The state to carry, or undefined after the request was answered with a refusal. */
function startInstall(deps: OAuthDeps, request: Request, response: Response): InstallState | undefined {
  const { code, error, returnUrl } = request.query;
  try {
    if (code !== undefined || error !== undefined) throw new BatonError('OAUTH_STATE_INVALID');
    const startedAt = deps.clock.now();
    return { startedAt, returnUrl: returnUrl === undefined ? null : checkedReturnUrl(deps, returnUrl) };
  } catch (refusal) {
    showFailure(deps, response, refusal);
    return undefined;
  }
}

const isAnswer = ({ query }: Request): boolean =>
  typeof query['code'] === 'string' || typeof query['error'] === 'string';

interface Outcome {
  error: unknown;
  grant?: unknown;
  info?: unknown;
}

async function finishInstall(
  deps: OAuthDeps,
  request: Request,
  response: Response,
  outcome: Outcome,
): Promise<void> {
  try {
    const { grant, state } = accepted(deps, request, outcome);
    const portal = await installGrant(deps, grant);
    if (state.returnUrl !== null) goBack(response, state.returnUrl);
    else showWelcome(response, deps.config, portal);
  } catch (error) {
    showFailure(deps, response, error);
  }
}

/** What passport found out, as a grant or an error of ours. */
function accepted(
  deps: OAuthDeps,
  request: Request,
  { error, grant, info }: Outcome,
): { grant: Grant; state: InstallState } {
  if (error instanceof OAuth2Strategy.InternalOAuthError) throw error.oauthError;
  if (error instanceof OAuth2Strategy.AuthorizationError) {
    throw new BatonError(
      'HUBSPOT_UNEXPECTED',
      `HubSpot could not finish the install (${error.code}). Start it again.`,
      { cause: error },
    );
  }
  if (error) throw error instanceof Error ? error : new BatonError('INTERNAL', undefined, { cause: error });
  if (request.query['error'] === 'access_denied') {
    throw new BatonError(
      'FORBIDDEN',
      'The permissions were not granted in HubSpot, so nothing was connected. An admin of the account can start the install again.',
    );
  }
  // Set by passport for a grant: our own InstallState, as it was put into the signed cookie.
  const state = (info as { state?: InstallState } | undefined)?.state;
  if (!grant || !state || deps.clock.now() - state.startedAt > INSTALL_LIFE_MS)
    throw new BatonError('OAUTH_STATE_INVALID');
  // The strategy above hands on what the token endpoint returned.
  return { grant: grant as Grant, state };
}

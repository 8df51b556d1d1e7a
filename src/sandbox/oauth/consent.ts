import express, { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { AppDefinition } from '../app-definition.ts';
import { scopesWithin } from '../accounts/tiers.ts';
import type { Portals } from '../accounts/portals.ts';
import type { TokenBook } from './tokens.ts';
import { accessOf } from '../people/access.ts';
import { authorizeSchema, splitScopes, type AuthorizeRequest } from './authorize-request.ts';
import { consentHtml, problemHtml } from './consent-page.ts';

interface ConsentParts {
  app: AppDefinition;
  portals: Portals;
  tokens: TokenBook;
  /** The code must be stored before the browser brings it to the app. */
  flush: () => void;
}

const decisionSchema = z.object({
  decision: z.enum(['allow', 'cancel']),
  portalId: z.coerce.number(),
  userId: z.coerce.number(),
});

/** HubSpot's install page: shows what the app asks for and sends the browser back with a code. */
export function consentPage(parts: ConsentParts): Router {
  const router = Router();
  router.get('/oauth/authorize', (request, response) => {
    const wanted = accepted(parts.app, request.query, response);
    if (wanted)
      response
        .type('html')
        .send(consentHtml(parts.app, parts.portals.all(), wanted, preferredPortal(request)));
  });
  router.post('/oauth/authorize', express.urlencoded({ extended: false }), (request, response) => {
    const wanted = accepted(parts.app, request.body, response);
    if (wanted) decide(parts, wanted, request, response);
  });
  return router;
}

function preferredPortal(request: Request): number | null {
  const portalId = Number(request.query.portalId);
  return Number.isInteger(portalId) ? portalId : null;
}

/** The checked request, or undefined after answering why HubSpot blocks the installation. */
function accepted(app: AppDefinition, given: unknown, response: Response): AuthorizeRequest | undefined {
  const parsed = authorizeSchema.safeParse(given);
  const problem = parsed.success
    ? problemWith(app, parsed.data)
    : 'The link is incomplete: client_id and redirect_uri are needed.';
  if (parsed.success && problem === null) return parsed.data;
  response
    .status(400)
    .type('html')
    .send(problemHtml(problem ?? ''));
  return undefined;
}

function problemWith(app: AppDefinition, wanted: AuthorizeRequest): string | null {
  if (wanted.client_id !== app.clientId) return `No app has the client id ${wanted.client_id}.`;
  if (!app.redirectUrls.includes(wanted.redirect_uri)) {
    return `The redirect URL ${wanted.redirect_uri} is not one of the app's: ${app.redirectUrls.join(', ')}.`;
  }
  const [scopes, optional] = [splitScopes(wanted.scope), splitScopes(wanted.optional_scope)];
  const missing = app.requiredScopes.filter((scope) => !scopes.includes(scope));
  const allowed = [...app.requiredScopes, ...app.conditionallyRequiredScopes];
  const extra = [
    ...scopes.filter((scope) => !allowed.includes(scope)),
    ...optional.filter((scope) => !app.optionalScopes.includes(scope)),
  ];
  if (missing.length > 0) return `The link lacks scopes that the app requires: ${missing.join(', ')}.`;
  if (extra.length > 0)
    return `The link asks for scopes that the app's configuration does not have: ${extra.join(', ')}.`;
  if (wanted.code_challenge !== undefined && wanted.code_challenge_method !== 'S256')
    return 'Only code_challenge_method S256 is supported.';
  return null;
}

function decide(
  { tokens, portals, flush }: ConsentParts,
  wanted: AuthorizeRequest,
  request: Request,
  response: Response,
): void {
  const parsed = decisionSchema.safeParse(request.body);
  const portal = parsed.success ? portals.find(parsed.data.portalId) : undefined;
  const user = parsed.success ? portal?.users.get(String(parsed.data.userId)) : undefined;
  if (!parsed.success || !portal || !user)
    return void response.status(400).type('html').send(problemHtml('Choose an account and a user.'));
  if (!accessOf(user).installsApps) {
    const message = `${user.firstName} ${user.lastName} may not install apps: a super admin, or App Marketplace Access, is needed.`;
    return void response.status(403).type('html').send(problemHtml(message));
  }
  const back = new URL(wanted.redirect_uri);
  if (wanted.state !== undefined) back.searchParams.set('state', wanted.state);
  if (parsed.data.decision === 'cancel') back.searchParams.set('error', 'access_denied');
  else {
    const { tier } = portal.account;
    // What the account cannot have is dropped without a word.
    const optional = scopesWithin(tier, splitScopes(wanted.optional_scope));
    const scopes = [...new Set([...splitScopes(wanted.scope), ...optional])];
    const grant = { portalId: parsed.data.portalId, userId: user.id, scopes };
    back.searchParams.set(
      'code',
      tokens.issueCode(grant, wanted.redirect_uri, wanted.code_challenge ?? null),
    );
    flush();
  }
  response.redirect(302, back.href);
}

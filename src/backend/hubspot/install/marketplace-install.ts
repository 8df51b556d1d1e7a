import type { Request, Response } from 'express';
import { MINUTE } from '../../ground/clock.ts';
import { BatonError } from '../../ground/errors.ts';
import { isHubSpotPage } from '../portals/hubspot-pages.ts';
import { goBack, showFailure } from './install-answers.ts';
import { installGrant } from './install.ts';
import type { OAuthDeps } from './install.ts';

/** How long HubSpot may take between the two steps. */
const STATE_LIFE_MS = 15 * MINUTE;
/** No account is known yet when a state is made. */
const STATE_BINDING = { portalId: '', purpose: 'marketplace-install' } as const;

/** The address HubSpot brings the code to; one of the app's redirect URLs. */
export const marketplaceUrl = (publicUrl: string): string => `${publicUrl}/oauth/install`;

/**
 * An install that began on HubSpot's Marketplace: HubSpot opens the install address with `code` and `returnUrl`, or,
 * if the listing says that the app has a sign-in, with `step=authorize` first and with `step=finalize` afterwards. Each
 * time the browser must be sent back to `returnUrl`, or HubSpot opens the address again and again.
 * https://developers.hubspot.com/docs/apps/developer-platform/list-apps/understand-app-install-flow
 *
 * A code that somebody else asked for does no harm: it connects that person's account, not the visitor's, and Baton
 * has no session that it could become part of.
 *
 * @returns whether the request was one of these, and is answered
 */
export async function answerMarketplace(
  deps: OAuthDeps,
  request: Request,
  response: Response,
): Promise<boolean> {
  const { step, code, returnUrl } = request.query;
  const wanted = step !== undefined || (code !== undefined && returnUrl !== undefined);
  if (!wanted) return false;
  try {
    await answerStep(deps, request, response);
  } catch (error) {
    showFailure(deps, response, error);
  }
  return true;
}

async function answerStep(deps: OAuthDeps, { query }: Request, response: Response): Promise<void> {
  const returnUrl = checkedReturnUrl(deps, query['returnUrl']);
  if (query['step'] === 'authorize') return goBack(response, withState(deps, returnUrl));
  if (query['step'] === 'finalize') checkState(deps, query['state']);
  else if (query['step'] !== undefined)
    throw new BatonError(
      'REQUEST_INVALID',
      'HubSpot asks for a step of the install that Baton does not know.',
    );
  if (typeof query['code'] !== 'string') throw new BatonError('OAUTH_STATE_INVALID');
  const grant = await deps.endpoint.exchange({
    code: query['code'],
    redirectUri: marketplaceUrl(deps.config.publicUrl),
  });
  await installGrant(deps, grant);
  goBack(response, returnUrl);
}

/** @throws BatonError REQUEST_INVALID: anywhere else would make this an open redirect. */
export function checkedReturnUrl({ config }: Pick<OAuthDeps, 'config'>, returnUrl: unknown): string {
  if (typeof returnUrl === 'string' && isHubSpotPage(config.hubspot, returnUrl)) return returnUrl;
  throw new BatonError('REQUEST_INVALID', 'The return address is not a page of HubSpot.');
}

/** The state is sealed and not kept in a cookie: HubSpot's pages may be the frame around this request. */
function withState({ vault, clock }: OAuthDeps, returnUrl: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set('state', vault.seal(String(clock.now()), STATE_BINDING));
  return url.href;
}

function checkState({ vault, clock }: OAuthDeps, state: unknown): void {
  const startedAt =
    typeof state === 'string' ? opened(() => Number(vault.open(state, STATE_BINDING))) : undefined;
  if (startedAt === undefined || clock.now() - startedAt > STATE_LIFE_MS)
    throw new BatonError('OAUTH_STATE_INVALID');
}

function opened<Value>(open: () => Value): Value | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}

import type { Response } from 'express';
import type { Config } from '../../ground/config.ts';
import { BatonError } from '../../ground/errors.ts';
import type { Logger } from '../../ground/logger.ts';
import { settingsPage } from '../portals/hubspot-pages.ts';
import { INSTALL_PAGE_POLICY, renderInstallPage } from './install-page.ts';
import type { InstallPage } from './install-page.ts';
import type { PortalFacts } from '../portals/portals.ts';

/** What an admin sees once the account is connected. */
export function showWelcome(response: Response, { hubspot }: Config, portal: PortalFacts): void {
  showPage(response, 200, {
    title: 'Baton is connected',
    text: `HubSpot account ${portal.portalId} is connected. Baton is adding its properties now; that takes a few seconds.\n\nNext: open Baton's settings in HubSpot and choose your assistant. Then make it the owner of a contact.`,
    link: { href: settingsPage(hubspot, portal), label: 'Open Baton’s settings' },
  });
}

/** Back to a page of HubSpot, which the caller has checked. */
export const goBack = (response: Response, returnUrl: string): void =>
  response.set('Cache-Control', 'no-store').redirect(303, returnUrl);

const statusOfCode: Readonly<Record<string, number>> = {
  OAUTH_STATE_INVALID: 403,
  FORBIDDEN: 403,
  HUBSPOT_MISSING_SCOPE: 403,
  REQUEST_INVALID: 400,
  HUBSPOT_UNAVAILABLE: 502,
  HUBSPOT_RATE_LIMITED: 502,
  HUBSPOT_UNEXPECTED: 502,
};

/** A page with advice. Going back to HubSpot instead would say that all went well. */
export function showFailure({ logger }: { logger: Logger }, response: Response, error: unknown): void {
  const known = error instanceof BatonError ? error : undefined;
  const status = statusOfCode[known?.code ?? ''] ?? 500;
  // Expected outcomes carry no stack: the cause of an unknown one is what the operator needs.
  if (known) logger.warn({ code: known.code, ...known.context }, 'Install not finished');
  else logger.error({ err: error }, 'Install failed');
  const text = known?.message ?? 'Something went wrong on our side. Please start the install again.';
  const link = { href: '/oauth/install', label: 'Start again' };
  showPage(response, status, { title: 'Baton is not connected', text, link, code: known?.code });
}

function showPage(response: Response, status: number, page: InstallPage): void {
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': INSTALL_PAGE_POLICY });
  response.type('html').send(renderInstallPage(page));
}

import type { Config } from '../../ground/config.ts';

type Hubspot = Pick<Config['hubspot'], 'appUrl' | 'appId'>;

const isHubSpotHost = (host: string): boolean => host === 'hubspot.com' || host.endsWith('.hubspot.com');

/**
 * Origin of HubSpot's pages for an account: its own host in HubSpot's cloud (app-eu1.hubspot.com …), else
 * HUBSPOT_APP_URL as configured.
 */
export function pagesOrigin({ appUrl }: Pick<Hubspot, 'appUrl'>, uiDomain: string): string {
  return isHubSpotHost(new URL(appUrl).hostname) ? `https://${uiDomain}` : appUrl;
}

/**
 * Baton's settings inside HubSpot, for a link after the install; without HUBSPOT_APP_ID the account's connected apps,
 * where Baton is one. HubSpot does not document these addresses; apps use them after their install.
 */
export function settingsPage(hubspot: Hubspot, portal: { portalId: string; uiDomain: string }): string {
  const apps = `${pagesOrigin(hubspot, portal.uiDomain)}/integrations-settings/${portal.portalId}/installed`;
  return hubspot.appId === null ? apps : `${apps}/framework/${hubspot.appId}/general-settings`;
}

/** A page of Baton's inside HubSpot, `path` with its query; without HUBSPOT_APP_ID the account's connected apps. */
export function appPage(
  hubspot: Hubspot,
  portal: { portalId: string; uiDomain: string },
  path: string,
): string {
  if (hubspot.appId === null) return settingsPage(hubspot, portal);
  return `${pagesOrigin(hubspot, portal.uiDomain)}/app/${portal.portalId}/${hubspot.appId}/${path}`;
}

/** HubSpot's app in its data centres: app.hubspot.com, app-eu1.hubspot.com … Other hosts of HubSpot show what anybody put there. */
const APP_HOST = /^app(-[a-z]{2,4}\d{1,2})?\.hubspot\.com$/;

/** Whether a page may be redirected to after the install: HubSpot's app only, or the redirect would be open. */
export function isHubSpotPage({ appUrl }: Pick<Hubspot, 'appUrl'>, address: string): boolean {
  const url = URL.parse(address);
  if (!url || url.username !== '' || url.password !== '') return false;
  if (url.origin === new URL(appUrl).origin) return true;
  return url.protocol === 'https:' && url.port === '' && APP_HOST.test(url.hostname);
}

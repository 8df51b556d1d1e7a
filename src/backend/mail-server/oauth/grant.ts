import { BatonError } from '../../ground/errors.ts';

/** What an admin's consent to enter a mailbox without its password consists of (OAuth 2.0). */
export interface MailGrant {
  tokenUrl: string;
  clientId: string;
  /** null: a public client has none. */
  clientSecret: string | null;
  refreshToken: string;
  scope: string | null;
}

/** Google: https://developers.google.com/identity/protocols/oauth2/web-server */
const GOOGLE = { tokenUrl: 'https://oauth2.googleapis.com/token', scope: null };
/** Microsoft: https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth */
const microsoft = (tenant: string): { tokenUrl: string; scope: string } => ({
  tokenUrl: `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
  scope:
    'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
});
const localEndpoint = /^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:|\/|$)/;

/**
 * The grant in a mailbox URL: `?oauth=google|microsoft|https://…&client_id=…&client_secret=…&refresh_token=…`, with
 * `tenant` for Microsoft and `scope` where an endpoint wants one; null without `oauth`.
 * @throws BatonError MAILBOX_NOT_CONFIGURED, never with a value, for they are secrets
 */
export function grantIn(parameters: URLSearchParams): MailGrant | null {
  const oauth = parameters.get('oauth');
  if (oauth === null) return null;
  const endpoint = endpointOf(oauth, parameters.get('tenant') ?? 'common');
  const [clientId, refreshToken] = [parameters.get('client_id'), parameters.get('refresh_token')];
  if (!endpoint)
    throw wrong('names neither google nor microsoft nor the https:// address of a token endpoint');
  if (!clientId || !refreshToken) throw wrong('needs client_id and refresh_token as well');
  const clientSecret = parameters.get('client_secret');
  return {
    ...endpoint,
    scope: parameters.get('scope') ?? endpoint.scope,
    clientId,
    clientSecret,
    refreshToken,
  };
}

function endpointOf(oauth: string, tenant: string): { tokenUrl: string; scope: string | null } | null {
  if (oauth === 'google') return GOOGLE;
  if (oauth === 'microsoft') return microsoft(tenant);
  const isSafe = oauth.startsWith('https://') || localEndpoint.test(oauth);
  return isSafe && URL.canParse(oauth) ? { tokenUrl: oauth, scope: null } : null;
}

const wrong = (what: string): BatonError =>
  new BatonError('MAILBOX_NOT_CONFIGURED', `The mailbox address with oauth=… ${what}.`);

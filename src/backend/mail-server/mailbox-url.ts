import { BatonError } from '../ground/errors.ts';
import { grantIn, type MailGrant } from './oauth/grant.ts';

/** A mail server with the login of one mailbox, read from a URL. */
export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte (smtps, imaps). */
  secure: boolean;
  /** The connection must be upgraded with STARTTLS before the password is sent. */
  requireTls: boolean;
  login: { user: string; password: string; grant?: undefined } | { user: string; grant: MailGrant } | null;
}

const defaultPorts: Readonly<Record<string, number>> = {
  'smtp:': 587,
  'smtps:': 465,
  'imap:': 143,
  'imaps:': 993,
};
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Reads smtp(s)://user:password@host:port or imap(s)://…; user and password are percent-encoded. Instead of a password
 * there may be a grant, see grantIn. A password or token never
 * crosses a network in the clear: STARTTLS is required unless the host is this machine or the URL says `?tls=optional`.
 * @throws BatonError MAILBOX_NOT_CONFIGURED; the message never repeats the URL, which carries the password
 */
export function parseMailServer(url: string, protocol: 'smtp' | 'imap'): MailServer {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !parsed.hostname || ![`${protocol}:`, `${protocol}s:`].includes(parsed.protocol)) {
    throw new BatonError(
      'MAILBOX_NOT_CONFIGURED',
      `The mailbox address must look like ${protocol}s://user:password@host:port.`,
    );
  }
  const secure = parsed.protocol === `${protocol}s:`;
  const login = loginIn(parsed);
  const mayStayPlain = loopback.test(parsed.hostname) || parsed.searchParams.get('tls') === 'optional';
  return {
    host: parsed.hostname.replace(/^\[|\]$/g, ''),
    port: parsed.port ? Number(parsed.port) : (defaultPorts[parsed.protocol] ?? 0),
    secure,
    requireTls: !secure && login !== null && !mayStayPlain,
    login,
  };
}

function loginIn(url: URL): MailServer['login'] {
  const [user, grant] = [decode(url.username), grantIn(url.searchParams)];
  if (grant && !user)
    throw new BatonError('MAILBOX_NOT_CONFIGURED', 'The mailbox address with oauth=… needs a user as well.');
  if (grant) return { user, grant };
  return user ? { user, password: decode(url.password) } : null;
}

/** Which mailbox a URL leads to, whatever the secrets in it: they change. @throws BatonError, as above */
export function mailboxName(url: string, protocol: 'smtp' | 'imap' = 'imap'): string {
  const { host, port, login } = parseMailServer(url, protocol);
  return `${login?.user ?? ''}@${host}:${port}`.toLowerCase();
}

/** A stray percent sign in a password is kept as typed. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

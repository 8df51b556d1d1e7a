import { ImapFlow } from 'imapflow';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import { MAX_MAIL_BYTES } from '../mail-size.ts';
import { parseMailServer, type MailServer } from '../mailbox-url.ts';
import type { MailAccess, MailTimeouts } from '../smtp.ts';

/** Of one answer of the server. */
const MAX_ANSWER_BYTES = 2 * MAX_MAIL_BYTES;
/** Silence on a waiting connection after which it is asked whether it lives; as long again, and it does not. */
const WAITING = 15_000;

/**
 * Logs in, does the work and hangs up, all within `timeouts.total`.
 * @throws BatonError MAIL_UNAVAILABLE
 */
export const withImap = <T>(
  imapUrl: string,
  access: MailAccess,
  work: (client: ImapFlow) => Promise<T>,
): Promise<T> =>
  onConnection(imapUrl, access, (client, failure) =>
    within(client, access.timeouts.total, () => work(client)).catch((error: unknown) =>
      Promise.reject(failure(error)),
    ),
  );

/**
 * The same for a connection that stays open as long as the work lasts: each step of it sets its own limit by `within`.
 * @param work what it throws stays what it is; `failure` makes a BatonError of what a command threw
 * @throws BatonError MAIL_UNAVAILABLE
 */
export const holdImap = (
  imapUrl: string,
  access: MailAccess,
  work: (client: ImapFlow, failure: Failure) => Promise<void>,
): Promise<void> =>
  onConnection(imapUrl, { ...access, timeouts: { ...access.timeouts, silence: WAITING } }, work);

/** Hangs up when the work takes longer: then what waits for the server fails. */
export async function within<T>(client: ImapFlow, ms: number, work: () => Promise<T>): Promise<T> {
  const deadline = setTimeout(() => client.close(), ms);
  try {
    return await work();
  } finally {
    clearTimeout(deadline);
  }
}

/** Puts what a command threw into words. */
type Failure = (error: unknown) => BatonError;

async function onConnection<T>(
  imapUrl: string,
  access: MailAccess,
  work: (client: ImapFlow, failure: Failure) => Promise<T>,
): Promise<T> {
  const server = parseMailServer(imapUrl, 'imap');
  const failure = (error: unknown): BatonError => (isBatonError(error) ? error : imapFailure(error, server));
  const client = await connected(server, access).catch((error: unknown) => Promise.reject(failure(error)));
  try {
    const result = await work(client, failure);
    await within(client, access.timeouts.connect, () => client.logout()).catch(() => undefined);
    return result;
  } finally {
    client.close();
  }
}

/** A token may end before its time: a login that is refused with one is tried once more, with another. */
async function connected(server: MailServer, access: MailAccess, refused?: string): Promise<ImapFlow> {
  const { timeouts, tokens } = access;
  const { login } = server;
  const token = login?.grant && (await tokens.of(login.user, login.grant, refused));
  const client = new ImapFlow(clientOptions(server, timeouts, token));
  // A connection that dies emits 'error' beside the rejected command; unheard, it would end the process.
  client.on('error', () => undefined);
  try {
    await within(client, timeouts.total, () => client.connect());
    return client;
  } catch (error) {
    client.close();
    if (!token || refused !== undefined || !isLoginRefused(error)) throw error;
    return connected(server, access, token);
  }
}

const isLoginRefused = (error: unknown): boolean =>
  error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true;

function clientOptions(
  server: MailServer,
  timeouts: MailTimeouts,
  accessToken: string | undefined,
): ConstructorParameters<typeof ImapFlow>[0] {
  const { host, port, secure, login } = server;
  const pass = login && !login.grant ? login.password : '';
  return {
    host,
    port,
    secure,
    ...(server.requireTls && { doSTARTTLS: true }),
    auth: { user: login?.user ?? '', ...(accessToken === undefined ? { pass } : { accessToken }) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    socketTimeout: timeouts.silence,
    maxLiteralSize: MAX_ANSWER_BYTES,
    maxResponseSize: 2 * MAX_ANSWER_BYTES,
  };
}

function imapFailure(error: unknown, server: MailServer): BatonError {
  const where = `${server.host}:${server.port}`;
  const { message, responseText, authenticationFailed } = error as {
    message?: string;
    responseText?: string;
    authenticationFailed?: boolean;
  };
  const detail = responseText ?? message ?? String(error);
  const text = authenticationFailed
    ? `${where} refuses the login of the mailbox: ${detail}`
    : `${where} does not answer: ${detail}`;
  return new BatonError('MAIL_UNAVAILABLE', text, {
    retry: 'backoff',
    cause: error,
    context: { server: where },
  });
}

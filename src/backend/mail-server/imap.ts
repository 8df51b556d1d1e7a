import { ImapFlow } from 'imapflow';
import { BatonError, isBatonError } from '../ground/errors.ts';
import { parseMailServer, type MailServer } from './mailbox-url.ts';
import type { MailTimeouts } from './smtp.ts';

/** Of one answer of the server. Mails are read up to half of it. */
export const MAX_ANSWER_BYTES = 10 * 1024 * 1024;
/** Silence on a waiting connection after which it is asked whether it lives. */
const WAITING = 60_000;

/**
 * Logs in, does the work and hangs up, all within `timeouts.total`.
 * @throws BatonError MAIL_UNAVAILABLE
 */
export const withImap = <T>(
  imapUrl: string,
  timeouts: MailTimeouts,
  work: (client: ImapFlow) => Promise<T>,
): Promise<T> =>
  onConnection(imapUrl, timeouts, (client, failure) =>
    within(client, timeouts.total, () => work(client)).catch((error: unknown) =>
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
  timeouts: MailTimeouts,
  work: (client: ImapFlow, failure: Failure) => Promise<void>,
): Promise<void> => onConnection(imapUrl, { ...timeouts, silence: WAITING }, work);

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
  timeouts: MailTimeouts,
  work: (client: ImapFlow, failure: Failure) => Promise<T>,
): Promise<T> {
  const server = parseMailServer(imapUrl, 'imap');
  const client = new ImapFlow(clientOptions(server, timeouts));
  // A connection that dies emits 'error' beside the rejected command; unheard, it would end the process.
  client.on('error', () => undefined);
  const failure = (error: unknown): BatonError => (isBatonError(error) ? error : imapFailure(error, server));
  try {
    await within(client, timeouts.total, () => client.connect()).catch((error: unknown) =>
      Promise.reject(failure(error)),
    );
    const result = await work(client, failure);
    await within(client, timeouts.connect, () => client.logout()).catch(() => undefined);
    return result;
  } finally {
    client.close();
  }
}

function clientOptions(
  server: MailServer,
  timeouts: MailTimeouts,
): ConstructorParameters<typeof ImapFlow>[0] {
  return {
    host: server.host,
    port: server.port,
    secure: server.secure,
    ...(server.requireTls && { doSTARTTLS: true }),
    auth: { user: server.login?.user ?? '', pass: server.login?.password ?? '' },
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

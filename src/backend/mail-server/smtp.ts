import type { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { SendMailOptions, SMTPPoolOptions, SMTPPoolSentMessageInfo, Transporter } from 'nodemailer';
import { MINUTE, type Clock } from '../ground/clock.ts';
import type { AccessTokens } from './oauth/access-tokens.ts';
import { parseMailServer, type MailServer } from './mailbox-url.ts';
import { smtpFailure } from './smtp-failure.ts';
import type { OutgoingMail } from './types.ts';

/** How long Baton waits for a mail server, in milliseconds. */
export interface MailTimeouts {
  /** TCP, TLS and the greeting together. */
  connect: number;
  /** Silence on a connection. */
  silence: number;
  /** One whole operation, whatever the server does. */
  total: number;
}

/** How mailboxes are entered. */
export interface MailAccess {
  timeouts: MailTimeouts;
  tokens: AccessTokens;
}

export interface SmtpSender {
  /** @throws BatonError MAIL_REJECTED or MAIL_UNAVAILABLE, see smtpFailure */
  send(smtpUrl: string, mail: OutgoingMail): Promise<void>;
  /** Logs in and hangs up. @throws BatonError MAIL_UNAVAILABLE */
  verify(smtpUrl: string): Promise<void>;
  close(): void;
}

interface Pool {
  transporter: Transporter<SMTPPoolSentMessageInfo, SMTPPoolOptions>;
  server: string;
  lastUsed: number;
  /** The bytes of the mail under way, by the signal of its send: read from means that the server took some. */
  underWay: WeakMap<AbortSignal, Readable>;
  entrance: Entrance;
}

/** Pools nobody used for this long are closed: an assistant may be gone or have a new password. */
const POOL_IDLE = 10 * MINUTE;
/** Shorter than any server's own patience (RFC 5321 asks for 5 minutes), so that a mail rarely meets a dead connection. */
const CONNECTION_IDLE = 20_000;

/** Sends through one pool of connections per mailbox. */
export function createSmtpSender(options: MailAccess & { clock: Clock }): SmtpSender {
  const pools = new Map<string, Pool>();
  const poolFor = (smtpUrl: string): Pool => {
    const now = options.clock.now();
    for (const [url, idle] of pools)
      if (url !== smtpUrl && now - idle.lastUsed > POOL_IDLE) drop(pools, url, idle);
    const pool = pools.get(smtpUrl) ?? openPool(smtpUrl, options);
    pool.lastUsed = now;
    pools.set(smtpUrl, pool);
    return pool;
  };
  return {
    send: (smtpUrl, mail) => sendThrough(poolFor(smtpUrl), mail, options.timeouts),
    verify: (smtpUrl) => verifyLogin(smtpUrl, options),
    close: () => pools.forEach((pool, url) => drop(pools, url, pool)),
  };
}

function drop(pools: Map<string, Pool>, url: string, pool: Pool): void {
  pool.transporter.close();
  pools.delete(url);
}

function openPool(smtpUrl: string, access: MailAccess): Pool {
  const server = parseMailServer(smtpUrl, 'smtp');
  const entrance = entranceOf(server.login, access.tokens);
  // maxRequeues 0: nodemailer would put a mail back in its queue by itself; only Baton may decide to send again.
  const pooled: SMTPPoolOptions & { pool: true } = {
    ...connection(server, access.timeouts, entrance),
    pool: true,
    maxConnections: 3,
    maxRequeues: 0,
    idleTimeout: CONNECTION_IDLE,
  };
  const transporter = createTransport(pooled);
  const underWay = new WeakMap<AbortSignal, Readable>();
  transporter.use('stream', (mail, done) => {
    const { signal } = mail.data;
    const createReadStream = mail.message.createReadStream.bind(mail.message);
    mail.message.createReadStream = (streamOptions) => {
      const stream = createReadStream(streamOptions);
      if (signal) underWay.set(signal, stream);
      return stream;
    };
    done();
  });
  return { transporter, server: `${server.host}:${server.port}`, lastUsed: 0, underWay, entrance };
}

function connection(server: MailServer, timeouts: MailTimeouts, { auth }: Entrance) {
  return {
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: server.requireTls,
    auth,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    socketTimeout: timeouts.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** How a server is entered. */
interface Entrance {
  auth: { user: string; pass: string } | TokenAuth | undefined;
  /** Whether another login may succeed where this one failed: a token may end before its time. */
  renew(error: unknown): boolean;
}

interface TokenAuth {
  type: 'OAuth2';
  user: string;
  provisionCallback(user: string, again: boolean, done: (error: Error | null, token?: string) => void): void;
}

/** nodemailer asks for a token when it logs in, and `again` only where a server refuses one as Gmail does. */
function entranceOf(login: MailServer['login'], tokens: AccessTokens): Entrance {
  if (!login?.grant)
    return { auth: login ? { user: login.user, pass: login.password } : undefined, renew: () => false };
  const { user, grant } = login;
  let last: string | undefined;
  let refused: string | undefined;
  const provisionCallback: TokenAuth['provisionCallback'] = (_user, again, done) => {
    if (again) refused = last;
    tokens.of(user, grant, refused).then(
      (token) => {
        last = token;
        done(null, token);
      },
      // nodemailer writes into the error that it gets.
      (error: unknown) => done(new Error(error instanceof Error ? error.message : String(error))),
    );
  };
  return {
    auth: { type: 'OAuth2', user, provisionCallback },
    renew(error) {
      if (last === undefined || last === refused || !hasCode(error, 'EAUTH')) return false;
      refused = last;
      return true;
    },
  };
}

/**
 * The server may have hung up on a waiting connection meanwhile, and nodemailer counts the time to connect by the time
 * of day, so that a clock that is set ends it at once: as long as the server took no byte, a second try is safe.
 */
async function sendThrough(pool: Pool, mail: OutgoingMail, timeouts: MailTimeouts): Promise<void> {
  const message = await toNodemailer(mail);
  const signal = AbortSignal.timeout(timeouts.total);
  const dataStarted = () => pool.underWay.get(signal)?.readableDidRead === true;
  const attempt = () => pool.transporter.sendMail({ ...message, signal });
  const begunAt = performance.now();
  const wasCutShort = (error: unknown): boolean =>
    hasCode(error, 'ETIMEDOUT') && performance.now() - begunAt < timeouts.connect / 2;
  try {
    await attempt().catch((error: unknown) => {
      if (
        dataStarted() ||
        !(hasCode(error, 'ECONNECTION') || wasCutShort(error) || pool.entrance.renew(error))
      )
        throw error;
      return attempt();
    });
  } catch (error) {
    throw smtpFailure(error, dataStarted(), pool.server);
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** Message-ID and Date as decided; the envelope names the assistant, so that bounces come back to its mailbox. */
async function toNodemailer(mail: OutgoingMail): Promise<SendMailOptions> {
  const attachments = [];
  for (const { name, type, content } of mail.files ?? [])
    attachments.push({
      filename: oneLine(name),
      contentType: type,
      contentDisposition: 'attachment' as const,
      content: await content(),
    });
  return {
    messageId: mail.messageId,
    date: new Date(mail.date),
    from: { name: oneLine(mail.from.name), address: mail.from.email },
    to: { name: oneLine(mail.to.name), address: mail.to.email },
    envelope: { from: mail.from.email, to: [mail.to.email] },
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    inReplyTo: mail.inReplyTo ?? undefined,
    references: [...mail.references],
    headers: [...unsubscribeHeaders(mail.unsubscribeUrl), ...(mail.automatic ? byProgram : [])],
    attachments,
  };
}

/** RFC 3834, section 5, and Microsoft's own word for it. */
const byProgram = [
  { key: 'Auto-Submitted', value: 'auto-generated' },
  { key: 'X-Auto-Response-Suppress', value: 'All' },
];

/**
 * Names come from people and records: no line break, and nothing that a mail program would decode to one (RFC 2047),
 * may begin another header, and no mark that turns the direction of writing (UAX #9) may make the line read as what it
 * is not.
 */
const oneLine = (text: string): string =>
  text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/=\?(?=[^?\s]+\?[bq]\?)/gi, '= ?')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();

/** One-click unsubscribe, RFC 8058 section 3.1. */
function unsubscribeHeaders(url: string | null): { key: string; value: string }[] {
  if (url === null) return [];
  return [
    { key: 'List-Unsubscribe', value: `<${new URL(url).href}>` },
    { key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
  ];
}

async function verifyLogin(smtpUrl: string, access: MailAccess): Promise<void> {
  const server = parseMailServer(smtpUrl, 'smtp');
  const entrance = entranceOf(server.login, access.tokens);
  const attempt = async (): Promise<void> => {
    const transporter = createTransport(connection(server, access.timeouts, entrance));
    await transporter.verify().finally(() => transporter.close());
  };
  try {
    await attempt().catch((error: unknown) => {
      if (!entrance.renew(error)) throw error;
      return attempt();
    });
  } catch (error) {
    throw smtpFailure(error, false, `${server.host}:${server.port}`);
  }
}

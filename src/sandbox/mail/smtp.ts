import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { deliver } from './delivery.ts';
import type { MailFaults } from './faults.ts';
import type { MailStore } from './store.ts';
import type { MailTokens } from './tokens.ts';

export interface SmtpWorld {
  port: number;
  stop(): Promise<void>;
}

export interface SmtpWorldOptions {
  port: number;
  store: MailStore;
  faults: MailFaults;
  clock: { now(): number };
  tokens: Pick<MailTokens, 'opens'>;
  /** Whether a copy of what a user sends is filed in Sent, as Gmail and Office 365 do. */
  keepsSent: () => boolean;
}

type Done = (error?: Error | null, message?: string) => void;

/** An SMTP server that lets everybody in and delivers into the mailboxes of this world. */
export async function startSmtp(options: SmtpWorldOptions): Promise<SmtpWorld> {
  const sockets = new Map<number, Socket>();
  const hangUp = (session: SMTPServerSession) => sockets.get(session.remotePort)?.destroy();
  const server = new SMTPServer({
    name: 'mail.sandbox.example.com',
    authOptional: true,
    allowInsecureAuth: true,
    authMethods: ['PLAIN', 'LOGIN', 'XOAUTH2'],
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect: (session, done) => greet(options, session, done, hangUp),
    onAuth: (auth, _session, done) => {
      const { username = '', accessToken = '' } = auth;
      const byToken = auth.method === 'XOAUTH2';
      const refused =
        options.faults.strike('smtp', ['login']) ?? (byToken && !options.tokens.opens(accessToken, username));
      if (refused)
        done(Object.assign(new Error('5.7.8 Username and password not accepted'), { responseCode: 535 }));
      else done(null, { user: username });
    },
    onRcptTo: ({ address }, _session, done) => done(recipientFault(options.faults, address)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => void take(options, session, Buffer.concat(chunks), done, hangUp).catch(done));
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    const { remotePort = 0 } = socket;
    sockets.set(remotePort, socket);
    socket.on('close', () => sockets.delete(remotePort)).on('error', () => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: async () => {
      sockets.forEach((socket) => socket.destroy());
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}

function greet(
  options: SmtpWorldOptions,
  session: SMTPServerSession,
  done: Done,
  hangUp: (session: SMTPServerSession) => void,
): void {
  const fault = options.faults.strike('smtp', ['refuse', 'hang']);
  if (fault === 'refuse') hangUp(session);
  if (fault === null) done();
}

function recipientFault(faults: MailFaults, address: string): Error | null {
  const fault = faults.strike('smtp', ['defer', 'reject'], address.toLowerCase());
  if (fault === 'defer')
    return Object.assign(new Error('4.3.0 Mailbox busy, try again later'), { responseCode: 451 });
  if (fault === 'reject')
    return Object.assign(new Error('5.1.1 The email account does not exist'), { responseCode: 550 });
  return null;
}

async function take(
  options: SmtpWorldOptions,
  session: SMTPServerSession,
  raw: Buffer,
  done: Done,
  hangUp: (session: SMTPServerSession) => void,
): Promise<void> {
  const { mailFrom, rcptTo } = session.envelope;
  const to = rcptTo.map(({ address }) => address.toLowerCase());
  const fault = options.faults.strike(
    'smtp',
    ['reject-content', 'drop-after-data', 'lose-after-data', 'hang-after-data'],
    to[0],
  );
  if (fault === 'reject-content') {
    done(Object.assign(new Error('5.7.1 Message refused by policy'), { responseCode: 554 }));
    return;
  }
  if (fault !== 'lose-after-data') {
    const login: unknown = session.user;
    const user = typeof login === 'string' && login.includes('@') ? login : mailFrom && mailFrom.address;
    const sentCopyFor = options.keepsSent() && user ? user : null;
    await deliver(options.store, { from: mailFrom ? mailFrom.address : '', to }, raw, {
      at: options.clock.now(),
      sentCopyFor,
    });
  }
  if (fault === null) done(null, '2.0.0 OK: delivered');
  else if (fault !== 'hang-after-data') hangUp(session);
}

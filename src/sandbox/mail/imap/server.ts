import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { StoredMail } from '../store.ts';
import { ImapSession, type ImapContext } from './session.ts';

export interface ImapWorld {
  port: number;
  /** Connections since the start. */
  connections(): number;
  stop(): Promise<void>;
}

type ServerOptions = Omit<ImapContext, 'write' | 'hangUp'>;

/** An IMAP server over the mailboxes of this world: INBOX and Sent of every address. */
export async function startImap(options: ServerOptions & { port: number }): Promise<ImapWorld> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    connections += 1;
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    const fault = options.faults.strike('imap', ['refuse', 'hang']);
    if (fault === 'refuse') socket.destroy();
    if (fault === null) serve(socket, options);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}

function serve(socket: Socket, options: ServerOptions): void {
  const session = new ImapSession({
    ...options,
    write: (bytes) => void socket.write(bytes, 'latin1'),
    hangUp: () => socket.end(),
  });
  const notice = (mail: StoredMail) => session.notice(mail);
  options.store.on('mail', notice);
  socket.on('close', () => options.store.off('mail', notice));
  socket.setEncoding('latin1');
  let turn: Promise<unknown> = Promise.resolve();
  socket.on('data', (chunk) => {
    const { slowMs } = options.manners;
    if (slowMs === 0) session.receive(String(chunk));
    else turn = turn.then(() => delay(slowMs)).then(() => socket.destroyed || session.receive(String(chunk)));
  });
}

import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { MailFaults } from '../faults.ts';
import type { MailStore, StoredMail } from '../store.ts';
import { ImapSession } from './session.ts';

export interface ImapWorld {
  port: number;
  stop(): Promise<void>;
}

/** An IMAP server over the mailboxes of this world: INBOX and Sent of every address. */
export async function startImap(options: {
  port: number;
  store: MailStore;
  faults: MailFaults;
  clock: { now(): number };
}): Promise<ImapWorld> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
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
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
  };
}

function serve(
  socket: Socket,
  options: { store: MailStore; faults: MailFaults; clock: { now(): number } },
): void {
  const session = new ImapSession({
    ...options,
    write: (bytes) => void socket.write(bytes, 'latin1'),
    hangUp: () => socket.end(),
  });
  const notice = (mail: StoredMail) => session.notice(mail);
  options.store.on('mail', notice);
  socket.on('close', () => options.store.off('mail', notice));
  socket.setEncoding('latin1');
  socket.on('data', (chunk) => session.receive(String(chunk)));
}

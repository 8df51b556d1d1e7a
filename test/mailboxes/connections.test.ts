import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLogger } from '../../src/backend/ground/logger.ts';
import { createMailTransport } from '../../src/backend/mail-server/transport.ts';
import type { FetchNew, MailTransport } from '../../src/backend/mail-server/types.ts';
import { createMailboxWatch } from '../../src/backend/mail/mailbox-watch.ts';
import { startSandboxMail, type SandboxMail } from '../../src/sandbox/mail/sandbox-mail.ts';

const tara = 'tara@acme.example.com';
const clock = { now: () => Date.UTC(2026, 10, 23, 9) };
/** Answers that come one after the other, and how often Baton looked before it held connections: every 5 s. */
const ANSWERS = 12;

let world: SandboxMail;
let transport: MailTransport;

beforeEach(async () => {
  world = await startSandboxMail({ smtpPort: 0, imapPort: 0, dataFile: null, clock });
  transport = createMailTransport({ clock, logger: createLogger('silent') });
});
afterEach(async () => {
  await transport.close();
  await world.stop();
});

/** Connections that it took to see every answer, one look or less between two. */
async function connectionsFor(idle: boolean): Promise<number> {
  world.behave({ idle });
  let cursor: string | null = null;
  let seen = 0;
  let looks = 0;
  const read = async (_mailbox: unknown, fetchNew: FetchNew): Promise<void> => {
    const page = await fetchNew(cursor, { since: 0, limit: 50 });
    ({ cursor } = page);
    seen += page.messages.length;
    looks += 1;
  };
  let next: (() => void) | undefined;
  const process = createMailboxWatch({
    mailboxes: async () => [
      { key: 'tara', account: { smtpUrl: world.smtpUrl(tara), imapUrl: world.imapUrl(tara) }, since: 0 },
    ],
    turns: { take: async () => true, leave: async () => undefined },
    transport,
    read,
    random: { fraction: () => 0 },
    logger: createLogger('silent'),
    sleep: (_ms, signal) =>
      new Promise<void>((resolve) => {
        next = resolve;
        signal.addEventListener('abort', () => resolve());
      }),
  });
  const before = world.imapConnections();
  await process.round();
  await vi.waitFor(() => expect(looks).toBeGreaterThan(0), 10_000);
  for (let answer = 1; answer <= ANSWERS; answer += 1) {
    await world.write({ from: 'ann@northwind.example.com', to: tara, subject: `${answer}`, text: 'Yes' });
    await vi.waitFor(() => {
      next?.();
      expect(seen).toBe(answer);
    }, 10_000);
  }
  await process.stop();
  return world.imapConnections() - before;
}

it('sees every answer over one connection, where the server tells of it', async () => {
  expect(await connectionsFor(true)).toBe(1);
});

it('sees every answer with a connection a look, where it does not', async () => {
  expect(await connectionsFor(false)).toBeGreaterThanOrEqual(ANSWERS + 1);
});

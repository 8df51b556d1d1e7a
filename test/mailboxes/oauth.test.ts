import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import express from 'express';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, openAnother } from '../../src/backend/database/test-database.ts';
import { createLogger } from '../../src/backend/ground/logger.ts';
import type { LaterGrants } from '../../src/backend/mail-server/oauth/access-tokens.ts';
import { MailGrantEntity } from '../../src/backend/mail-server/oauth/mail-grant-entity.ts';
import { resealGrants, storedGrants } from '../../src/backend/mail-server/oauth/mailbox-secrets.ts';
import { createMailTransport } from '../../src/backend/mail-server/transport.ts';
import type { MailTransport } from '../../src/backend/mail-server/types.ts';
import { createVault } from '../../src/backend/vault/vault.ts';
import { mailControl } from '../../src/sandbox/control/mail.ts';
import { startSandboxMail, type SandboxMail } from '../../src/sandbox/mail/sandbox-mail.ts';
import { outgoing, TARA } from './outgoing.ts';

const start = Date.UTC(2026, 10, 23, 9);
const clock = { at: start, now: () => clock.at };
const mail = outgoing('one', start);

let world: SandboxMail;
let pages: Server;
let url: string;
let account: { smtpUrl: string; imapUrl: string };
let transport: MailTransport;

const newTransport = (grants: LaterGrants | null = null): MailTransport =>
  createMailTransport({ clock, logger: createLogger('silent'), grants });
const grantOf = async (mailbox: string): Promise<typeof account> => {
  const body = JSON.stringify({ mailbox });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/mail-oauth/grants`, { method: 'POST', headers, body });
  return (await response.json()) as typeof account;
};
const looks = (by = transport) => by.wasSent(account, mail.messageId);

beforeEach(async () => {
  clock.at = start;
  world = await startSandboxMail({ smtpPort: 0, imapPort: 0, dataFile: null, clock });
  const app = express().use(express.json()).use(mailControl(world));
  pages = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => pages.once('listening', resolve));
  url = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  account = await grantOf(TARA);
  transport = newTransport();
});
afterEach(async () => {
  await transport.close();
  pages.closeAllConnections();
  await new Promise((resolve) => pages.close(resolve));
  await world.stop();
});

describe('a mailbox that is entered by OAuth', () => {
  it('sends and reads with one token, however many ask at once', async () => {
    await Promise.all([transport.send(account, mail), looks(), looks(), transport.check(account)]);
    expect(await looks()).toBe('yes');
    expect(world.tokens.asked()).toBe(1);
  });

  it('renews the token before it ends', async () => {
    await looks();
    clock.at += 54 * 60_000;
    await looks();
    expect(world.tokens.asked()).toBe(1);
    clock.at += 2 * 60_000;
    await looks();
    expect(world.tokens.asked()).toBe(2);
  });

  it.each(['IMAP', 'SMTP'])('asks for another token once when %s refuses it', async (protocol) => {
    const use = () => (protocol === 'IMAP' ? looks() : transport.send(account, mail));
    await looks();
    world.tokens.expire();
    await use();
    expect(world.tokens.asked()).toBe(2);
    world.faults.set([{ service: protocol === 'IMAP' ? 'imap' : 'smtp', kind: 'login' }]);
    await transport.close();
    transport = newTransport();
    await expect(use()).rejects.toMatchObject({ code: 'MAIL_UNAVAILABLE' });
    expect(world.tokens.asked()).toBe(4);
  });

  it('says what an admin has to do when the grant was taken back', async () => {
    await fetch(`${url}/mail-oauth/grants?mailbox=${TARA}`, { method: 'DELETE' });
    const complaints = await transport.check(account);
    expect(complaints).toHaveLength(2);
    for (const line of complaints) {
      expect(line).toMatch(/accepts the sign-in of tara@acme.* no more \(invalid_grant .*new refresh token/);
      expect(line).not.toContain(new URL(account.imapUrl).searchParams.get('refresh_token'));
    }
  });

  it('says that the client is wrong, or that nobody answers', async () => {
    const wrong = account.imapUrl.replace('mail-secret', 'other');
    expect((await transport.check({ ...account, imapUrl: wrong }))[0]).toContain('Check client_id');
    const away = account.imapUrl.replace(/oauth=[^&]*/, 'oauth=http%3A%2F%2F127.0.0.1%3A1%2Ftoken');
    expect((await transport.check({ ...account, imapUrl: away }))[0]).toContain(
      '127.0.0.1:1 does not answer',
    );
  });

  it('does not open another mailbox', async () => {
    const other = account.imapUrl.replace(encodeURIComponent(TARA), 'otto%40acme.example.com');
    expect(await transport.check({ ...account, imapUrl: other })).toHaveLength(1);
  });
});

describe('an endpoint that gives a new refresh token each time', () => {
  it.each(['sqlite', 'postgres'] as const)('is followed by all processes, sealed on %s', async (kind) => {
    const { url: databaseUrl, remove } = await createTestDatabase(kind);
    const database = await openAnother(databaseUrl, [MailGrantEntity]);
    await database.dataSource.synchronize();
    const keys = ['old', 'new'].map((id, byte) => ({ id, key: Buffer.alloc(32, byte) }));
    const [old, both] = [createVault(keys.slice(0, 1)), createVault([...keys].reverse())];
    const processes = [newTransport(storedGrants(database, old)), newTransport(storedGrants(database, old))];
    try {
      world.tokens.rotate(true);
      await Promise.all(processes.map(looks));
      clock.at += 3_600_000;
      await Promise.all(processes.map(looks));
      expect(await resealGrants(database, both)).toEqual({ resealed: 1, current: 0, unreadable: [] });
      clock.at += 3_600_000;
      const later = newTransport(storedGrants(database, both));
      await looks(later);
      const [row] = await database.manager.find(MailGrantEntity);
      expect(row?.sealed).not.toContain('refresh-');
    } finally {
      await database.close();
      await remove();
    }
  });

  it('is followed also by a process that is refused before the other one has stored the next token', async () => {
    const stored = new Map<string, string>();
    const slow = {
      find: async (id: string) => stored.get(id),
      keep: async (id: string, token: string) => {
        await pause(500);
        stored.set(id, token);
      },
    };
    const processes = [newTransport(slow), newTransport(slow)];
    world.tokens.rotate(true);
    await Promise.all(processes.map(looks));
    clock.at += 3_600_000;
    await Promise.all(processes.map(looks));
    expect(world.tokens.asked()).toBeGreaterThanOrEqual(4);
  });
});

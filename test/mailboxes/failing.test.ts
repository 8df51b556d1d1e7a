import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '../../src/backend/ground/logger.ts';
import { createMailTransport } from '../../src/backend/mail-server/transport.ts';
import type { FetchNew, MailTransport } from '../../src/backend/mail-server/types.ts';
import { startSandboxMail, type SandboxMail } from '../../src/sandbox/mail/sandbox-mail.ts';
import { outgoing } from './outgoing.ts';

const tara = 'tara@acme.example.com';
const start = Date.UTC(2026, 10, 23, 9);
const page = { since: start - 60_000, limit: 50 };
const logger = createLogger('silent');

let world: SandboxMail;
let transport: MailTransport;
let account: { smtpUrl: string; imapUrl: string };
let cursor: string | null;
let seen: string[];

const arrive = (subject: string) =>
  world.write({ from: 'ann@northwind.example.com', to: tara, subject, text: `About ${subject}` });
const onNews = async (fetchNew: FetchNew): Promise<void> => {
  for (let more = true; more;) {
    const got = await fetchNew(cursor, page);
    ({ cursor, more } = got);
    seen.push(...got.messages.map((raw) => /^Subject: (.*)\r$/m.exec(raw.toString())?.[1] ?? ''));
  }
};
/** Looks once, as a process that opens a connection does. */
const look = (): Promise<void> => {
  const stop = new AbortController();
  return transport.watch(account, (fetchNew) => onNews(fetchNew).then(() => stop.abort()), stop.signal);
};
const failed = { code: 'MAIL_UNAVAILABLE', retry: 'backoff' };

beforeEach(async () => {
  world = await startSandboxMail({ smtpPort: 0, imapPort: 0, dataFile: null, clock: { now: () => start } });
  account = { smtpUrl: world.smtpUrl(tara), imapUrl: world.imapUrl(tara) };
  const timeouts = { connect: 2_000, silence: 2_500, total: 8_000 };
  transport = createMailTransport({ clock: { now: () => start }, logger, timeouts });
  [cursor, seen] = [null, []];
});
afterEach(async () => {
  vi.restoreAllMocks();
  await transport.close();
  await world.stop();
});

describe('a connection that ends', () => {
  it('in the middle of a mail loses none, and gives none twice', async () => {
    for (const subject of ['one', 'two', 'three']) await arrive(subject);
    await look();
    await arrive('four');
    world.faults.set([{ service: 'imap', kind: 'cut', times: 1 }]);
    await expect(look()).rejects.toMatchObject(failed);
    await look();
    expect(seen).toEqual(['one', 'two', 'three', 'four']);
  });

  it('by a BYE of the server fails, and the next one reads', async () => {
    await arrive('one');
    world.faults.set([{ service: 'imap', kind: 'bye', times: 1 }]);
    await expect(look()).rejects.toMatchObject(failed);
    await look();
    expect(seen).toEqual(['one']);
  });

  it('while it waits fails at once', async () => {
    const watching = transport.watch(account, onNews, new AbortController().signal);
    await vi.waitFor(() => expect(cursor).not.toBeNull(), 10_000);
    const refused = expect(watching).rejects.toMatchObject(failed);
    await world.stop();
    await refused;
  });
});

describe('a mail over which the server hangs up each time', () => {
  it('is read without its text in the end, or passed over, said aloud; what is behind it comes', async () => {
    const error = vi.spyOn(logger, 'error');
    await arrive('poison');
    await arrive('behind');
    world.faults.set([{ service: 'imap', kind: 'cut', times: 10 }]);
    for (let attempt = 0; attempt < 10; attempt += 1) await expect(look()).rejects.toMatchObject(failed);
    await look();
    expect(seen).toEqual(['behind']);
    expect(error).toHaveBeenCalledWith(
      expect.objectContaining({ uid: 1 }),
      expect.stringContaining('passed over'),
    );
    world.faults.set([{ service: 'imap', kind: 'cut', times: 5 }]);
    await arrive('half poison');
    for (let attempt = 0; attempt < 5; attempt += 1) await expect(look()).rejects.toMatchObject(failed);
    await look();
    expect(seen).toEqual(['behind', 'half poison']);
  });
});

describe('a wrong password', () => {
  it('is said in words, without the password', async () => {
    world.faults.set([{ service: 'imap', kind: 'login' }]);
    const failure = await look().catch((error: unknown) => error);
    expect(String(failure)).toMatch(/refuses the login of the mailbox: Invalid credentials/);
    expect(JSON.stringify(failure)).not.toContain('sandbox@');
  });
});

describe('a failure of whoever stores the mails', () => {
  it('keeps its own words', async () => {
    const full = new Error('the disk is full');
    await expect(
      transport.watch(account, () => Promise.reject(full), new AbortController().signal),
    ).rejects.toBe(full);
  });
});

describe('a server that looks at few mails a command', () => {
  it('gives all there are, at the first look and after', async () => {
    world.behave({ messageLimit: 4 });
    const all = Array.from({ length: 11 }, (_, n) => `mail ${n}`);
    for (const subject of all) await arrive(subject);
    await look();
    expect(seen).toEqual(all);
    const more = Array.from({ length: 9 }, (_, n) => `more ${n}`);
    for (const subject of more) await arrive(subject);
    await look();
    expect(seen).toEqual([...all, ...more]);
  });
});

describe('a server that takes its time over each command', () => {
  const timeouts = { connect: 2_000, silence: 2_500, total: 2_400 };
  /** A connection that fails is opened again, as Baton does. */
  const lookUntilRead = async (): Promise<void> => {
    for (let failures = 0; failures < 20; failures += 1) {
      const failure = await look().catch((error: unknown) => error);
      if (failure === undefined) return;
      expect(failure).toMatchObject(failed);
    }
    throw new Error('Nothing gets on.');
  };
  beforeEach(() => {
    transport = createMailTransport({ clock: { now: () => start }, logger, timeouts });
  });

  it('is read page by page, though all its mails take longer than one look may', async () => {
    const all = Array.from({ length: 8 }, (_, n) => `mail ${n}`);
    for (const subject of all) await arrive(subject);
    world.behave({ slowMs: 200 });
    await lookUntilRead();
    expect(seen).toEqual(all);
  });

  it('and was numbered anew is read past its old mails, though passing over them takes longer than that', async () => {
    const old = Buffer.from('From: ann@northwind.example.com\r\nSubject: old\r\n\r\nHello\r\n');
    for (let n = 0; n < 2_600; n += 1) await world.deliverRaw(tara, old);
    cursor = `0:2600:${start + 3_600_000}:0`;
    world.behave({ slowMs: 200 });
    await lookUntilRead();
    expect(seen).toEqual([]);
    await arrive('new');
    await lookUntilRead();
    expect(seen).toEqual(['new']);
  });
});

describe('a Sent folder that is renamed', () => {
  it('is found under its new name, while the inbox is watched', async () => {
    const stop = new AbortController();
    const watching = transport.watch(account, onNews, stop.signal);
    await vi.waitFor(() => expect(cursor).not.toBeNull(), 10_000);
    await transport.send(account, outgoing('one', start));
    world.behave({ sentName: 'Archive 2026', sentMarked: false });
    await expect(transport.wasSent(account, outgoing('one', start).messageId)).resolves.toBe('yes');
    await arrive('one');
    await vi.waitFor(() => expect(seen).toEqual(['one']), 10_000);
    stop.abort();
    await watching;
  });
});

describe('a server without IDLE', () => {
  it('is looked at once a call', async () => {
    world.behave({ idle: false });
    await arrive('one');
    await transport.watch(account, onNews, new AbortController().signal);
    await arrive('two');
    expect(seen).toEqual(['one']);
    await transport.watch(account, onNews, new AbortController().signal);
    expect(seen).toEqual(['one', 'two']);
  });
});

describe('the Sent folder', () => {
  const sent = (id: string) => outgoing(id, start);

  it.each([
    ['Sent', true],
    ['[Gmail]/Alle Nachrichten gesendet', true],
    ['Gesendete Elemente', false],
    ['INBOX.Sent', false],
    ['Envoy&AOk-s', false],
    ['Elementos enviados', false],
    ['Itens Enviados', false],
    ['Posta inviata', false],
    ['Verzonden items', false],
    ['&kAFP4W4IMH8woTD8MOs-', false],
    ['&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-', false],
    ['Campaigns 2026', false],
  ])('is found as %s (marked: %s)', async (sentName, sentMarked) => {
    world.behave({ sentName, sentMarked });
    await transport.send(account, sent('one'));
    await expect(transport.wasSent(account, sent('one').messageId)).resolves.toBe('yes');
    await expect(transport.wasSent(account, sent('two').messageId)).resolves.toBe('no');
  });

  it('that does not exist tells nothing, and a mail to oneself is no proof', async () => {
    world.behave({ sentName: null });
    await transport.send(account, { ...sent('one'), to: { email: tara, name: 'Tara' } });
    await expect(transport.wasSent(account, sent('two').messageId)).resolves.toBe('unknown');
  });
});

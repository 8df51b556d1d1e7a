import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '../../src/backend/ground/logger.ts';
import { createMailTransport } from '../../src/backend/mail-server/transport.ts';
import type { FetchNew, MailTransport, NewMails } from '../../src/backend/mail-server/types.ts';
import type { MailServer } from './mail-server.ts';
import { mailServers } from './servers.ts';

const MB = 1024 * 1024;
const start = Date.UTC(2026, 10, 23, 9);
const hour = 3_600_000;
const mail = (subject: string, text = 'Hello', more = ''): Buffer =>
  Buffer.from(
    `From: Ann <ann@northwind.example.com>\r\nTo: tara@acme.example.com\r\nSubject: ${subject}\r\n` +
      `Message-ID: <${subject.replace(/\W/g, '-')}@northwind.example.com>\r\n${more}\r\n${text}\r\n`,
  );
const subjects = (mails: readonly Buffer[]) =>
  mails.map((raw) => /^Subject: (.*)\r$/m.exec(raw.subarray(0, 2_000).toString())?.[1]);

describe.each(mailServers())('a mailbox on %s', (_name, startServer) => {
  let server: MailServer;
  let transport: MailTransport;
  const arrive = (...raws: Buffer[]) => server.deliver(raws.map((raw) => ({ raw, at: start })));

  /** All pages from the cursor on, over one connection. */
  const read = async (cursor: string | null, page = { since: start - hour, limit: 50 }) => {
    const pages: NewMails[] = [];
    const stop = new AbortController();
    const onNews = async (fetchNew: FetchNew) => {
      do pages.push(await fetchNew(pages.at(-1)?.cursor ?? cursor, page));
      while (pages.at(-1)?.more);
      stop.abort();
    };
    await transport.watch({ smtpUrl: 'smtp://localhost', imapUrl: server.imapUrl }, onNews, stop.signal);
    return { pages, mails: pages.flatMap(({ messages }) => messages), cursor: pages.at(-1)?.cursor ?? '' };
  };

  beforeEach(async () => {
    server = await startServer();
    transport = createMailTransport({ clock: { now: () => start }, logger: createLogger('silent') });
  });
  afterEach(async () => {
    await transport.close();
    await server.stop();
  });

  it('with 10,000 unread mails gives those since the assistant exists, page by page; numbered anew, the last of them', async () => {
    const old = Array.from({ length: 9_800 }, (_, n) => ({ raw: mail(`old ${n}`), at: start - 50 * hour }));
    const fresh = Array.from({ length: 200 }, (_, n) => ({
      raw: mail(`new ${n}`),
      at: n < 120 ? start : start + 2 * hour,
    }));
    await server.deliver([...old, ...fresh]);
    const { pages, mails, cursor } = await read(null);
    expect(subjects(mails)).toEqual(fresh.map((_, n) => `new ${n}`));
    expect(pages.map(({ messages }) => messages.length)).toEqual([50, 50, 50, 50]);
    expect((await read(cursor)).mails).toEqual([]);
    await server.renumber();
    await server.deliver([{ raw: mail('after'), at: start + 3 * hour }]);
    const again = await read(cursor);
    // What arrived within minutes before the last mail that was read may come again: Baton knows it by its bytes.
    expect(subjects(again.mails)).toEqual([...fresh.slice(120).map((_, n) => `new ${n + 120}`), 'after']);
    expect(again.pages.map(({ messages }) => messages.length)).toEqual([50, 31]);
    expect((await read(again.cursor)).mails).toEqual([]);
  });

  it('passes over an old mail that was copied in among the new ones before the first look', async () => {
    await server.deliver([
      { raw: mail('one'), at: start },
      { raw: mail('of last year'), at: start - 365 * 24 * hour },
      { raw: mail('two'), at: start },
    ]);
    expect(subjects((await read(null, { since: start - hour, limit: 1 })).mails)).toEqual(['one', 'two']);
  });

  it('numbered anew gives what came after the last mail that was read, and not all again', async () => {
    await server.deliver([
      { raw: mail('one'), at: start },
      { raw: mail('two'), at: start + 5 * hour },
    ]);
    const { cursor } = await read(null);
    await server.renumber();
    await server.deliver([{ raw: mail('three'), at: start + 6 * hour }]);
    const again = await read(cursor);
    expect(subjects(again.mails)).toEqual(['two', 'three']);
    expect((await read(again.cursor)).mails).toEqual([]);
  });

  it('whose inbox is moved away while it is watched gives what comes then', async () => {
    const seen: (string | undefined)[] = [];
    const stop = new AbortController();
    let cursor: string | null = null;
    const onNews = async (fetchNew: FetchNew) => {
      const page = await fetchNew(cursor, { since: start - hour, limit: 50 });
      cursor = page.cursor;
      seen.push(...subjects(page.messages));
    };
    const account = { smtpUrl: 'smtp://localhost', imapUrl: server.imapUrl };
    await arrive(mail('one'));
    const watching = transport.watch(account, onNews, stop.signal);
    await vi.waitFor(() => expect(seen).toEqual(['one']), 20_000);
    await server.moveAway();
    await arrive(mail('two'));
    await vi.waitFor(() => expect(seen).toEqual(['one', 'two']), 20_000);
    stop.abort();
    await watching;
  });

  it('gives two mails that came at once, in their order', async () => {
    const { cursor } = await read(null);
    await arrive(mail('first'), mail('second'));
    expect(subjects((await read(cursor)).mails)).toEqual(['first', 'second']);
  });

  it('gives the beginning of a mail of 50 MB, and what is behind it, in pages of few megabytes', async () => {
    const large = mail('large', `Thursday works.\r\n${'x'.repeat(75)}\r\n`.padEnd(50 * MB, 'QUJD\r\n'));
    await arrive(large, large, mail('behind'));
    const { pages, mails } = await read(null);
    expect(subjects(mails)).toEqual(['large', 'large', 'behind']);
    expect(mails[0]?.toString()).toContain('Thursday works.');
    for (const { messages } of pages) expect(Buffer.concat([...messages]).length).toBeLessThan(8 * MB);
  });

  it('gives whatever bytes came, and what is behind them', async () => {
    const odd = [
      Buffer.from([0xff, 0xfe, 1, 0x80, 0x0d, 0x0a]),
      Buffer.from('no header at all'),
      mail('boundary', '--x\r\n', 'Content-Type: multipart/mixed; boundary="x\r\n'),
      mail('é'.repeat(900)),
    ];
    await arrive(...odd, mail('behind'));
    const { mails } = await read(null);
    expect(mails).toHaveLength(5);
    expect(subjects(mails).at(-1)).toBe('behind');
  });

  it('tells of a mail within a moment, over the connection it has', async () => {
    const seen: (string | undefined)[] = [];
    const stop = new AbortController();
    let cursor: string | null = null;
    const onNews = async (fetchNew: FetchNew) => {
      const page = await fetchNew(cursor, { since: start - hour, limit: 50 });
      cursor = page.cursor;
      seen.push(...subjects(page.messages));
    };
    const account = { smtpUrl: 'smtp://localhost', imapUrl: server.imapUrl };
    const watching = transport.watch(account, onNews, stop.signal);
    await vi.waitFor(() => expect(cursor).not.toBeNull(), 20_000);
    await arrive(mail('one'));
    await vi.waitFor(() => expect(seen).toEqual(['one']), 20_000);
    await arrive(mail('two'));
    await vi.waitFor(() => expect(seen).toEqual(['one', 'two']), 20_000);
    stop.abort();
    await watching;
  });
});

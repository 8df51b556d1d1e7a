import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLogger } from '../../backend/ground/logger.ts';
import { createMailTransport } from '../../backend/mail-server/transport.ts';
import type {
  FetchNew,
  MailboxAccount,
  MailTransport,
  NewMails,
  OutgoingMail,
} from '../../backend/mail-server/types.ts';
import type { MailFaultKind } from './faults.ts';
import { startSandboxMail, UnknownMailError, type SandboxMail } from './sandbox-mail.ts';

const assistant = 'tara@acme.example.com';
const contact = 'ann@northwind.example.com';
const start = Date.UTC(2026, 10, 23, 9, 0, 0);
const clock = { at: start, now: () => clock.at };

let world: SandboxMail;
let transport: MailTransport;
let account: MailboxAccount;
let ids = 0;

const mail = (
  messageId = `<baton.${++ids}@acme.example.com>`,
  more: Partial<OutgoingMail> = {},
): OutgoingMail => ({
  messageId,
  from: { email: assistant, name: 'Tara Müller' },
  to: { email: contact, name: 'Ann, "the" Buyer' },
  subject: 'Zuerst: ein Vorschlag für Northwind',
  text: 'Hi Ann,\n\nshall we talk?\n',
  html: '<p>Hi Ann,</p><p>shall we talk?</p>',
  inReplyTo: null,
  references: [],
  unsubscribeUrl: null,
  date: Date.UTC(2026, 10, 23, 8, 59, 7),
  ...more,
});

const open = async (dataFile: string | null = null) => {
  world = await startSandboxMail({ smtpPort: 0, imapPort: 0, dataFile, clock, newId: () => `id-${++ids}` });
  account = { smtpUrl: world.smtpUrl(assistant), imapUrl: world.imapUrl(assistant) };
};
/** One page, over a connection of its own. */
const fetchNew = async (...[at, cursor, page]: [MailboxAccount, ...Parameters<FetchNew>]) => {
  const stop = new AbortController();
  let got: NewMails = { messages: [], cursor: '', more: false };
  const take = async (fetch: FetchNew) => {
    got = await fetch(cursor, page);
    stop.abort();
  };
  await transport.watch(at, take, stop.signal);
  return got;
};
const newest = { since: start - 60_000, limit: 50 };
const inboxOf = (mailbox: string) => world.list({ mailbox }).filter(({ direction }) => direction === 'in');
const onlyMail = (mailbox: string) => {
  const [first, ...rest] = inboxOf(mailbox);
  if (!first || rest.length > 0) throw new Error(`expected one mail, found ${rest.length + (first ? 1 : 0)}`);
  return first;
};

beforeEach(async () => {
  clock.at = start;
  await open();
  transport = createMailTransport({
    clock,
    logger: createLogger('silent'),
    timeouts: { connect: 2_000, silence: 2_500, total: 8_000 },
  });
});
afterEach(async () => {
  await transport.close();
  await world.stop();
});

describe('sending', () => {
  it('delivers the mail as decided, once, and files a copy in Sent', async () => {
    const sent = mail('<baton.abc@acme.example.com>', {
      inReplyTo: '<q@northwind.example.com>',
      references: ['<p@x.example.com>', '<q@northwind.example.com>'],
    });
    await transport.send(account, sent);
    const received = await world.get(onlyMail(contact).id);
    const header = (name: string) => received?.headers.find((line) => line.name === name)?.value;
    expect(received).toMatchObject({
      from: assistant,
      to: contact,
      subject: sent.subject,
      messageId: sent.messageId,
    });
    expect(received?.text.trim()).toBe('Hi Ann,\n\nshall we talk?');
    expect(received?.html.trim()).toBe(sent.html);
    expect(Date.parse(header('Date') ?? '')).toBe(sent.date);
    expect(header('Return-Path')).toBe(`<${assistant}>`);
    expect(header('In-Reply-To')).toBe('<q@northwind.example.com>');
    expect(header('References')).toBe('<p@x.example.com> <q@northwind.example.com>');
    expect(header('List-Unsubscribe')).toBeUndefined();
    expect(world.list({ mailbox: assistant })).toMatchObject([
      { direction: 'out', messageId: sent.messageId },
    ]);
  });

  it.each([
    ['a line break', 'Ann\r\nBcc: all@northwind.example.com', 'Ann Bcc: all@northwind.example.com'],
    ['a lone line feed', 'Ann\nBcc: x@y.example.com\n\nBody', 'Ann Bcc: x@y.example.com Body'],
    ['a Unicode line break', 'Ann\u2028\u0085Bcc: x', 'Ann Bcc: x'],
    ['an encoded word', '=?utf-8?Q?Ann=0D=0ABcc:_x?=', '= ?utf-8?Q?Ann=0D=0ABcc:_x?='],
    ['a turned direction', 'Ann \u202egnp.exe\u2066', 'Ann gnp.exe'],
    ['a NUL', 'Ann\0 Buyer', 'Ann  Buyer'],
    ['a quote and an address', 'Ann" <x@y.example.com>, "', 'Ann" <x@y.example.com>, "'],
  ])('makes no header of %s in names and subjects', async (_what, text, seen) => {
    const [from, to] = [
      { email: assistant, name: text },
      { email: contact, name: text },
    ];
    await transport.send(account, mail(undefined, { from, to, subject: text }));
    const [received] = inboxOf(contact);
    const detail = await world.get(received?.id ?? '');
    expect(detail?.headers.map(({ name }) => name.toLowerCase())).not.toContain('bcc');
    expect(detail?.subject).toBe(seen);
    expect(world.list({ mailbox: 'x@y.example.com' })).toEqual([]);
    expect(detail?.text.trim()).toBe('Hi Ann,\n\nshall we talk?');
    expect(detail).toMatchObject({ from: assistant, to: contact });
  });

  it('keeps a long unsubscribe link in one piece', async () => {
    const url = `https://baton.example.com/t/unsubscribe/${'a1B2_-'.repeat(60)}?portal=4242`;
    await transport.send(account, mail(undefined, { unsubscribeUrl: url }));
    const received = await world.get(onlyMail(contact).id);
    const header = (name: string) => received?.headers.find((line) => line.name === name)?.value;
    expect(header('List-Unsubscribe')).toBe(`<${url}>`);
    expect(header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
  });

  it('does not merge repetitions: a double send is seen as two mails', async () => {
    const twice = mail();
    await transport.send(account, twice);
    await transport.send(account, twice);
    expect(inboxOf(contact).map(({ messageId }) => messageId)).toEqual([twice.messageId, twice.messageId]);
  });

  it('does not wait when the clock is set while it connects', async () => {
    const { now } = Date;
    let offset = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => now() + offset);
    const connect = Socket.prototype.connect;
    const connecting = vi.spyOn(Socket.prototype, 'connect').mockImplementationOnce(function (
      this: Socket,
      ...parameters
    ) {
      offset = 300_000;
      return Reflect.apply(connect, this, parameters);
    });
    onTestFinished(() => void vi.restoreAllMocks());
    await transport.send(account, mail());
    expect(connecting).toHaveBeenCalledTimes(2);
    expect(inboxOf(contact)).toHaveLength(1);
  });

  const failures: [MailFaultKind, string, { outcomeUnknown: boolean; stage: string }, number][] = [
    ['refuse', 'MAIL_UNAVAILABLE', { outcomeUnknown: false, stage: 'connection' }, 0],
    ['hang', 'MAIL_UNAVAILABLE', { outcomeUnknown: false, stage: 'connection' }, 0],
    ['login', 'MAIL_UNAVAILABLE', { outcomeUnknown: false, stage: 'login' }, 0],
    ['defer', 'MAIL_UNAVAILABLE', { outcomeUnknown: false, stage: 'recipient' }, 0],
    ['reject', 'MAIL_REJECTED', { outcomeUnknown: false, stage: 'recipient' }, 0],
    ['reject-content', 'MAIL_REJECTED', { outcomeUnknown: false, stage: 'message' }, 0],
    ['drop-after-data', 'MAIL_UNAVAILABLE', { outcomeUnknown: true, stage: 'connection' }, 1],
    ['lose-after-data', 'MAIL_UNAVAILABLE', { outcomeUnknown: true, stage: 'connection' }, 0],
    ['hang-after-data', 'MAIL_UNAVAILABLE', { outcomeUnknown: true, stage: 'connection' }, 1],
  ];
  it.each(failures)('%s → %s', async (kind, code, context, delivered) => {
    world.faults.set([{ service: 'smtp', kind }]);
    await expect(transport.send(account, mail())).rejects.toMatchObject({ code, context });
    expect(inboxOf(contact)).toHaveLength(delivered);
    world.faults.clear();
    await transport.send(account, mail());
    expect(inboxOf(contact)).toHaveLength(delivered + 1);
  });

  it('quotes the answer of a server that refuses the recipient, and never the password', async () => {
    world.faults.set([{ service: 'smtp', kind: 'reject', to: '@northwind.example.com' }]);
    const failure: unknown = await transport.send(account, mail()).catch((error: unknown) => error);
    expect(String(failure)).toContain('550 5.1.1 The email account does not exist');
    expect(JSON.stringify(failure)).not.toContain('sandbox@');
    await transport.send(account, mail(undefined, { to: { email: 'bo@other.example.com', name: 'Bo' } }));
    expect(inboxOf('bo@other.example.com')).toHaveLength(1);
  });

  it('sends again over a new connection after the server closed an idle one', async () => {
    await transport.send(account, mail());
    const [smtpPort, imapPort] = [world.smtpPort, world.imapPort];
    await world.stop();
    world = await startSandboxMail({ smtpPort, imapPort, dataFile: null, clock });
    await transport.send(account, mail());
    expect(inboxOf(contact)).toHaveLength(1);
  });
});

describe('fetching', () => {
  const arrive = (text: string) => world.write({ from: contact, to: assistant, subject: text, text });
  const subjects = (messages: readonly Buffer[]) =>
    messages.map((raw) => /^Subject: (.*)\r$/m.exec(raw.toString())?.[1]);

  it('starts at `since`, goes on after the cursor, in order and page by page', async () => {
    await arrive('too old');
    clock.at += 3_600_000;
    for (const text of ['one', 'two', 'three']) await arrive(text);
    const since = clock.at - 60_000;
    const first = await fetchNew(account, null, { since, limit: 2 });
    expect(subjects(first.messages)).toEqual(['one', 'two']);
    const second = await fetchNew(account, first.cursor, { since, limit: 2 });
    expect(subjects(second.messages)).toEqual(['three']);
    const third = await fetchNew(account, second.cursor, { since, limit: 2 });
    expect(third).toEqual({ messages: [], cursor: second.cursor, more: false });
  });

  it('does not mark anything as read and sees only its own mailbox', async () => {
    await arrive('for Tara');
    await world.write({ from: contact, to: 'otto@acme.example.com', subject: 'for Otto', text: 'x' });
    expect(subjects((await fetchNew(account, null, newest)).messages)).toEqual(['for Tara']);
    expect(onlyMail(assistant).read).toBe(false);
  });

  it('falls back to `since` when the server has numbered the mailbox anew', async () => {
    await arrive('one');
    const { cursor } = await fetchNew(account, null, newest);
    world.renumber(assistant, 'INBOX');
    const again = await fetchNew(account, cursor, newest);
    expect(subjects(again.messages)).toEqual(['one']);
    expect(again.cursor.split(':')[0]).not.toBe(cursor.split(':')[0]);
  });

  it('reads an empty mailbox, and what comes later', async () => {
    const empty = await fetchNew(account, null, newest);
    expect(empty.messages).toEqual([]);
    await arrive('first');
    expect(subjects((await fetchNew(account, empty.cursor, newest)).messages)).toEqual(['first']);
  });

  it.each(['refuse', 'hang', 'login'] as const)('%s → MAIL_UNAVAILABLE', async (kind) => {
    world.faults.set([{ service: 'imap', kind }]);
    await expect(fetchNew(account, null, newest)).rejects.toMatchObject({
      code: 'MAIL_UNAVAILABLE',
      retry: 'backoff',
    });
  });
});

describe('asking the Sent folder', () => {
  it('yes: the copy is there', async () => {
    const sent = mail();
    world.faults.set([{ service: 'smtp', kind: 'drop-after-data', times: 1 }]);
    await transport.send(account, sent).catch(() => undefined);
    await expect(transport.wasSent(account, sent.messageId)).resolves.toBe('yes');
  });

  it('no: the folder keeps other mails of Baton, but not this one', async () => {
    await transport.send(account, mail());
    const lost = mail();
    world.faults.set([{ service: 'smtp', kind: 'lose-after-data', times: 1 }]);
    await transport.send(account, lost).catch(() => undefined);
    await expect(transport.wasSent(account, lost.messageId)).resolves.toBe('no');
  });

  it('unknown: nothing shows that this server files copies', async () => {
    world.keepSentCopies(false);
    await transport.send(account, mail());
    await expect(transport.wasSent(account, mail().messageId)).resolves.toBe('unknown');
    await expect(transport.wasSent({ ...account, imapUrl: null }, mail().messageId)).resolves.toBe('unknown');
  });

  it('unknown: the witness is too old, the setting may have changed since', async () => {
    await transport.send(account, mail());
    clock.at += 40 * 86_400_000;
    await expect(transport.wasSent(account, mail().messageId)).resolves.toBe('unknown');
    await expect(transport.wasSent(account, mail().messageId, clock.at - 40 * 86_400_000)).resolves.toBe(
      'no',
    );
  });
});

describe('checking a mailbox', () => {
  it('finds nothing wrong, or says what is', async () => {
    await expect(transport.check(account)).resolves.toEqual([]);
    world.faults.set([
      { service: 'smtp', kind: 'login' },
      { service: 'imap', kind: 'refuse' },
    ]);
    const complaints = await transport.check(account);
    expect(complaints[0]).toMatch(/^Outgoing mail: 127\.0\.0\.1:\d+ refuses the login of the mailbox: .*535/);
    expect(complaints[1]).toMatch(/^Incoming mail: 127\.0\.0\.1:\d+ does not answer: /);
    await expect(transport.check({ smtpUrl: 'nonsense', imapUrl: null })).resolves.toEqual([
      'Outgoing mail: The mailbox address must look like smtps://user:password@host:port.',
    ]);
  });
});

describe('what a contact does', () => {
  const received = async () => {
    await transport.send(
      account,
      mail('<baton.thread@acme.example.com>', { references: ['<baton.root@acme.example.com>'] }),
    );
    return onlyMail(contact).id;
  };
  const answer = async () => {
    const { messages } = await fetchNew(account, null, newest);
    return messages.map(String).join('\n=====\n');
  };

  it('replies in the thread, with the mail quoted', async () => {
    await world.reply(await received(), { text: 'Thursday 3 pm works.' });
    const raw = await answer();
    expect(raw).toContain('In-Reply-To: <baton.thread@acme.example.com>');
    expect(raw.replace(/\r\n /g, ' ')).toContain(
      'References: <baton.root@acme.example.com> <baton.thread@acme.example.com>',
    );
    expect(raw).toContain('Thursday 3 pm works.');
    expect(raw).toContain('> shall we talk?');
    expect(world.list({ mailbox: contact }).map(({ direction }) => direction)).toEqual(['out', 'in']);
  });

  it('answers automatically while away', async () => {
    await world.outOfOffice(await received(), { until: '2026-11-30' });
    const raw = await answer();
    expect(raw).toContain('Auto-Submitted: auto-replied');
    expect(raw).toContain('Return-Path: <>');
    expect(raw.replace(/=\r\n/g, '')).toContain('back on Monday, 30 November 2026');
  });

  it('lets a mail bounce with a report that names it, and the cause, but perhaps no sender', async () => {
    await world.bounce(await received());
    const raw = await answer();
    expect(raw).toMatch(/delivery-status.*Final-Recipient: .*Message-ID: <baton.thread@acme.example.com>/s);
    await world.bounce(onlyMail(contact).id, { cause: 'mailbox-full', withoutSender: true });
    expect(await answer()).toMatch(/^From: <>\r$[^]*^Status: 5\.2\.2\r$/m);
  });
  it('answers as written, with nothing quoted below', async () => {
    await world.reply(await received(), { text: '> Talk?\nYes.', asWritten: true });
    expect(await answer()).toMatch(/> Talk\?\r\nYes\.\s*$/);
  });

  it('unsubscribes with one click', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      request.on('data', (body) => seen.push(`${request.method} ${request.url} ${String(body)}`));
      request.on('end', () => response.end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const unsubscribeUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/t/u/1`;
    await transport.send(account, mail(undefined, { unsubscribeUrl }));
    await expect(world.unsubscribe(onlyMail(contact).id)).resolves.toEqual({ status: 200 });
    await new Promise((resolve) => server.close(resolve));
    expect(seen).toEqual(['POST /t/u/1 List-Unsubscribe=One-Click']);
  });

  it('cannot do anything with a mail that does not exist or does not offer it', async () => {
    await expect(world.reply('99', { text: 'x' })).rejects.toBeInstanceOf(UnknownMailError);
    await expect(world.unsubscribe(await received())).rejects.toThrow('offers no one-click');
  });

  it("brings HubSpot's invitation to a new assistant", async () => {
    await world.deliverInvitation({
      email: assistant,
      accountName: 'Acme',
      adminName: 'Ada Admin',
      acceptUrl: 'http://127.0.0.1/accept/1',
    });
    expect(await answer()).toContain('http://127.0.0.1/accept/1');
  });
});

describe('restarting the world', () => {
  it('keeps mails, numbers and cursors in its file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-mail-'));
    try {
      await world.stop();
      await open(join(folder, 'mail.sqlite'));
      await world.write({ from: contact, to: assistant, subject: 'before', text: 'x' });
      const { cursor } = await fetchNew(account, null, newest);
      await world.stop();
      await open(join(folder, 'mail.sqlite'));
      await world.write({ from: contact, to: assistant, subject: 'after', text: 'x' });
      const { messages } = await fetchNew(account, cursor, newest);
      expect(messages.map((raw) => /Subject: (\w+)/.exec(String(raw))?.[1])).toEqual(['after']);
      expect(inboxOf(assistant)).toHaveLength(2);
    } finally {
      await world.stop();
      rmSync(folder, { recursive: true });
    }
  });
});

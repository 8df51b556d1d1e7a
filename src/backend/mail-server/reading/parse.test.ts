import { describe, expect, it } from 'vitest';
import { parseIncoming } from './parse.ts';

const mail = (headers: readonly string[], body: string) =>
  Buffer.from([...headers, '', ...body.split('\n')].join('\r\n'));
const basic = [
  'From: Ann Example <Ann@Northwind.example.com>',
  'To: Tara <tara@acme.example.com>',
  'Date: Mon, 23 Nov 2026 10:00:00 +0100',
  'Message-ID: <r1@northwind.example.com>',
];

describe('parseIncoming', () => {
  it('reads who wrote what to whom in answer to which mail', async () => {
    const raw = mail(
      [
        'Delivered-To: TARA@acme.example.com',
        'X-Original-To: sales@acme.example.com',
        ...basic,
        'Cc: "Bo, B." <bo@northwind.example.com>',
        'Subject: =?UTF-8?Q?Re:_Vorschlag_f=C3=BCr_Sie?=',
        'In-Reply-To: <baton.2@acme.example.com>',
        'References: <baton.1@acme.example.com>',
        ' <baton.2@acme.example.com>',
        'Content-Type: text/plain; charset=utf-8',
      ],
      'Thursday 3 pm works.\n\nOn Mon, Nov 23, 2026 at 9:00 AM Tara <tara@acme.example.com> wrote:\n> Hi Ann',
    );
    expect(await parseIncoming(raw)).toMatchObject({
      messageId: '<r1@northwind.example.com>',
      inReplyTo: '<baton.2@acme.example.com>',
      references: ['<baton.1@acme.example.com>', '<baton.2@acme.example.com>'],
      from: { email: 'ann@northwind.example.com', name: 'Ann Example' },
      recipients: ['tara@acme.example.com', 'bo@northwind.example.com', 'sales@acme.example.com'],
      subject: 'Re: Vorschlag für Sie',
      text: 'Thursday 3 pm works.',
      fullText:
        'Thursday 3 pm works.\n\nOn Mon, Nov 23, 2026 at 9:00 AM Tara <tara@acme.example.com> wrote:\n> Hi Ann',
      date: Date.UTC(2026, 10, 23, 9),
      autoSubmitted: false,
      bounce: null,
    });
  });

  it('reads a mail that is only HTML, without what it quotes', async () => {
    const html =
      '<div>Sounds good,<br>send me the <b>brochure</b>.</div><div class="gmail_quote">On Mon, Nov 23, 2026 at 9:00 AM Tara &lt;<a href="mailto:tara@acme.example.com">tara@acme.example.com</a>&gt; wrote:<br><blockquote>Hi Ann, unsubscribe here</blockquote></div>';
    const parsed = await parseIncoming(mail([...basic, 'Content-Type: text/html; charset=utf-8'], html));
    expect(parsed.text).toBe('Sounds good,\nsend me the brochure.');
    expect(parsed.html).toContain('<blockquote>');
  });

  it('knows a mail without Message-ID and Date when it comes again', async () => {
    const raw = mail(
      ['From: ann@northwind.example.com', 'Received: from x by y; Mon, 23 Nov 2026 09:30:00 +0000'],
      'Hello',
    );
    const [once, twice] = [await parseIncoming(raw), await parseIncoming(raw)];
    expect(once.messageId).toMatch(/^<[0-9a-f]{64}@no-message-id\.invalid>$/);
    expect(twice.messageId).toBe(once.messageId);
    expect(once.date).toBe(Date.UTC(2026, 10, 23, 9, 30));
    expect(
      (await parseIncoming(mail(['From: ann@northwind.example.com'], 'Hello'), { receivedAt: 1234 })).date,
    ).toBe(1234);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['random bytes', Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256))],
    ['a mail without a sender', mail(['To: tara@acme.example.com', 'Subject: hi'], 'hi')],
    ['a page', Buffer.from('<!doctype html><html><body>502 Bad Gateway</body></html>')],
  ])('refuses %s', async (_what, raw) => {
    await expect(parseIncoming(raw)).rejects.toMatchObject({ code: 'MAIL_UNREADABLE' });
  });

  it.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated',
    'X-Autoreply: yes',
    'Precedence: bulk',
    'X-Autorespond: x',
    'Return-Path: <>',
    'Subject: Automatic reply: A proposal',
    'Subject: Automatische Antwort: Vorschlag',
  ])('sees by %s that no person wrote it', async (header) => {
    expect((await parseIncoming(mail([header, ...basic], 'I am away'))).autoSubmitted).toBe(true);
  });
  it.each([
    'Auto-Submitted: no',
    'Subject: Re: Automatic doors',
    'Return-Path: <ann@northwind.example.com>',
    'Precedence: normal',
  ])('takes a mail with %s for a person', async (header) => {
    expect((await parseIncoming(mail([header, ...basic], 'Hello'))).autoSubmitted).toBe(false);
  });
});

describe('delivery reports', () => {
  const report = (
    fields: string,
    returned = 'Message-ID: <baton.1@acme.example.com>\nTo: ann@northwind.example.com',
  ) =>
    mail(
      [
        'Return-Path: <>',
        'From: MAILER-DAEMON@mx.example.com',
        'To: tara@acme.example.com',
        'Subject: Undelivered Mail',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      ],
      `--b\nContent-Type: text/plain\n\nYour mail did not arrive.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n${fields}\n\n--b\nContent-Type: text/rfc822-headers\n\n${returned}\n\n--b--\n`,
    );

  it('reads a permanent failure (RFC 3464)', async () => {
    const raw = report(
      'Final-Recipient: rfc822; Ann@Northwind.example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 user\n unknown',
    );
    expect((await parseIncoming(raw)).bounce).toEqual({
      recipient: 'ann@northwind.example.com',
      kind: 'permanent',
      cause: 'unknown-user',
      status: '5.1.1',
      diagnostic: 'smtp; 550 5.1.1 user unknown',
      originalMessageId: '<baton.1@acme.example.com>',
    });
  });

  it('reads a delay as transient, and a receipt as no bounce', async () => {
    const delayed = await parseIncoming(
      report('Final-Recipient: rfc822; ann@northwind.example.com\nAction: delayed\nStatus: 4.4.1'),
    );
    expect(delayed.bounce).toMatchObject({ kind: 'transient', status: '4.4.1' });
    const receipt = await parseIncoming(
      report('Final-Recipient: rfc822; ann@northwind.example.com\nAction: delivered\nStatus: 2.0.0'),
    );
    expect(receipt.bounce).toBeNull();
    expect(receipt.autoSubmitted).toBe(true);
  });

  it('reads the mail that came back as an attachment', async () => {
    const raw = report(
      'Final-Recipient: rfc822; ann@northwind.example.com\nAction: failed\nStatus: 5.0.0',
      '',
    ).toString();
    const attached = raw.replace(
      'text/rfc822-headers\r\n\r\n',
      'message/rfc822\r\n\r\nMessage-ID: <baton.7@acme.example.com>\r\nSubject: x\r\n\r\nHi Ann\r\n',
    );
    expect((await parseIncoming(Buffer.from(attached))).bounce).toMatchObject({
      originalMessageId: '<baton.7@acme.example.com>',
    });
  });

  const prose: [string, string[], string, object][] = [
    [
      'Exim',
      [
        'From: Mail Delivery System <Mailer-Daemon@host.example.com>',
        'X-Failed-Recipients: ann@northwind.example.com',
        'Subject: Mail delivery failed: returning message to sender',
        'Auto-Submitted: auto-replied',
      ],
      'A message that you sent could not be delivered to one or more of its recipients.\n\n  ann@northwind.example.com\n    host mx.northwind.example.com: 550 5.1.1 User unknown\n\n------ copy ------\nMessage-Id: <baton.9@acme.example.com>\n',
      {
        recipient: 'ann@northwind.example.com',
        kind: 'permanent',
        status: '5.1.1',
        originalMessageId: '<baton.9@acme.example.com>',
      },
    ],
    [
      'qmail',
      ['From: MAILER-DAEMON@host.example.com', 'Return-Path: <>', 'Subject: failure notice'],
      'Hi. This is the qmail-send program.\n\n<ann@northwind.example.com>:\nSorry, no mailbox here by that name. (#5.1.1)\n',
      { recipient: 'ann@northwind.example.com', kind: 'permanent', status: '5.1.1' },
    ],
    [
      'a full mailbox',
      [
        'From: postmaster@host.example.com',
        'Return-Path: <>',
        'Subject: Delivery delayed: your mail could not be delivered',
      ],
      'The mailbox of ann@northwind.example.com is full. We will retry.',
      { recipient: 'ann@northwind.example.com', kind: 'transient' },
    ],
    [
      'German',
      ['From: postmaster@host.example.com', 'Return-Path: <>', 'Subject: Unzustellbar: Vorschlag'],
      'Die Adresse ann@northwind.example.com existiert nicht.',
      { recipient: 'ann@northwind.example.com', kind: 'permanent' },
    ],
  ];
  it.each(prose)('reads the prose of %s', async (_server, headers, body, expected) => {
    expect((await parseIncoming(mail([...headers, 'To: tara@acme.example.com'], body))).bounce).toMatchObject(
      expected,
    );
  });

  it('does not take an absence notice or a person for a bounce', async () => {
    const away = await parseIncoming(
      mail(
        ['Return-Path: <>', ...basic, 'Subject: Automatic reply: A proposal'],
        'I am away, my mailbox is full, try again later.',
      ),
    );
    expect(away.bounce).toBeNull();
    const person = await parseIncoming(
      mail([...basic, 'Subject: Undeliverable?'], 'Your last mail was undeliverable, it said user unknown.'),
    );
    expect(person.bounce).toBeNull();
  });
});

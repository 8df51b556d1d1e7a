import MailComposer from 'nodemailer/lib/mail-composer';

export interface Letter {
  from: string;
  fromName?: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  /** With angle brackets. */
  messageId: string;
  inReplyTo?: string;
  references?: readonly string[];
  headers?: Readonly<Record<string, string>>;
  /** Epoch ms. */
  at: number;
}

/** A mail as a mail program writes it. */
export function compose(letter: Letter): Promise<Buffer> {
  return new MailComposer({
    from: { name: letter.fromName ?? '', address: letter.from },
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    messageId: letter.messageId,
    inReplyTo: letter.inReplyTo,
    references: [...(letter.references ?? [])],
    date: new Date(letter.at),
    headers: Object.entries(letter.headers ?? {}).map(([key, value]) => ({ key, value })),
    newline: 'windows',
  })
    .compile()
    .build();
}

/** Why a server did not deliver a mail. */
export const bounceCauses = ['unknown-user', 'mailbox-full', 'spam'] as const;
export type BounceCause = (typeof bounceCauses)[number];

const reports: Readonly<Record<BounceCause, { status: string; answer: string; why: string }>> = {
  'unknown-user': {
    status: '5.1.1',
    answer: '550 5.1.1 The email account that you tried to reach does not exist.',
    why: "the address couldn't be found",
  },
  'mailbox-full': {
    status: '5.2.2',
    answer: '552 5.2.2 The email account that you tried to reach is over quota.',
    why: 'the mailbox is full',
  },
  spam: {
    status: '5.7.1',
    answer: '550 5.7.1 Our system has detected that this message is likely unsolicited mail.',
    why: 'it was blocked as spam',
  },
};

/**
 * A delivery report in the form of RFC 3464: a text for people, the machine-readable status, and the headers of the
 * mail that did not arrive. `reporter` null: without a sender, as some servers write it.
 */
export function composeBounce(bounce: {
  reporter: string | null;
  cause: BounceCause;
  sender: string;
  recipient: string;
  original: Buffer;
  messageId: string;
  at: number;
}): Buffer {
  const boundary = `report-${bounce.at.toString(36)}`;
  const { status, answer, why } = reports[bounce.cause];
  const part = (type: string, lines: readonly string[]) => [
    `--${boundary}`,
    `Content-Type: ${type}`,
    '',
    ...lines,
    '',
  ];
  const lines = [
    bounce.reporter === null ? 'From: <>' : `From: Mail Delivery Subsystem <${bounce.reporter}>`,
    `To: ${bounce.sender}`,
    'Subject: Delivery Status Notification (Failure)',
    `Message-ID: ${bounce.messageId}`,
    `Date: ${new Date(bounce.at).toUTCString().replace('GMT', '+0000')}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    ...part('text/plain; charset=utf-8', [
      `Your message wasn't delivered to ${bounce.recipient} because ${why}.`,
      '',
      `The response from the remote server was: ${answer}`,
    ]),
    ...part('message/delivery-status', [
      'Reporting-MTA: dns; mail.sandbox.example.com',
      '',
      `Final-Recipient: rfc822; ${bounce.recipient}`,
      'Action: failed',
      `Status: ${status}`,
      `Diagnostic-Code: smtp; ${answer}`,
    ]),
    ...part('text/rfc822-headers', headerBlock(bounce.original).split('\r\n')),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

function headerBlock(raw: Buffer): string {
  const end = raw.indexOf('\r\n\r\n');
  return raw.subarray(0, end < 0 ? raw.length : end).toString('utf8');
}

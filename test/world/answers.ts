import MailComposer from 'nodemailer/lib/mail-composer';
import { TARA } from './local-baton.ts';
import type { LocalBaton } from './local-baton.ts';

interface Answer {
  from: string;
  text: string;
  to: { messageId: string; subject: string };
  /** The envelope names its sender, as those of persons do; without, a program may have written it. */
  byPerson?: boolean;
  /** Set by programs. */
  headers?: Record<string, string>;
  attachments?: { filename: string; content: Buffer | string }[];
}

let answers = 0;

/** An answer as a mail program writes it, put into Tara's mailbox. */
export async function arrive(
  baton: LocalBaton,
  { from, text, to, byPerson = false, headers = {}, attachments = [] }: Answer,
): Promise<void> {
  const raw = await new MailComposer({
    from,
    to: TARA,
    subject: `Re: ${to.subject}`,
    inReplyTo: to.messageId,
    references: [to.messageId],
    messageId: `<answer-${(answers += 1)}@customer.example.com>`,
    date: new Date(baton.sandbox.clock.now()),
    text,
    headers,
    attachments,
  })
    .compile()
    .build();
  await baton.sandbox.mail?.deliverRaw(TARA, raw, byPerson ? from : '');
}

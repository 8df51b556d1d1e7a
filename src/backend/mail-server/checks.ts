import pino from 'pino';
import type { CheckedInstallation, Finding } from '../room/room.ts';
import { createMailTransport } from './transport.ts';

/** The mailbox of assistants that have no other. */
export async function* checkMailbox({ config, clock }: CheckedInstallation): AsyncGenerator<Finding> {
  const { smtpUrl, imapUrl } = config.mail;
  if (!smtpUrl) {
    yield {
      subject: 'mailbox',
      ok: true,
      text: 'no default mailbox (SMTP_URL): every assistant needs its own',
    };
    return;
  }
  const transport = createMailTransport({ clock, logger: pino({ level: 'silent' }) });
  const problems = await transport.check({ smtpUrl, imapUrl });
  await transport.close();
  if (problems.length === 0)
    yield {
      subject: 'mailbox',
      ok: true,
      text: imapUrl ? 'sends and receives' : 'sends; answers must come through POST /mail/inbound',
    };
  for (const text of problems) yield { subject: 'mailbox', ok: false, text };
}

import pino from 'pino';
import type { CheckedInstallation, Finding } from '../room/room.ts';
import { createVault } from '../vault/vault.ts';
import { storedGrants } from './oauth/mailbox-secrets.ts';
import { createMailTransport } from './transport.ts';

/** The mailbox of assistants that have no other. */
export async function* checkMailbox({
  config,
  clock,
  database,
}: CheckedInstallation): AsyncGenerator<Finding> {
  const { smtpUrl, imapUrl } = config.mail;
  if (!smtpUrl) {
    yield {
      subject: 'mailbox',
      ok: true,
      text: 'no default mailbox (SMTP_URL): every assistant needs its own',
    };
    return;
  }
  const transport = createMailTransport({
    clock,
    logger: pino({ level: 'silent' }),
    grants: database && storedGrants(database, createVault(config.encryptionKeys)),
  });
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

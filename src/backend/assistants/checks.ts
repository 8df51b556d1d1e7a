import type { CheckedInstallation, Finding } from '../room/room.ts';
import { checkDomain } from '../mail-server/domain/check-domain.ts';
import { systemDns } from '../mail-server/domain/dns.ts';
import type { Dns } from '../mail-server/domain/dns.ts';
import { AssistantEntity } from './assistant-entity.ts';

/** Whether the mail of the assistants' domains is believed. A mailbox of an assistant's own is a secret: not looked at. */
export async function* checkMailDomains(
  { config, database }: CheckedInstallation,
  dns: Dns = systemDns(),
): AsyncGenerator<Finding> {
  const assistants = (await database?.manager.find(AssistantEntity)) ?? [];
  const domains = new Map(
    assistants.map(({ email, sealedMailbox }) => [
      email.split('@').at(-1) ?? '',
      sealedMailbox === null ? config.mail.smtpUrl : null,
    ]),
  );
  for (const [domain, smtpUrl] of domains)
    for (const { name, state, text, enter } of await checkDomain(dns, domain, smtpUrl)) {
      const ok = state === 'ok' || state === 'unknown';
      const record = enter ? ` TXT ${enter.name}: ${enter.value}` : '';
      yield { subject: `${name} of ${domain}`, ok, text: `${text}${record}` };
    }
}

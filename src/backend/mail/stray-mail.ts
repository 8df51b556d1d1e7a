import type { Assistant, Assistants } from '../assistants/assistants.ts';
import type { Clock, Random } from '../ground/clock.ts';
import type { Logger } from '../ground/logger.ts';
import { textToHtml } from '../mail-server/html.ts';
import type { IncomingMail, MailTransport } from '../mail-server/types.ts';

interface Deps {
  assistants: Assistants;
  transport: MailTransport;
  clock: Clock;
  random: Random;
  logger: Logger;
}

/** HubSpot's own mails, from hubspot.com and its subdomains. */
const fromHubSpot = (mail: IncomingMail): boolean =>
  /@([\w-]+\.)*hubspot\.com$/.test(mail.from.email.toLowerCase());

/**
 * Mails to an assistant outside any conversation. HubSpot's invitation of the assistant as a user (A1) lands in a
 * mailbox that nobody reads: it is forwarded to the admin who added the assistant, who accepts it.
 */
export function createStrayMail(deps: Deps) {
  return async (assistants: readonly Assistant[], mail: IncomingMail): Promise<void> => {
    if (!fromHubSpot(mail)) {
      deps.logger.info({ assistants: assistants.length }, 'a mail belongs to no conversation');
      return;
    }
    for (const assistant of assistants) {
      if (assistant.addedByEmail) await forward(deps, assistant, assistant.addedByEmail, mail);
    }
  };
}

async function forward(deps: Deps, assistant: Assistant, to: string, mail: IncomingMail): Promise<void> {
  const text = `HubSpot wrote to ${assistant.name} (${assistant.email}). If it is the invitation, please accept it so that ${assistant.name} can own contacts.\n\n${mail.fullText}`;
  await deps.transport.send(deps.assistants.mailbox(assistant), {
    messageId: `<${deps.random.uuid()}@${assistant.email.split('@')[1] ?? 'localhost'}>`,
    from: { email: assistant.email, name: assistant.name },
    to: { email: to, name: '' },
    subject: `Fwd: ${mail.subject}`,
    text,
    html: textToHtml(text),
    inReplyTo: null,
    references: [],
    unsubscribeUrl: null,
    date: deps.clock.now(),
  });
}

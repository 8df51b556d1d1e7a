import type { Assistant, Assistants } from './assistants.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { isBatonError } from '../ground/errors.ts';
import { textToHtml } from '../mail-server/html.ts';
import { MESSAGE_ID_PREFIX } from '../mail-server/message-id.ts';
import type { MailTransport } from '../mail-server/types.ts';

interface Deps {
  assistants: Assistants;
  transport: MailTransport;
  clock: Clock;
  random: Random;
}

/** Logs in, then sends a real mail. Resolves to what is wrong, in words; empty when the mail left. */
export async function sendTestMail(deps: Deps, assistant: Assistant, to: string): Promise<string[]> {
  try {
    const account = deps.assistants.mailbox(assistant);
    const problems = await deps.transport.check(account);
    if (problems.length > 0) return [...problems];
    const text = `This is a test by Baton. ${assistant.name} can send from ${assistant.email}.`;
    await deps.transport.send(account, {
      // Found in the Sent folder later, it shows that this mailbox keeps what goes out.
      messageId: `<${MESSAGE_ID_PREFIX}${deps.random.uuid()}@${assistant.email.split('@')[1] ?? 'localhost'}>`,
      from: { email: assistant.email, name: assistant.name },
      to: { email: to, name: '' },
      subject: `Test mail from ${assistant.name}`,
      text,
      html: textToHtml(text),
      inReplyTo: null,
      references: [],
      unsubscribeUrl: null,
      date: deps.clock.now(),
    });
    return [];
  } catch (error) {
    if (isBatonError(error)) return [error.message];
    throw error;
  }
}

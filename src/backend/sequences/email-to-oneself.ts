import type { Assistants } from '../assistants/assistants.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { BatonError, isBatonError } from '../ground/errors.ts';
import type { AssistantId } from '../ground/identifiers.ts';
import type { Caller } from '../http/caller.ts';
import { MESSAGE_ID_PREFIX } from '../mail-server/message-id.ts';
import type { MailTransport } from '../mail-server/types.ts';
import type { WrittenEmail } from './use.ts';

export interface TestEmailDeps {
  assistants: Assistants;
  mailServer: MailTransport;
  clock: Clock;
  random: Random;
}

/** Sends the email to whoever asks, and to nobody else. Resolves to what went wrong, in words; empty: it left. */
export async function sendTestOf(
  { assistants, mailServer, clock, random }: TestEmailDeps,
  caller: Caller,
  id: AssistantId,
  email: WrittenEmail,
): Promise<{ to: string | null; problems: string[] }> {
  const to = caller.email;
  if (to === null) return { to, problems: ['HubSpot does not say what your email address is.'] };
  if ('problem' in email) return { to, problems: [email.problem] };
  const assistant = await assistants.find(caller.portalId, id);
  if (!assistant) throw new BatonError('NOT_FOUND', 'There is no such assistant.');
  try {
    await mailServer.send(assistants.mailbox(assistant), {
      messageId: `<${MESSAGE_ID_PREFIX}${random.uuid()}@${assistant.email.split('@')[1] ?? 'localhost'}>`,
      from: { email: assistant.email, name: assistant.name },
      to: { email: to, name: '' },
      subject: `[Test] ${email.subject}`,
      text: email.text,
      html: email.html,
      inReplyTo: null,
      references: [],
      unsubscribeUrl: null,
      date: clock.now(),
    });
    return { to, problems: [] };
  } catch (error) {
    if (isBatonError(error)) return { to, problems: [error.message] };
    throw error;
  }
}

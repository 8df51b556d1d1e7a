import { compose } from './compose.ts';
import { deliver } from './delivery.ts';
import type { MailStore, StoredMail } from './store.ts';

export interface InvitationMail {
  /** Mailbox of the invited user. */
  email: string;
  firstName?: string;
  accountName: string;
  /** Who invites. */
  adminName?: string;
  acceptUrl: string;
}

/** The invitation HubSpot sends to a new user of an account (users API with `sendWelcomeEmail`). */
export async function deliverInvitation(
  store: MailStore,
  invitation: InvitationMail,
  options: { at: number; newId: () => string },
): Promise<StoredMail> {
  const from = 'noreply@notifications.hubspot.com';
  const inviter = invitation.adminName ?? 'An admin';
  const subject = `${inviter} has invited you to join ${invitation.accountName} in HubSpot`;
  const text = [
    `Hi ${invitation.firstName ?? 'there'},`,
    `${inviter} has invited you to use HubSpot with the account ${invitation.accountName}. Accept the invitation to get started:`,
    invitation.acceptUrl,
    'The link works for 60 days. If you did not expect it, you can ignore this email.',
  ].join('\n\n');
  const messageId = `<${options.newId()}@notifications.hubspot.com>`;
  const raw = await compose({
    from,
    fromName: 'HubSpot',
    to: invitation.email,
    subject,
    text,
    messageId,
    at: options.at,
  });
  const [copy] = await deliver(store, { from, to: [invitation.email] }, raw, {
    at: options.at,
    sentCopyFor: null,
  });
  if (!copy) throw new Error('The invitation has no recipient.');
  return copy;
}

import type { MailboxSummary } from '../api/mail-types.ts';

export interface Mailbox extends MailboxSummary {
  /** Belongs to a user of the account, not to a contact. */
  team: boolean;
}

/** The account's users first, each part by address. */
export const inOrder = (boxes: readonly MailboxSummary[], team: ReadonlySet<string>): Mailbox[] =>
  boxes
    .map((box) => ({ ...box, team: team.has(box.address) }))
    .sort((a, b) => Number(b.team) - Number(a.team) || a.address.localeCompare(b.address));

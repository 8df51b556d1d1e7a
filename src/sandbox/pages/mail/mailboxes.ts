import type { MailSummary } from '../api/mail-types.ts';

export interface Mailbox {
  address: string;
  /** Belongs to a user of the account, not to a contact. */
  team: boolean;
  /** Arrived and not yet opened. */
  unread: number;
}

/** The mailboxes that hold mail: the account's users first, each part by address. */
export function listMailboxes(mails: readonly MailSummary[], team: ReadonlySet<string>): Mailbox[] {
  const boxes = new Map<string, Mailbox>();
  for (const mail of mails) {
    const address = mail.mailbox.toLowerCase();
    const box = boxes.get(address) ?? { address, team: team.has(address), unread: 0 };
    if (!mail.read && mail.direction === 'in') box.unread++;
    boxes.set(address, box);
  }
  return [...boxes.values()].sort(
    (a, b) => Number(b.team) - Number(a.team) || a.address.localeCompare(b.address),
  );
}

/** What a mailbox shows; without one, every mail where it arrived. Newest first. */
export function mailsOf(mails: readonly MailSummary[], mailbox: string | null): MailSummary[] {
  const wanted = mailbox?.toLowerCase();
  return mails
    .filter((mail) => (wanted ? mail.mailbox.toLowerCase() === wanted : mail.direction === 'in'))
    .sort((a, b) => b.at - a.at || Number(b.id) - Number(a.id));
}

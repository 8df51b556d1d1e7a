import type { Clock } from '../ground/clock.ts';
import { isBatonError } from '../ground/errors.ts';
import type { Logger } from '../ground/logger.ts';
import { searchSent } from './imap-sent.ts';
import { fetchInbox, withImap } from './imap.ts';
import { createSmtpSender, type MailTimeouts } from './smtp.ts';
import type { MailboxAccount, MailTransport } from './types.ts';

const patience: MailTimeouts = { connect: 10_000, silence: 20_000, total: 30_000 };

/** SMTP and IMAP. One instance serves all mailboxes of the process; `close` hangs up. */
export function createMailTransport(options: {
  clock: Clock;
  logger: Logger;
  timeouts?: MailTimeouts;
}): MailTransport {
  const { clock, logger, timeouts = patience } = options;
  const smtp = createSmtpSender({ clock, timeouts });
  return {
    send: (account, mail) => smtp.send(account.smtpUrl, mail),
    wasSent: async (account, messageId) => {
      if (account.imapUrl === null) return 'unknown';
      const answer = await withImap(account.imapUrl, timeouts, (client) =>
        searchSent(client, messageId, clock.now()),
      );
      logger.info({ messageId, answer }, 'asked the Sent folder about a mail');
      return answer;
    },
    fetchNew: async (account, cursor, page) => {
      if (account.imapUrl === null) return { messages: [], cursor: cursor ?? '' };
      return withImap(account.imapUrl, timeouts, (client) => fetchInbox(client, cursor, page));
    },
    check: async (account) => checkMailbox(account, (url) => smtp.verify(url), timeouts),
    close: async () => smtp.close(),
  };
}

async function checkMailbox(
  account: MailboxAccount,
  verify: (url: string) => Promise<void>,
  timeouts: MailTimeouts,
): Promise<string[]> {
  const { imapUrl } = account;
  const outgoing = complaint('Outgoing mail', verify(account.smtpUrl));
  const incoming =
    imapUrl === null
      ? null
      : complaint(
          'Incoming mail',
          withImap(imapUrl, timeouts, (client) => client.mailboxOpen('INBOX', { readOnly: true })),
        );
  const complaints = await Promise.all([outgoing, incoming]);
  return complaints.filter((line) => line !== null);
}

/** What is wrong in words for an admin, or null. */
async function complaint(what: string, attempt: Promise<unknown>): Promise<string | null> {
  try {
    await attempt;
    return null;
  } catch (error) {
    if (!isBatonError(error)) throw error;
    return `${what}: ${error.message}`;
  }
}

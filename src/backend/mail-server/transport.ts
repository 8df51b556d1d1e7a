import type { Clock } from '../ground/clock.ts';
import { isBatonError } from '../ground/errors.ts';
import type { Logger } from '../ground/logger.ts';
import type { MailAccess, MailTimeouts, SmtpSender } from './smtp.ts';
import { createAccessTokens, type LaterGrants } from './oauth/access-tokens.ts';
import type { InboxReader } from './imap/inbox.ts';
import type { FetchNew, MailboxAccount, MailTransport } from './types.ts';

const patience: MailTimeouts = { connect: 10_000, silence: 20_000, total: 30_000 };

/** Loaded with the first use: a process that only listens needs neither, and they take 10 MB. */
const imap = () => import('./imap/connection.ts');

/** SMTP and IMAP. One instance serves all mailboxes of the process; `close` hangs up. */
export function createMailTransport(options: {
  clock: Clock;
  logger: Logger;
  timeouts?: MailTimeouts;
  /** null: refresh tokens that come later are kept as long as this process lives. */
  grants?: LaterGrants | null;
}): MailTransport {
  const { clock, logger, timeouts = patience, grants = null } = options;
  const access: MailAccess = { timeouts, tokens: createAccessTokens({ clock, grants }) };
  const failures = new Map<string, number>();
  let opened: Promise<SmtpSender> | undefined;
  const smtp = (): Promise<SmtpSender> =>
    (opened ??= import('./smtp.ts').then(({ createSmtpSender }) => createSmtpSender({ clock, ...access })));
  return {
    send: async (account, mail) => (await smtp()).send(account.smtpUrl, mail),
    wasSent: async (account, messageId, attemptedAt = clock.now()) => {
      if (account.imapUrl === null) return 'unknown';
      const { withImap } = await imap();
      const { searchSent } = await import('./imap/sent.ts');
      const answer = await withImap(account.imapUrl, access, (client) =>
        searchSent(client, messageId, attemptedAt),
      );
      logger.info({ messageId, answer }, 'asked the Sent folder about a mail');
      return answer;
    },
    watch: async ({ imapUrl }, onNews, signal) => {
      if (imapUrl !== null) await watchMailbox(imapUrl, { logger, access, failures }, onNews, signal);
    },
    check: (account) => checkMailbox(account, async (url) => (await smtp()).verify(url), access),
    close: async () => (await opened)?.close(),
  };
}

async function watchMailbox(
  imapUrl: string,
  { access, ...reader }: Pick<InboxReader, 'logger' | 'failures'> & { access: MailAccess },
  onNews: Parameters<MailTransport['watch']>[1],
  signal: AbortSignal,
): Promise<void> {
  const [{ holdImap, within }, { fetchInbox }, { watchInbox }] = await Promise.all([
    imap(),
    import('./imap/inbox.ts'),
    import('./imap/watch.ts'),
  ]);
  const enough = access.timeouts.total / 3;
  await holdImap(imapUrl, access, (client, failure) => {
    const fetchNew: FetchNew = (cursor, page) =>
      within(client, access.timeouts.total, () =>
        fetchInbox({ ...reader, client, name: imapUrl, enough }, cursor, page),
      ).catch((error: unknown) => Promise.reject(failure(error)));
    return watchInbox(client, () => onNews(fetchNew), signal);
  });
}

async function checkMailbox(
  account: MailboxAccount,
  verify: (url: string) => Promise<void>,
  access: MailAccess,
): Promise<string[]> {
  const { imapUrl } = account;
  const { withImap } = await imap();
  const outgoing = complaint('Outgoing mail', verify(account.smtpUrl));
  const incoming =
    imapUrl === null
      ? null
      : complaint(
          'Incoming mail',
          withImap(imapUrl, access, (client) => client.mailboxOpen('INBOX', { readOnly: true })),
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

import { createHash } from 'node:crypto';
import type { Assistants } from '../assistants/assistants.ts';
import type { Database } from '../database/database.ts';
import { isBatonError } from '../ground/errors.ts';
import type { Logger } from '../ground/logger.ts';
import { mailboxName } from '../mail-server/mailbox-url.ts';
import type { FetchNew, MailboxAccount } from '../mail-server/types.ts';
import type { MailInbox } from './inbox.ts';
import { CursorEntity } from './mail-entity.ts';

const PAGE = 50;

/** A mailbox that Baton reads; several assistants may share it. */
export interface Mailbox {
  /** SHA-256 of its name. */
  key: string;
  account: MailboxAccount;
  /** Mails from before the first assistant of this mailbox are not answers to it. Epoch ms. */
  since: number;
}

/** Every mailbox with IMAP. An assistant without a usable one does not keep the others from theirs. */
export async function mailboxesOf(deps: { assistants: Assistants; logger: Logger }): Promise<Mailbox[]> {
  const byKey = new Map<string, Mailbox>();
  for (const assistant of await deps.assistants.all()) {
    try {
      const account = deps.assistants.mailbox(assistant);
      if (!account.imapUrl) continue;
      const key = createHash('sha256').update(mailboxName(account.imapUrl)).digest('hex');
      const since = Math.min(assistant.createdAt, byKey.get(key)?.since ?? assistant.createdAt);
      byKey.set(key, { key, account, since });
    } catch (error) {
      if (!isBatonError(error)) throw error;
      const { assistantId } = assistant;
      deps.logger.warn({ code: error.code, assistantId }, 'an assistant has no usable mailbox');
    }
  }
  return [...byKey.values()];
}

/**
 * Stores what is new, page by page. Mails and the cursor are stored together: a crash in between fetches them again.
 * Where another process has read on meanwhile, its mails are the same ones, and this one stops.
 */
export async function readNew(
  deps: { database: Database; store: MailInbox['store'] },
  { key, since }: Mailbox,
  fetchNew: FetchNew,
): Promise<void> {
  for (let more = true; more;) {
    const known = (await deps.database.manager.findOneBy(CursorEntity, { account: key }))?.cursor ?? '';
    const page = await fetchNew(known === '' ? null : known, { since, limit: PAGE });
    more = page.more && page.cursor !== known;
    await deps.database.transaction(async (tx) => {
      const here = { account: key, cursor: known };
      const { affected } = await tx.update(CursorEntity, here, { cursor: page.cursor });
      if (affected) for (const raw of page.messages) await deps.store(tx, raw);
      else more = false;
    });
  }
}

import { createHash } from 'node:crypto';
import type { Assistant, Assistants } from '../assistants/assistants.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import { isBatonError } from '../ground/errors.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Logger } from '../ground/logger.ts';
import { earlierMails, findConversation, senderOf } from './conversation.ts';
import type { Conversation, LeadOfAddress } from './conversation.ts';
import { CursorEntity, IncomingEntity } from './mail-entity.ts';
import type { MailMeters } from './meters.ts';
import type { IncomingMail, MailboxAccount, MailTransport } from '../mail-server/types.ts';

export const MAIL_RECEIVE_QUEUE = 'mail.receive';
export const MAIL_POLL_QUEUE = 'mail.poll';

const POLL_BATCH = 50;

export interface MailInbox {
  /** Stores a raw message and asks for it to be understood; safe to call again with the same bytes. */
  store(tx: Tx, raw: Buffer): Promise<void>;
  /** Understands one stored message; run by the job queue MAIL_RECEIVE_QUEUE. */
  receive(id: string): Promise<void>;
  /** Deletes mails from these addresses (lower-cased) to assistants of an account that are not understood yet. */
  forgetUnread(portalId: PortalId, addresses: ReadonlySet<string>): Promise<void>;
  /** Fetches what is new in every mailbox with IMAP; run by the job queue MAIL_POLL_QUEUE. */
  poll(): Promise<void>;
}

/** A mail that belongs to a conversation. */
export interface ReceivedMail {
  portalId: PortalId;
  contactId: ContactId;
  assistant: Assistant;
  mail: IncomingMail;
}

export interface MailInboxDeps {
  database: Database;
  jobs: Jobs;
  transport: MailTransport;
  assistants: Assistants;
  clock: Clock;
  logger: Logger;
  reputation: MailMeters;
  /** The contact whose lead has this address, the latest first: for answers that do not thread. */
  leadOfAddress: LeadOfAddress;
  /** In one transaction with the deletion of the stored message. */
  onReceived(tx: Tx, received: ReceivedMail): Promise<void>;
  /** A mail to an assistant that belongs to no conversation. */
  onStray(assistants: readonly Assistant[], mail: IncomingMail): Promise<void>;
}

export function createMailInbox(deps: MailInboxDeps): MailInbox {
  const { database, clock, logger } = deps;

  const store = async (tx: Tx, raw: Buffer): Promise<void> => {
    const id = createHash('sha256').update(raw).digest('hex');
    const row = { id, raw: raw.toString('base64'), receivedAt: clock.now() };
    await tx.createQueryBuilder().insert().into(IncomingEntity).values(row).orIgnore().execute();
    await deps.jobs.enqueue(tx, { queue: MAIL_RECEIVE_QUEUE, key: id, data: { id } });
  };

  const receive = async (id: string): Promise<void> => {
    const row = await database.manager.findOneBy(IncomingEntity, { id });
    if (!row) return;
    const mail = await parsed(deps, id, Buffer.from(row.raw, 'base64'));
    if (mail) await deliver(deps, id, mail);
    else await database.manager.delete(IncomingEntity, { id });
  };

  return {
    store,
    receive,
    forgetUnread: (portalId, addresses) => forgetUnread(deps, portalId, addresses),
    async poll() {
      for (const mailbox of await mailboxes(deps)) {
        try {
          await pollMailbox(deps, store, mailbox);
        } catch (error) {
          if (!isBatonError(error)) throw error;
          logger.warn({ code: error.code, err: error }, 'a mailbox could not be read; it is tried again');
        }
      }
    },
  };
}

/** Few mails wait at any time: each is parsed, one after the other. */
async function forgetUnread(
  deps: MailInboxDeps,
  portalId: PortalId,
  addresses: ReadonlySet<string>,
): Promise<void> {
  const { manager } = deps.database;
  if (addresses.size === 0) return;
  for (const { id } of await manager.find(IncomingEntity, { select: { id: true } })) {
    const row = await manager.findOneBy(IncomingEntity, { id });
    const mail = row && (await parsed(deps, id, Buffer.from(row.raw, 'base64')));
    if (!mail || !addresses.has(senderOf(mail))) continue;
    const assistants = await deps.assistants.byEmail(mail.recipients);
    // The same person may be a contact of another account as well, whose mail is its own.
    if (assistants.every((assistant) => assistant.portalId === portalId))
      await manager.delete(IncomingEntity, { id });
  }
}

async function parsed(deps: MailInboxDeps, id: string, raw: Buffer): Promise<IncomingMail | null> {
  try {
    // Only who reads mails loads what it takes.
    const { parseIncoming } = await import('../mail-server/reading/parse.ts');
    return await parseIncoming(raw);
  } catch (error) {
    if (!isBatonError(error, 'MAIL_UNREADABLE')) throw error;
    deps.logger.error({ id, code: error.code }, 'an incoming mail is unreadable and was dropped');
    return null;
  }
}

async function deliver(deps: MailInboxDeps, id: string, mail: IncomingMail): Promise<void> {
  const assistants = await deps.assistants.byEmail(mail.recipients);
  const found = await findConversation(deps.database, assistants, mail, deps.leadOfAddress);
  if (!found && assistants.length > 0) await deps.onStray(assistants, mail);
  // Only who reads mails loads what it takes.
  const { besideEarlier } = await import('../mail-server/reading/parse.ts');
  const read = found && besideEarlier(mail, await earlierMails(deps.database, found));
  if (found) raiseAlarm(deps, found, mail);
  await deps.database.transaction(async (tx) => {
    if (found && read) await deps.onReceived(tx, { ...found, mail: read });
    await tx.delete(IncomingEntity, { id });
  });
}

/** What a blocked mail or a complaint says of Baton's own sending is the operator's matter, whatever the lead is told. */
function raiseAlarm(
  { logger, reputation }: MailInboxDeps,
  { portalId, assistant }: Conversation,
  mail: IncomingMail,
): void {
  const blocked = mail.bounce?.kind === 'blocked';
  if (!blocked && !mail.complaint) return;
  reputation.inc({ kind: blocked ? 'blocked' : 'complaint' });
  const about = { portalId, assistantId: assistant.assistantId, cause: mail.bounce?.cause ?? 'complaint' };
  const code = blocked ? 'MAIL_BLOCKED' : 'MAIL_COMPLAINT';
  logger.error(
    { code, ...about, answer: mail.bounce?.diagnostic ?? null },
    'sending is refused or complained about',
  );
}

interface Mailbox {
  account: MailboxAccount;
  /** Mails from before the first assistant of this mailbox are not answers to it. Epoch ms. */
  since: number;
}

async function mailboxes(deps: MailInboxDeps): Promise<Mailbox[]> {
  const byUrl = new Map<string, Mailbox>();
  for (const assistant of await deps.assistants.all()) {
    try {
      const account = deps.assistants.mailbox(assistant);
      if (!account.imapUrl) continue;
      const since = Math.min(assistant.createdAt, byUrl.get(account.imapUrl)?.since ?? assistant.createdAt);
      byUrl.set(account.imapUrl, { account, since });
    } catch (error) {
      if (!isBatonError(error)) throw error;
      deps.logger.warn(
        { code: error.code, assistantId: assistant.assistantId },
        'an assistant has no usable mailbox',
      );
    }
  }
  return [...byUrl.values()];
}

/** Mails and the cursor are stored together: a crash in between fetches them again, and the same bytes are one row. */
async function pollMailbox(
  deps: MailInboxDeps,
  store: MailInbox['store'],
  { account, since }: Mailbox,
): Promise<void> {
  const key = createHash('sha256')
    .update(account.imapUrl ?? '')
    .digest('hex');
  for (let more = true; more;) {
    const known = await deps.database.manager.findOneBy(CursorEntity, { account: key });
    const options = { since, limit: POLL_BATCH };
    const { messages, cursor } = await deps.transport.fetchNew(account, known?.cursor ?? null, options);
    await deps.database.transaction(async (tx) => {
      for (const raw of messages) await store(tx, raw);
      await tx.upsert(CursorEntity, { account: key, cursor }, ['account']);
    });
    more = messages.length === POLL_BATCH;
  }
}

import { createHash } from 'node:crypto';
import type { Assistant, Assistants } from '../assistants/assistants.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import { isBatonError } from '../ground/errors.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Logger } from '../ground/logger.ts';
import { earlierMails, findConversation, findNotified, senderOf } from './conversation.ts';
import type { Conversation, LeadOfAddress } from './conversation.ts';
import { IncomingEntity } from './mail-entity.ts';
import type { IncomingRow } from './mail-entity.ts';
import type { MailMeters } from './meters.ts';
import type { Pace } from './pace/pace.ts';
import { MAX_MAIL_BYTES } from '../mail-server/mail-size.ts';
import type { IncomingMail } from '../mail-server/types.ts';
import type { Opinion } from '../replies/second-opinion/finding.ts';

export const MAIL_RECEIVE_QUEUE = 'mail.receive';
/** Apart, so that no mail waits behind those that a language model takes its time for. */
export const MAIL_CONSULT_QUEUE = 'mail.consult';

export interface MailInbox {
  /** Stores a raw message and asks for it to be understood; safe to call again with the same bytes. */
  store(tx: Tx, raw: Buffer): Promise<void>;
  /** Understands one stored message; run by the job queue MAIL_RECEIVE_QUEUE. */
  receive(id: string): Promise<void>;
  /** The same for one that Baton doubts about, after a language model was asked; run by MAIL_CONSULT_QUEUE. */
  consult(id: string): Promise<void>;
  /** Deletes mails from these addresses (lower-cased) to assistants of an account that are not understood yet. */
  forgetUnread(portalId: PortalId, addresses: ReadonlySet<string>): Promise<void>;
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
  assistants: Assistants;
  clock: Clock;
  logger: Logger;
  reputation: MailMeters;
  pace: Pick<Pace, 'note'>;
  /** The contact whose lead has this address, the latest first: for answers that do not thread. */
  leadOfAddress: LeadOfAddress;
  /** Whether a language model is to be asked about it. Until then nothing is sent to the contact. */
  wantsOpinion(received: ReceivedMail): Promise<boolean>;
  /** Asks one: network, before `onReceived` and outside its transaction; asked again if that fails. null: nobody is. */
  consult(received: ReceivedMail): Promise<Opinion | null>;
  /** In one transaction with the deletion of the stored message. */
  onReceived(tx: Tx, received: ReceivedMail, opinion: Opinion | null): Promise<void>;
  /** A mail to an assistant that belongs to no conversation. */
  onStray(assistants: readonly Assistant[], mail: IncomingMail): Promise<void>;
}

export function createMailInbox(deps: MailInboxDeps): MailInbox {
  const { database, clock } = deps;
  let turn: Promise<unknown> = Promise.resolve();

  const store = async (tx: Tx, whole: Buffer): Promise<void> => {
    for (const one of eventsIn(whole.subarray(0, MAX_MAIL_BYTES))) await storeOne(tx, one);
  };

  const storeOne = async (tx: Tx, raw: Buffer): Promise<void> => {
    const id = createHash('sha256').update(raw).digest('hex');
    const row = { id, raw: raw.toString('base64'), receivedAt: clock.now() };
    await tx.createQueryBuilder().insert().into(IncomingEntity).values(row).orIgnore().execute();
    await deps.jobs.enqueue(tx, { queue: MAIL_RECEIVE_QUEUE, key: id, data: { id } });
  };

  const read = async (id: string, consults: boolean): Promise<void> => {
    const row = await database.manager.findOneBy(IncomingEntity, { id });
    if (!row) return;
    const mail = await parsed(deps, row);
    if (mail && !(await isOwn(deps, mail))) await deliver(deps, id, mail, consults);
    else await database.manager.delete(IncomingEntity, { id });
  };

  const receive = async (id: string, consults: boolean): Promise<void> => {
    if (!(await isLarge(database, id))) return read(id, consults);
    const mine = turn.then(() => read(id, consults));
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    store,
    receive: (id) => receive(id, false),
    consult: (id) => receive(id, true),
    forgetUnread: (portalId, addresses) => forgetUnread(deps, portalId, addresses),
  };
}

/** Providers post their notifications many at once; each is of one mail. Anything else is one. */
function eventsIn(raw: Buffer): Buffer[] {
  if (!/^\s*\[/.test(raw.subarray(0, 100).toString('latin1'))) return [raw];
  try {
    const events: unknown = JSON.parse(raw.toString());
    return Array.isArray(events) ? events.map((event) => Buffer.from(JSON.stringify([event]))) : [raw];
  } catch {
    return [raw];
  }
}

/** Reading a mail takes about nine times its size in memory: large ones are read one after the other. */
const LARGE = 1024 * 1024;

const isLarge = ({ manager }: Database, id: string): Promise<boolean> =>
  manager
    .createQueryBuilder(IncomingEntity, 'mail')
    .where('mail.id = :id AND length(mail.raw) > :large', { id, large: LARGE })
    .getExists();

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
    const mail = row && (await parsed(deps, row));
    if (!mail || !addresses.has(senderOf(mail))) continue;
    const assistants = await deps.assistants.byEmail(mail.recipients);
    // The same person may be a contact of another account as well, whose mail is its own.
    if (assistants.every((assistant) => assistant.portalId === portalId))
      await manager.delete(IncomingEntity, { id });
  }
}

async function parsed(
  deps: MailInboxDeps,
  { id, raw, receivedAt }: IncomingRow,
): Promise<IncomingMail | null> {
  try {
    // Only who reads mails loads what it takes.
    const { parseIncoming } = await import('../mail-server/reading/parse.ts');
    return await parseIncoming(Buffer.from(raw, 'base64'), { receivedAt });
  } catch (error) {
    if (!isBatonError(error, 'MAIL_UNREADABLE')) throw error;
    deps.logger.error({ id, code: error.code }, 'an incoming mail is unreadable and was dropped');
    return null;
  }
}

/**
 * An assistant's own mail that came back, through a list, a copy rule or a loop: not an answer, whatever thread it
 * names. A report is about such a mail, and comes from a server.
 */
async function isOwn({ assistants, logger }: MailInboxDeps, mail: IncomingMail): Promise<boolean> {
  if (mail.bounce || !mail.recipients.includes(mail.from.email)) return false;
  const own = (await assistants.byEmail([mail.from.email])).length > 0;
  if (own) logger.info({ messageId: mail.messageId }, "an assistant's own mail came back; it is no answer");
  return own;
}

async function deliver(
  deps: MailInboxDeps,
  id: string,
  mail: IncomingMail,
  consults: boolean,
): Promise<void> {
  const assistants = await deps.assistants.byEmail(mail.recipients);
  const found =
    (await findConversation(deps.database, assistants, mail, deps.leadOfAddress)) ??
    (await findNotified(deps.database, deps.assistants, mail));
  if (!found && assistants.length > 0) await deps.onStray(assistants, mail);
  // Only who reads mails loads what it takes.
  const { besideEarlier } = await import('../mail-server/reading/parse.ts');
  const read = found && besideEarlier(mail, await earlierMails(deps.database, found));
  const received = found && read ? { ...found, mail: read } : null;
  if (received && !consults && (await deps.wantsOpinion(received))) return consultLater(deps, id);
  if (found) raiseAlarm(deps, found, mail);
  const opinion = received && consults ? await deps.consult(received) : null;
  await deps.database.transaction(async (tx) => {
    if (received) await deps.onReceived(tx, received, opinion);
    // After the lead is locked, as where mails leave.
    if (found) await noteReputation(deps, tx, found, mail);
    await tx.delete(IncomingEntity, { id });
  });
}

const consultLater = ({ database, jobs }: MailInboxDeps, id: string): Promise<void> =>
  database.transaction((tx) => jobs.enqueue(tx, { queue: MAIL_CONSULT_QUEUE, key: id, data: { id } }));

/** A dead address, a refusal of who sends, a complaint: they count against the mailbox. What may yet arrive does not. */
async function noteReputation(
  { pace }: MailInboxDeps,
  tx: Tx,
  { assistant }: Conversation,
  { bounce, complaint }: IncomingMail,
): Promise<void> {
  if (complaint) await pace.note(tx, assistant, 'complained');
  else if (bounce?.kind === 'permanent' || bounce?.kind === 'blocked')
    await pace.note(tx, assistant, 'bounced');
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

import { In, Not } from 'typeorm';
import type { Logger } from '../ground/logger.ts';
import { LEASE_MS, RENEW_MS, WATCH_MS } from '../ground/claim-lease.ts';
import type { Clock } from '../ground/clock.ts';
import { ClockWatch } from '../ground/clock-watch.ts';
import { DAY, MINUTE, SECOND } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import { isBatonError } from '../ground/errors.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import {
  claimDueMails,
  claimLostMails,
  pullInMails,
  releaseMail,
  renewMails,
  requeueMail,
} from './mail-claims.ts';
import { MailEntity } from './mail-entity.ts';
import type { Mail } from './mail-entity.ts';
import type { MailboxAccount, MailTransport, OutgoingMail } from '../mail-server/types.ts';

export const MAIL_FLUSH_QUEUE = 'mail.flush';

const BATCH = 50;
const SENDS_IN_FLIGHT = 5;
const BACKOFF_MS = 15 * SECOND;
/** While somebody is away nothing is asked too much by asking often: work goes on within a minute of their return. */
const AWAY_MAX_MS = 45 * SECOND;
/** A server that answers "not now" (greylisting, a quota) wants to be left alone for a while. */
const REFUSED_MAX_MS = 10 * MINUTE;
/**
 * A server may still be taking and filing what came before its connection broke: an empty Sent folder proves nothing
 * so soon after the attempt, which itself lasts at most 30 s. The mail can wait, a second one would be worse.
 */
const FILED_WITHIN_MS = 2 * MINUTE;
/** A new mailbox proves nothing before its first copy: how long it is asked again. */
const UNKNOWN_FOR_MS = 15 * MINUTE;
/** How long a mailbox that does not answer is asked again. */
const UNREACHABLE_FOR_MS = DAY;

/** A mail to be, as the rooms that cause it name it. */
export type NewMail = Pick<
  Mail,
  'portalId' | 'mailId' | 'contactId' | 'assistantId' | 'kind' | 'round' | 'step'
> &
  /** Where it is known before the mail is written. */
  Partial<Pick<Mail, 'toAddress'>>;

/** What the guard found out right before a mail leaves. */
export type Prepared =
  | { verdict: 'send'; account: MailboxAccount; mail: OutgoingMail }
  /** Not sent, ever; the guard has already told the lead why. */
  | { verdict: 'drop'; reason: string }
  /** Cannot be decided now (HubSpot or the mailbox is not there). */
  | { verdict: 'wait'; reason: string };

export type SendOutcome =
  | { kind: 'sent'; certain: boolean }
  /** The server refused for good: the address, or this mail whatever the address. */
  | { kind: 'rejected'; what: 'address' | 'content'; answer: string };

export interface MailOutbox {
  /** Adds a mail in the caller's transaction. A mail of the same id that was taken back becomes due again. */
  queue(tx: Tx, mail: NewMail): Promise<void>;
  /** Takes back every mail to the contact that has not left. */
  cancel(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void>;
  /** Sends what is due; run by the job queue MAIL_FLUSH_QUEUE. */
  flush(portalId: PortalId): Promise<void>;
  /** Portals that have mails due or lost in flight: what a dead process left behind. */
  portalsWithWork(): Promise<PortalId[]>;
  /** After the clock was set back: mails whose turn lies too far ahead are due now. */
  pullIn(): Promise<void>;
}

export interface MailOutboxDeps {
  database: Database;
  jobs: Jobs;
  transport: MailTransport;
  clock: Clock;
  logger: Logger;
  /** Reads HubSpot, checks whether each mail may leave, and writes it. Network; outside any transaction. */
  prepare(portalId: PortalId, mails: readonly Mail[]): Promise<Map<string, Prepared>>;
  /** Last look, in the transaction that marks the mail as sending: does the lead still want it? */
  stillWanted(tx: Tx, mail: Mail): Promise<boolean>;
  /** In the transaction that records the outcome. */
  onOutcome(tx: Tx, mail: Mail, outcome: SendOutcome): Promise<void>;
  /** The account a mail left with, to ask whether it did. */
  accountOf(mail: Mail): Promise<MailboxAccount>;
}

export function createMailOutbox(deps: MailOutboxDeps): MailOutbox {
  const { database, clock } = deps;
  // A clock that jumps ends leases early; what this process is sending right now is never taken for lost.
  const inFlight = new Map<string, Mail>();
  const watch = new ClockWatch(clock);
  return {
    queue: (tx, mail) => queueMail(deps, tx, mail),
    async cancel(tx, portalId, contactId) {
      await tx.update(
        MailEntity,
        { portalId, contactId, state: 'due', kind: Not('forward') },
        { state: 'cancelled' },
      );
    },
    async flush(portalId) {
      // A lease that ended because the clock was set says nothing about the process that holds it.
      const believable = watch.steadyFor() >= WATCH_MS;
      const lost = believable ? await claimLostMails(database, portalId, clock.now(), LEASE_MS) : [];
      for (const mail of lost) if (!inFlight.has(idOf(mail))) await settleLost(deps, mail);
      const due = await claimDueMails(database, portalId, clock.now(), LEASE_MS, BATCH);
      const prepared = due.length > 0 ? await deps.prepare(portalId, due) : new Map<string, Prepared>();
      const renewal = setInterval(() => {
        // A failed renewal is made good by the next one.
        renewMails(database, [...inFlight.values()], clock.now() + LEASE_MS).catch(() => undefined);
      }, RENEW_MS);
      await inParallel(due, SENDS_IN_FLIGHT, async (mail) => {
        // Claimed a second time, because the look at HubSpot took longer than the claim.
        if (inFlight.has(idOf(mail))) return;
        inFlight.set(idOf(mail), mail);
        await sendOne(deps, mail, prepared.get(mail.mailId)).finally(() => inFlight.delete(idOf(mail)));
      }).finally(() => clearInterval(renewal));
      if (due.length === BATCH) await database.transaction((tx) => askForFlush(deps, tx, portalId));
    },
    async portalsWithWork() {
      const rows = await database.manager
        .createQueryBuilder(MailEntity, 'mail')
        .select('DISTINCT mail.portalId', 'portalId')
        .where("mail.state IN ('due', 'sending') AND mail.at <= :now AND mail.leasedUntil <= :now", {
          now: clock.now(),
        })
        .getRawMany<{ portalId: PortalId }>();
      return rows.map((row) => row.portalId);
    },
    pullIn: () => pullInMails(database, clock.now(), LEASE_MS),
  };
}

const idOf = (mail: Mail): string => `${mail.portalId} ${mail.mailId}`;

const askForFlush = (deps: MailOutboxDeps, tx: Tx, portalId: PortalId) =>
  deps.jobs.enqueue(tx, { queue: MAIL_FLUSH_QUEUE, key: portalId, data: { portalId } });

async function queueMail(deps: MailOutboxDeps, tx: Tx, mail: NewMail): Promise<void> {
  const now = deps.clock.now();
  const row: Mail = { ...unwritten, ...mail, direction: 'out', state: 'due', at: now };
  await tx.createQueryBuilder().insert().into(MailEntity).values(row).orIgnore().execute();
  await tx.update(
    MailEntity,
    { portalId: mail.portalId, mailId: mail.mailId, state: In(['cancelled', 'refused']) },
    { state: 'due', at: now, assistantId: mail.assistantId, leasedUntil: 0, error: null },
  );
  await askForFlush(deps, tx, mail.portalId);
}

const unwritten = {
  leasedUntil: 0,
  attempts: 0,
  messageId: null,
  inReplyTo: null,
  fromAddress: '',
  toAddress: '',
  subject: '',
  text: '',
  replyClass: null,
  form: null,
  error: null,
} as const;

async function sendOne(deps: MailOutboxDeps, mail: Mail, prepared: Prepared | undefined): Promise<void> {
  if (!prepared || prepared.verdict === 'wait')
    return postpone(deps, mail, prepared?.reason ?? 'not prepared', AWAY_MAX_MS);
  if (prepared.verdict === 'drop') {
    await releaseMail(deps.database.manager, mail, { state: 'refused', error: prepared.reason }, [
      'due',
      'cancelled',
    ]);
    return;
  }
  const sending = await markSending(deps, mail, prepared.mail);
  if (!sending) return;
  try {
    await deps.transport.send(prepared.account, prepared.mail);
  } catch (error) {
    return sendFailed(deps, sending, error);
  }
  await record(deps, sending, { kind: 'sent', certain: true });
}

/** From here on the mail may have left: what follows is asked of the mailbox, never guessed. */
async function markSending(deps: MailOutboxDeps, mail: Mail, written: OutgoingMail): Promise<Mail | null> {
  return deps.database.transaction(async (tx) => {
    if (!(await deps.stillWanted(tx, mail))) return null;
    const sending: Mail = {
      ...mail,
      state: 'sending',
      attempts: mail.attempts + 1,
      leasedUntil: deps.clock.now() + LEASE_MS,
      at: deps.clock.now(),
      messageId: written.messageId,
      inReplyTo: written.inReplyTo,
      fromAddress: written.from.email,
      toAddress: written.to.email,
      subject: written.subject,
      text: written.text,
    };
    const marked = await releaseMail(tx, mail, sending, ['due']);
    return marked ? sending : null;
  });
}

async function sendFailed(deps: MailOutboxDeps, mail: Mail, error: unknown): Promise<void> {
  if (isBatonError(error, 'MAIL_REJECTED')) {
    const what = error.context['stage'] === 'message' ? 'content' : 'address';
    return record(deps, mail, { kind: 'rejected', what, answer: error.message });
  }
  if (isBatonError(error) && error.context['outcomeUnknown'] !== true) {
    const answered = typeof error.context['status'] === 'number';
    return postpone(deps, mail, error.message, answered ? REFUSED_MAX_MS : AWAY_MAX_MS);
  }
  // Stays `sending`: when its lease ends, the mailbox is asked whether it left.
  deps.logger.warn({ mailId: mail.mailId, err: error }, 'the outcome of a mail is unknown');
}

/** Nothing left this house: the mail waits, longer each time. */
async function postpone(deps: MailOutboxDeps, mail: Mail, reason: string, longestMs: number): Promise<void> {
  const pause = Math.min(BACKOFF_MS * 2 ** Math.min(mail.attempts, 10), longestMs);
  const at = deps.clock.now() + pause;
  await deps.database.transaction(async (tx) => {
    await requeueMail(tx, mail, at, reason);
    await deps.jobs.enqueue(tx, {
      queue: MAIL_FLUSH_QUEUE,
      key: mail.portalId,
      data: { portalId: mail.portalId },
      runAt: at,
    });
  });
  deps.logger.warn({ mailId: mail.mailId, reason, pause }, 'a mail waits');
}

async function record(deps: MailOutboxDeps, mail: Mail, outcome: SendOutcome): Promise<void> {
  const state = outcome.kind === 'rejected' ? 'failed' : outcome.certain ? 'sent' : 'unconfirmed';
  await deps.database.transaction(async (tx) => {
    const row = await tx.findOneBy(MailEntity, { portalId: mail.portalId, mailId: mail.mailId });
    if (!row) return;
    const sent: Mail = {
      ...mail,
      // The contact may have gone into another one while the mail was on its way.
      contactId: row.contactId,
      round: row.round,
      state,
      at: deps.clock.now(),
      error: outcome.kind === 'rejected' ? outcome.answer : null,
    };
    if (await releaseMail(tx, mail, sent, ['sending'])) await deps.onOutcome(tx, sent, outcome);
  });
}

/**
 * A process died, or lost the answer, while this mail was on its way. Until the mailbox can tell, the mail stays
 * `sending` and is asked about again whenever its lease ends; after that it counts as sent, probably.
 */
async function settleLost(deps: MailOutboxDeps, mail: Mail): Promise<void> {
  const account = await deps.accountOf(mail);
  const found = await askMailbox(deps, account, mail);
  deps.logger.info({ mailId: mail.mailId, found }, 'asked the mailbox about a mail in flight');
  const patience = account.imapUrl === null ? 0 : patienceMs[found];
  if (deps.clock.now() < mail.at + patience) return;
  if (found === 'no') return postpone(deps, mail, 'the mail server did not get it', AWAY_MAX_MS);
  await record(deps, mail, { kind: 'sent', certain: found === 'yes' });
}

type Found = 'yes' | 'no' | 'unknown' | 'unreachable';

/** From the attempt on, for how long the mailbox is asked again before its answer counts. */
const patienceMs: Readonly<Record<Found, number>> = {
  yes: 0,
  no: FILED_WITHIN_MS,
  unknown: UNKNOWN_FOR_MS,
  unreachable: UNREACHABLE_FOR_MS,
};

async function askMailbox(
  { transport, logger }: MailOutboxDeps,
  account: MailboxAccount,
  mail: Mail,
): Promise<Found> {
  try {
    return await transport.wasSent(account, mail.messageId ?? '', mail.at);
  } catch (error) {
    // One mailbox that is away must not keep the account's other mails from leaving.
    logger.warn({ mailId: mail.mailId, err: error }, 'the mailbox cannot be asked about a mail in flight');
    return 'unreachable';
  }
}

/** Runs `work` over all items, `width` at a time. The first error is thrown after all have ended. */
export async function inParallel<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const failures: unknown[] = [];
  const lane = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await work(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  if (failures.length > 0) throw failures[0];
}

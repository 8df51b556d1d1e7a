import { In, Not } from 'typeorm';
import type { SentClaim } from '../../cards/contact/contract.ts';
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
  refuseMail,
  releaseMail,
  renewMails,
  requeueMail,
} from './mail-claims.ts';
import { MailEntity } from './mail-entity.ts';
import type { Mail } from './mail-entity.ts';
import { askForFlush, queueMail, releaseHeld } from './queueing.ts';
import type { HeldMail, NewMail } from './queueing.ts';
import type { HoldBack, Pace, Wait } from './pace/pace.ts';
import type { MailboxAccount, MailTransport, OutgoingMail } from '../mail-server/types.ts';

const BATCH = 50;
const SENDS_IN_FLIGHT = 5;
/** What was found of a contact counts for so long: behind mails that a slow server takes, it is looked at once more. */
const PREPARED_FOR_MS = MINUTE;
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

/** What the guard found out right before a mail leaves. */
export type Prepared =
  /** `claims`: what it says that has to stand somewhere, and where that stands. */
  | { verdict: 'send'; account: MailboxAccount; mail: OutgoingMail; claims?: readonly SentClaim[] }
  /** Not sent, ever; the guard has already told the lead why. */
  | { verdict: 'drop'; reason: string }
  /** Cannot be decided now (HubSpot or the mailbox is not there). `until`, epoch ms: it need not be asked before. */
  | { verdict: 'wait'; reason: string; until?: number }
  /** A person decides first. `keep` stores what they decide about, in the transaction that holds the mail. */
  | { verdict: 'hold'; reason: string; keep(tx: Tx): Promise<void> };

export type SendOutcome =
  | { kind: 'sent'; certain: boolean }
  /** The server refused for good: the address, or this mail whatever the address. */
  | { kind: 'rejected'; what: 'address' | 'content'; answer: string };

export interface MailOutbox {
  /** Adds a mail in the caller's transaction. A mail of the same id that was taken back becomes due again. */
  queue(tx: Tx, mail: NewMail): Promise<void>;
  /** Takes back every mail to the contact that has not left. */
  cancel(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void>;
  /** Takes back the mails of the sequence that are due: they are queued anew. What waits for a person stays. */
  putOff(tx: Tx, portalId: PortalId, contactId: ContactId): Promise<void>;
  /** A held mail may leave, from `at` (epoch ms) on. Resolves to false if it is not held any more. */
  release(tx: Tx, held: HeldMail, at: number): Promise<boolean>;
  /** A held mail never leaves. */
  drop(tx: Tx, held: HeldMail, reason: string): Promise<void>;
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
  /**
   * Last look, in the transaction that marks the mail as sending: does the lead still want it, at the address that it is
   * written to?
   */
  stillWanted(tx: Tx, mail: Mail): Promise<boolean>;
  /** How much and how fast mailboxes send. */
  pace: Pick<Pace, 'look' | 'reserve' | 'giveBack' | 'note'>;
  /** A mail that its mailbox puts off to another day goes back to its conversation. */
  hold(mail: Mail, back: HoldBack): Promise<void>;
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
        { portalId, contactId, state: In(['due', 'held']), kind: Not('forward') },
        { state: 'cancelled' },
      );
    },
    async putOff(tx, portalId, contactId) {
      const due = { portalId, contactId, state: 'due' as const, kind: In(['step', 'later']) };
      await tx.update(MailEntity, due, { state: 'cancelled' });
    },
    release: (tx, held, at) => releaseHeld(deps, tx, held, at),
    async drop(tx, { portalId, mailId }, reason) {
      await tx.update(MailEntity, { portalId, mailId, state: 'held' }, { state: 'cancelled', error: reason });
    },
    async flush(portalId) {
      // A lease that ended because the clock was set says nothing about the process that holds it.
      const believable = watch.steadyFor() >= WATCH_MS;
      const lost = believable ? await claimLostMails(database, portalId, clock.now(), LEASE_MS) : [];
      for (const mail of lost) if (!inFlight.has(idOf(mail))) await settleLost(deps, mail);
      const due = await claimDueMails(database, portalId, clock.now(), LEASE_MS, BATCH);
      const going = await thoseWhoseTurnItIs(deps, portalId, due);
      const preparedAt = clock.now();
      const prepared = going.length > 0 ? await deps.prepare(portalId, going) : new Map<string, Prepared>();
      const renewal = setInterval(() => {
        // A failed renewal is made good by the next one.
        renewMails(database, [...inFlight.values()], clock.now() + LEASE_MS).catch(() => undefined);
      }, RENEW_MS);
      await inParallel(going, SENDS_IN_FLIGHT, async (mail) => {
        // Claimed a second time, because the look at HubSpot took longer than the claim.
        if (inFlight.has(idOf(mail))) return;
        inFlight.set(idOf(mail), mail);
        try {
          const first = prepared.get(mail.mailId);
          const isOld = first?.verdict === 'send' && clock.now() - preparedAt > PREPARED_FOR_MS;
          const last = isOld ? (await deps.prepare(portalId, [mail])).get(mail.mailId) : first;
          await sendOne(deps, mail, last);
        } finally {
          inFlight.delete(idOf(mail));
        }
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

async function sendOne(deps: MailOutboxDeps, mail: Mail, prepared: Prepared | undefined): Promise<void> {
  if (!prepared || prepared.verdict === 'wait')
    return postpone(deps, mail, prepared?.reason ?? 'not prepared', AWAY_MAX_MS, prepared?.until);
  if (prepared.verdict === 'hold') return hold(deps, mail, prepared);
  if (prepared.verdict === 'drop') return refuseMail(deps.database, mail, prepared.reason);
  const marked = await markSending(deps, mail, prepared);
  if (!marked) return;
  if ('wait' in marked) return waitFor(deps, mail, marked.wait);
  const { sending } = marked;
  try {
    await deps.transport.send(prepared.account, prepared.mail);
  } catch (error) {
    return sendFailed(deps, sending, error);
  }
  await record(deps, sending, { kind: 'sent', certain: true });
}

/** What a person is asked about and the mail that waits for it stand together, or not at all. */
async function hold(
  deps: MailOutboxDeps,
  mail: Mail,
  { reason, keep }: Extract<Prepared, { verdict: 'hold' }>,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    if (!(await deps.stillWanted(tx, mail))) return;
    // One attempt on: what another process still has in hand from before is of no use to it any more.
    const held = { state: 'held', leasedUntil: 0, attempts: mail.attempts + 1, error: reason } as const;
    if (await releaseMail(tx, mail, held, ['due'])) await keep(tx);
  });
}

/**
 * From here on the mail may have left: what follows is asked of the mailbox, never guessed. Its place in the mailbox's
 * day is taken in the same transaction. Resolves to what it waits for instead, null: it is not wanted any more.
 */
async function markSending(
  deps: MailOutboxDeps,
  mail: Mail,
  { mail: written, claims }: Extract<Prepared, { verdict: 'send' }>,
): Promise<{ sending: Mail } | { wait: Wait } | null> {
  return deps.database.transaction(async (tx) => {
    if (!(await deps.stillWanted(tx, { ...mail, toAddress: written.to.email }))) return null;
    const wait = await deps.pace.reserve(tx, mail);
    if (wait) return { wait };
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
      claims: claims ?? null,
    };
    if (await releaseMail(tx, mail, sending, ['due'])) return { sending };
    await deps.pace.giveBack(tx, sending);
    return null;
  });
}

/** Those of the due mails that may leave now; the others are put off before anything is asked of HubSpot for them. */
async function thoseWhoseTurnItIs(
  deps: MailOutboxDeps,
  portalId: PortalId,
  due: readonly Mail[],
): Promise<Mail[]> {
  const waits = due.length > 0 ? await deps.pace.look(portalId, due) : new Map<string, Wait>();
  for (const mail of due) {
    const wait = waits.get(mail.mailId);
    if (wait) await waitFor(deps, mail, wait);
  }
  return due.filter(({ mailId }) => !waits.has(mailId));
}

/** Nothing is wrong with it: another attempt is none. */
async function waitFor(deps: MailOutboxDeps, mail: Mail, wait: Wait): Promise<void> {
  if (wait.kind === 'hold') return deps.hold(mail, wait);
  const { at } = wait;
  await deps.database.transaction(async (tx) => {
    await releaseMail(tx, mail, { at, leasedUntil: 0 }, ['due']);
    await askForFlush(deps, tx, mail.portalId, at);
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

/** Nothing left this house: the mail waits, longer each time, or until a known moment (epoch ms). */
async function postpone(
  deps: MailOutboxDeps,
  mail: Mail,
  reason: string,
  longestMs: number,
  until?: number,
): Promise<void> {
  const pause = Math.min(BACKOFF_MS * 2 ** Math.min(mail.attempts, 10), longestMs);
  const at = until ?? deps.clock.now() + pause;
  await deps.database.transaction(async (tx) => {
    if (mail.state === 'sending') await deps.pace.giveBack(tx, mail);
    await requeueMail(tx, mail, at, reason);
    await askForFlush(deps, tx, mail.portalId, at);
  });
  deps.logger.warn({ mailId: mail.mailId, reason, at }, 'a mail waits');
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
    if (!(await releaseMail(tx, mail, sent, ['sending']))) return;
    await deps.onOutcome(tx, sent, outcome);
    if (outcome.kind === 'rejected' && outcome.what === 'address') await deps.pace.note(tx, sent, 'bounced');
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

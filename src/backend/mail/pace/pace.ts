import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import { MoreThan, MoreThanOrEqual } from 'typeorm';
import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import type { Database, Tx } from '../../database/database.ts';
import { MINUTE } from '../../ground/clock.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import { isBatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import { mailboxName } from '../../mail-server/mailbox-url.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Mail } from '../mail-entity.ts';
import { MailboxDayEntity } from './mailbox-day-entity.ts';
import type { MailboxDay } from './mailbox-day-entity.ts';
import { allowanceOf, DAYS_LOOKED_AT, gapOf, isProactive, troubleOf, withJitter } from './plan.ts';
import type { Allowance } from './plan.ts';

/** Why a mail does not leave now. */
export type Wait =
  /** Others of its mailbox left just before, or leave first. `at`: epoch ms. */
  { kind: 'gap'; at: number } | ({ kind: 'hold' } & HoldBack);

/** A mail that goes back to its conversation, to be planned anew. */
export interface HoldBack {
  why: 'daily-cap' | 'reputation';
  /** One sentence for a rep. */
  text: string;
  /** Not before this day, epoch ms; */
  notBefore: number;
  /** and then so long after the day has begun, because others go first, ms. */
  afterMs: number;
}

/** What a mailbox does today, for the settings. */
export interface MailboxToday {
  sent: number;
  allowance: Allowance | null;
  /** Why it is paused; null: it is not. */
  trouble: string | null;
}

/**
 * How much and how fast a mailbox sends. All of it stands in the database and is counted in the transaction that marks
 * a mail as sending: several processes, and one that dies, send no more than one would.
 */
export interface Pace {
  /** Which of these due mails wait, and how long, before anything is asked of HubSpot for them. Those that may go are absent. */
  look(portalId: PortalId, mails: readonly Mail[]): Promise<Map<string, Wait>>;
  /** Takes a place for a mail, in the transaction that marks it as sending. null: it has one. */
  reserve(tx: Tx, mail: Mail): Promise<Wait | null>;
  /** The mail did not leave: its place is free again. `mail`: as it was marked. */
  giveBack(tx: Tx, mail: Mail): Promise<void>;
  /** What was heard of the assistant's mails. */
  note(tx: Tx, assistant: AssistantKey, what: 'bounced' | 'complained'): Promise<void>;
  today(assistant: Assistant): Promise<MailboxToday>;
  /** An admin lets a mailbox go on: what came back until now does not count any more. */
  forgive(assistant: Assistant): Promise<void>;
  /** After the clock was set back. */
  pullIn(): Promise<void>;
}

export interface PaceDeps {
  database: Database;
  assistants: Pick<Assistants, 'find' | 'mailbox'>;
  hubspot: { portals: Pick<HubSpot['portals'], 'find'> };
  settings: Pick<Settings, 'get'>;
  clock: Clock;
  random: Pick<Random, 'fraction'>;
}

type AssistantKey = Pick<Mail, 'portalId' | 'assistantId'>;

/** A mailbox on a day. */
type DayKey = Pick<MailboxDay, 'portalId' | 'mailbox' | 'day'>;

interface Sender {
  assistant: Assistant;
  key: DayKey;
  zone: string;
  /** Length of business hours, ms. */
  dayMs: number;
}

export function createPace(deps: PaceDeps): Pace {
  const { database, clock } = deps;
  return {
    look: (portalId, mails) => look(deps, portalId, mails),
    reserve: (tx, mail) => reserve(deps, tx, mail),
    async giveBack(tx, mail) {
      const sender = await senderOf(deps, mail, mail.at, tx);
      if (!sender) return;
      const fewer = tx
        .createQueryBuilder()
        .update(MailboxDayEntity)
        .set({ sent: () => 'sent - 1' });
      await fewer.where({ ...sender.key, sent: MoreThan(0) }).execute();
    },
    async note(tx, assistant, what) {
      const sender = await senderOf(deps, assistant, clock.now(), tx);
      if (!sender) return;
      await addDay(tx, sender.key);
      const set =
        what === 'bounced' ? { bounced: () => 'bounced + 1' } : { complained: () => 'complained + 1' };
      await tx.createQueryBuilder().update(MailboxDayEntity).set(set).where(sender.key).execute();
    },
    async today(assistant) {
      const now = clock.now();
      const sender = await senderOf(deps, assistant, now, database.manager);
      const days = sender ? await lastDays(database.manager, sender, now) : [];
      const sent = days.find(({ day }) => day === sender?.key.day)?.sent ?? 0;
      return { sent, allowance: allowanceOf(assistant, now), trouble: troubleOf(days) };
    },
    async forgive(assistant) {
      const sender = await senderOf(deps, assistant, clock.now(), database.manager);
      if (!sender) return;
      const { portalId, mailbox } = sender.key;
      await database.manager.update(MailboxDayEntity, { portalId, mailbox }, { bounced: 0, complained: 0 });
    },
    async pullIn() {
      const now = clock.now();
      await database.manager.update(MailboxDayEntity, { nextAt: MoreThan(now) }, { nextAt: now });
    },
  };
}

/** null: the assistant is gone or has no mailbox; then the mail waits for other reasons. */
async function senderOf(
  deps: PaceDeps,
  { portalId, assistantId }: AssistantKey,
  at: number,
  tx: Tx,
): Promise<Sender | null> {
  const assistant = await deps.assistants.find(portalId, assistantId, tx);
  const mailbox = assistant ? mailboxOf(deps, assistant) : null;
  if (!assistant || mailbox === null) return null;
  const zone = (await deps.hubspot.portals.find(portalId, tx))?.timeZone ?? 'UTC';
  const { startMinute, endMinute } = (await deps.settings.get(portalId, tx)).schedule;
  const day = DateTime.fromMillis(at, { zone }).toISODate() ?? new Date(at).toISOString().slice(0, 10);
  return { assistant, key: { portalId, mailbox, day }, zone, dayMs: (endMinute - startMinute) * MINUTE };
}

function mailboxOf({ assistants }: Pick<PaceDeps, 'assistants'>, assistant: Assistant): string | null {
  try {
    const { smtpUrl } = assistants.mailbox(assistant);
    return createHash('sha256').update(mailboxName(smtpUrl, 'smtp')).digest('hex');
  } catch (error) {
    if (isBatonError(error)) return null;
    throw error;
  }
}

// TypeORM writes the defaults of the columns into the object that it inserts: it gets one of its own.
const addDay = (tx: Tx, key: DayKey): Promise<unknown> =>
  tx
    .createQueryBuilder()
    .insert()
    .into(MailboxDayEntity)
    .values({ ...key })
    .orIgnore()
    .execute();

const lastDays = (tx: Tx, { key, zone }: Sender, now: number): Promise<MailboxDay[]> => {
  const first =
    DateTime.fromMillis(now, { zone })
      .minus({ days: DAYS_LOOKED_AT - 1 })
      .toISODate() ?? '';
  const { portalId, mailbox } = key;
  return tx.findBy(MailboxDayEntity, { portalId, mailbox, day: MoreThanOrEqual(first) });
};

async function reserve(deps: PaceDeps, tx: Tx, mail: Mail): Promise<Wait | null> {
  const now = deps.clock.now();
  const sender = await senderOf(deps, mail, now, tx);
  if (!sender) return null;
  const { assistant, key, dayMs } = sender;
  await addDay(tx, key);
  const more = tx.createQueryBuilder().update(MailboxDayEntity);
  const allowance = allowanceOf(assistant, now);
  if (!isProactive(mail) || allowance === null) {
    // An answer may go beyond the day's number, and counts all the same.
    await more
      .set({ sent: () => 'sent + 1' })
      .where(key)
      .execute();
    return null;
  }
  const nextAt = now + withJitter(gapOf(allowance.mails, dayMs), deps.random.fraction());
  const { affected } = await more
    .set({ sent: () => 'sent + 1', nextAt })
    .where(key)
    .andWhere('sent < :most AND next_at <= :now', { most: allowance.mails, now })
    .execute();
  if (affected === 1) return null;
  const today = await tx.findOneByOrFail(MailboxDayEntity, key);
  if (today.sent < allowance.mails) return { kind: 'gap', at: Math.max(today.nextAt, now + 1) };
  return hold(deps, tx, sender, allowance);
}

/** Puts a mail off to the next day on which its mailbox has a place, behind those that were put off before it. */
async function hold(
  { clock }: Pick<PaceDeps, 'clock'>,
  tx: Tx,
  { assistant, key, zone, dayMs }: Sender,
  { mails, warming }: Allowance,
): Promise<Wait> {
  const { held } = await tx.findOneByOrFail(MailboxDayEntity, key);
  await tx
    .createQueryBuilder()
    .update(MailboxDayEntity)
    .set({ held: () => 'held + 1' })
    .where(key)
    .execute();
  const name = `${assistant.name}’s mailbox`;
  const count = mails === 1 ? '1 email' : `${mails} emails`;
  return {
    kind: 'hold',
    why: 'daily-cap',
    text: warming
      ? `${name} is new and warms up: it reached today’s ${count}.`
      : `${name} reached today’s ${count}.`,
    notBefore: startOfDay(clock.now(), zone, 1 + Math.floor(held / Math.max(1, mails))),
    afterMs: (held % Math.max(1, mails)) * gapOf(mails, dayMs),
  };
}

const startOfDay = (now: number, zone: string, days: number): number =>
  DateTime.fromMillis(now, { zone }).plus({ days }).startOf('day').toMillis();

async function look(deps: PaceDeps, portalId: PortalId, mails: readonly Mail[]): Promise<Map<string, Wait>> {
  const waits = new Map<string, Wait>();
  const proactive = mails.filter(isProactive);
  const ids = [...new Set(proactive.map(({ assistantId }) => assistantId))];
  const now = deps.clock.now();
  const queues = new Map<string, { sender: Sender; mails: Mail[] }>();
  for (const assistantId of ids) {
    const sender = await senderOf(deps, { portalId, assistantId }, now, deps.database.manager);
    if (!sender) continue;
    const queue = queues.get(sender.key.mailbox) ?? { sender, mails: [] };
    queue.mails.push(...proactive.filter((mail) => mail.assistantId === assistantId));
    queues.set(sender.key.mailbox, queue);
  }
  for (const { sender, mails: queued } of queues.values())
    for (const [mailId, wait] of await lookAtOne(deps, sender, queued)) waits.set(mailId, wait);
  return waits;
}

/** The mails of one mailbox that are due, those due longest first. */
async function lookAtOne(deps: PaceDeps, sender: Sender, mails: readonly Mail[]): Promise<[string, Wait][]> {
  const now = deps.clock.now();
  const days = await lastDays(deps.database.manager, sender, now);
  const trouble = troubleOf(days);
  if (trouble !== null) return mails.map(({ mailId }) => [mailId, rest(sender, trouble, now)]);
  const allowance = allowanceOf(sender.assistant, now);
  if (allowance === null) return [];
  const today = days.find(({ day }) => day === sender.key.day);
  const free = Math.max(0, allowance.mails - (today?.sent ?? 0));
  const first = Math.max(now, today?.nextAt ?? 0);
  const gap = gapOf(allowance.mails, sender.dayMs);
  const waits: [string, Wait][] = [];
  for (const [place, { mailId }] of mails.entries()) {
    const at = first + place * gap;
    if (place >= free)
      waits.push([
        mailId,
        await deps.database.transaction(async (tx) => {
          await addDay(tx, sender.key);
          return hold(deps, tx, sender, allowance);
        }),
      ]);
    else if (at > now) waits.push([mailId, { kind: 'gap', at }]);
  }
  return waits;
}

/** Looked at again the next day: what came back a week ago counts no more then. An admin may end it before. */
const rest = ({ assistant, zone }: Sender, trouble: string, now: number): Wait => ({
  kind: 'hold',
  why: 'reputation',
  text: `${assistant.name}’s mailbox is paused: ${trouble}. An admin looks into it and resumes it in Baton’s settings.`,
  notBefore: startOfDay(now, zone, 1),
  afterMs: 0,
});

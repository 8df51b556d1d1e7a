import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Assistants } from '../assistants/assistants.ts';
import { DAY, SECOND } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database } from '../database/database.ts';
import { isBatonError } from '../ground/errors.ts';
import { portalId as toPortalId } from '../ground/identifiers.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Logger } from '../ground/logger.ts';
import { dayAt } from '../hubspot/limiter/account-days.ts';
import type { BudgetState } from '../hubspot/limiter/account-limits.ts';
import { budgetWords } from '../hubspot/limiter/words.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Portal } from '../hubspot/types.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { textToHtml } from '../mail-server/html.ts';
import { MESSAGE_ID_PREFIX } from '../mail-server/message-id.ts';
import type { MailTransport, OutgoingMail } from '../mail-server/types.ts';
import { queue } from '../room/queue.ts';
import type { Daemon } from '../room/room.ts';
import { NoticeEntity } from './notice-entity.ts';

export interface NoticeDeps {
  database: Database;
  clock: Clock;
  logger: Logger;
  jobs: Jobs;
  hubspot: Pick<HubSpotRoom, 'portals' | 'limits'>;
  assistants: Pick<Assistants, 'list' | 'mailbox'>;
  mailServer: Pick<MailTransport, 'send'>;
}

export const TELL_QUEUE = 'budget.tell';
const LEVELS = [80, 100] as const;
type Level = (typeof LEVELS)[number];

/** Looks for accounts whose day is used up to a level of which nobody was told yet. */
export const noticeDaemon = (deps: NoticeDeps): Daemon => ({
  name: 'notice used budgets',
  everyMs: 10 * SECOND,
  async run() {
    for (const portalId of await deps.hubspot.limits.nearlyUsed()) await notice(deps, portalId);
  },
});

async function notice({ database, jobs, hubspot }: NoticeDeps, portalId: PortalId): Promise<void> {
  const state = await hubspot.limits.state(portalId);
  const portal = await hubspot.portals.find(portalId);
  if (portal?.status !== 'connected') return;
  const { day } = dayOf(state, portal);
  const level = LEVELS.findLast((one) => isReached(state, one));
  if (level === undefined) return;
  await database.transaction(async (tx) => {
    if (await tx.findOneBy(NoticeEntity, { portalId, day, level })) return;
    // Of a lower level that was passed at the same time nobody needs to hear any more.
    const rows = LEVELS.filter((one) => one <= level).map((one) => ({
      portalId,
      day,
      level: one,
      told: one < level,
    }));
    await tx.createQueryBuilder().insert().into(NoticeEntity).values(rows).orIgnore().execute();
    const key = `${portalId}:${day}:${level}`;
    await jobs.enqueue(tx, { queue: TELL_QUEUE, key, data: { portalId, day, level } });
  });
}

const isReached = ({ used, perDay, spent }: BudgetState, level: Level): boolean =>
  spent || (perDay !== null && used * 100 >= perDay * level);

/** The day that the state is about: one before its midnight. */
const dayOf = ({ dayEndsAt }: BudgetState, { timeZone }: Portal) => dayAt(dayEndsAt - 1, timeZone);

/** Writes to the admin. Run again after it died in between, it may write twice: better than not at all. */
export const tellQueue = (deps: NoticeDeps) =>
  queue({
    name: TELL_QUEUE,
    options: { concurrency: 2, attempts: 20 },
    data: z.object({ portalId: z.string(), day: z.string(), level: z.literal(LEVELS) }),
    run: ({ portalId, day, level }) => tell(deps, toPortalId(portalId), day, level),
  });

async function tell(deps: NoticeDeps, portalId: PortalId, day: string, level: Level): Promise<void> {
  const { database, hubspot, logger, clock } = deps;
  const row = await database.manager.findOneBy(NoticeEntity, { portalId, day, level });
  const portal = await hubspot.portals.find(portalId);
  if (!row || row.told || !portal) return;
  const state = await hubspot.limits.state(portalId);
  // Not news any more: a new day has begun, or the limit was raised.
  const isNews = dayOf(state, portal).day === day && isReached(state, level);
  if (isNews) {
    const { used, perDay, spent } = state;
    logger.warn(
      { portalId, level, used, perDay, spent },
      'the calls that an account may make today are used up',
    );
    await writeToAdmin(deps, portal, { state, day, level, at: clock.now() });
  }
  await database.manager.update(NoticeEntity, { portalId, day, level }, { told: true });
  await forgetOld(database, portalId, day);
}

/** From the first assistant that has a mailbox; where none has, the page says it alone. */
async function writeToAdmin(
  { assistants, mailServer, logger }: NoticeDeps,
  portal: Portal,
  said: { state: BudgetState; day: string; level: Level; at: number },
): Promise<void> {
  const { portalId, connectedByEmail } = portal;
  const [assistant] = await assistants.list(portalId);
  if (!connectedByEmail || !assistant) return;
  try {
    const { subject, text } = noticeWords(said.state, said.level, portal.timeZone);
    const domain = assistant.email.split('@')[1] ?? 'localhost';
    const mail: OutgoingMail = {
      messageId: `<${MESSAGE_ID_PREFIX}budget-${portalId}-${said.day}-${said.level}@${domain}>`,
      from: { email: assistant.email, name: 'Baton' },
      to: { email: connectedByEmail, name: '' },
      subject,
      text,
      html: textToHtml(text),
      inReplyTo: null,
      references: [],
      unsubscribeUrl: null,
      date: said.at,
      automatic: true,
    };
    await mailServer.send(assistants.mailbox(assistant), mail);
  } catch (error) {
    if (!isBatonError(error) || error.retry !== 'never') throw error;
    logger.warn({ portalId, code: error.code }, 'the admin could not be written to about the API budget');
  }
}

const calls = (count: number): string => count.toLocaleString('en-US');

/** @param zone of the account */
export function noticeWords(
  state: BudgetState,
  level: Level,
  zone: string,
): { subject: string; text: string } {
  const { used, perDay, spent, dayEndsAt } = state;
  const until = DateTime.fromMillis(dayEndsAt, { zone, locale: 'en-GB' }).toFormat('d LLLL, HH:mm');
  const subject = spent
    ? 'HubSpot takes no more API calls today'
    : level === 80
      ? '80 % of today’s HubSpot API calls are used'
      : 'Today’s HubSpot API calls are used up';
  const count = perDay === null ? `${calls(used)} calls` : `${calls(used)} of ${calls(perDay)} calls`;
  return {
    subject,
    text: [
      `Baton made ${count} to HubSpot today.`,
      budgetWords(state, zone) ?? '',
      `Everything goes on by itself on ${until} (${zone}), or at once when you allow more calls in Baton’s settings under HubSpot API.`,
    ]
      .filter((line) => line !== '')
      .join('\n\n'),
  };
}

/** Days compare as texts do. */
async function forgetOld(database: Database, portalId: PortalId, day: string): Promise<void> {
  const month = dayAt(Date.parse(day) - 31 * DAY, 'UTC').day;
  await database.manager
    .createQueryBuilder()
    .delete()
    .from(NoticeEntity)
    .where('portal_id = :portalId AND day < :month', { portalId, month })
    .execute();
}

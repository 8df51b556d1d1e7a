import { In } from 'typeorm';
import type { Clock } from '../ground/clock.ts';
import type { Tx } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { releaseMail } from './mail-claims.ts';
import { MailEntity } from './mail-entity.ts';
import type { Mail } from './mail-entity.ts';

export const MAIL_FLUSH_QUEUE = 'mail.flush';

/** A mail to be, as the rooms that cause it name it. */
export type NewMail = Pick<
  Mail,
  'portalId' | 'mailId' | 'contactId' | 'assistantId' | 'kind' | 'round' | 'step'
> &
  /** Where it is known before the mail is written. */
  Partial<Pick<Mail, 'toAddress'>>;

export type HeldMail = Pick<Mail, 'portalId' | 'mailId'>;

interface QueueDeps {
  jobs: Jobs;
  clock: Clock;
}

/** Mails are due, from `runAt` on (epoch ms; absent: now). In the transaction that makes them so. */
export const askForFlush = (deps: Pick<QueueDeps, 'jobs'>, tx: Tx, portalId: PortalId, runAt?: number) =>
  deps.jobs.enqueue(tx, {
    queue: MAIL_FLUSH_QUEUE,
    key: portalId,
    data: { portalId },
    ...(runAt === undefined ? {} : { runAt }),
  });

/** See `MailOutbox.release`. */
export async function releaseHeld(
  deps: QueueDeps,
  tx: Tx,
  { portalId, mailId }: HeldMail,
  at: number,
): Promise<boolean> {
  const held = await tx.findOneBy(MailEntity, { portalId, mailId, state: 'held' });
  const change = { state: 'due', at, leasedUntil: 0, error: null } as const;
  if (!held || !(await releaseMail(tx, held, change, ['held']))) return false;
  await askForFlush(deps, tx, portalId, at);
  return true;
}

/** See `MailOutbox.queue`. */
export async function queueMail(deps: QueueDeps, tx: Tx, mail: NewMail): Promise<void> {
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

import { In, MoreThan } from 'typeorm';
import type { Database, Tx } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { MailEntity } from './mail-entity.ts';
import type { Mail, MailState } from './mail-entity.ts';

/** Takes due mails for this process until the lease ends. */
export const claimDueMails = (
  database: Database,
  portalId: PortalId,
  now: number,
  leaseMs: number,
  limit: number,
) => claim(database, portalId, 'due', now, leaseMs, limit);

/** Takes mails that were being sent by a process that has not been heard of since. */
export const claimLostMails = (database: Database, portalId: PortalId, now: number, leaseMs: number) =>
  claim(database, portalId, 'sending', now, leaseMs, 20);

function claim(
  database: Database,
  portalId: PortalId,
  state: 'due' | 'sending',
  now: number,
  leaseMs: number,
  limit: number,
): Promise<Mail[]> {
  return database.transaction(async (tx) => {
    const query = tx
      .createQueryBuilder(MailEntity, 'mail')
      .where('mail.portalId = :portalId AND mail.state = :state', { portalId, state })
      .andWhere('mail.at <= :now AND mail.leasedUntil <= :now', { now })
      .orderBy('mail.at', 'ASC')
      .limit(limit);
    if (database.kind === 'postgres') query.setLock('pessimistic_write').setOnLocked('skip_locked');
    const mails = await query.getMany();
    if (mails.length === 0) return [];
    const leasedUntil = now + leaseMs;
    await tx.update(MailEntity, { portalId, mailId: In(mails.map((mail) => mail.mailId)) }, { leasedUntil });
    return mails.map((mail) => ({ ...mail, leasedUntil }));
  });
}

/** Tells that the process which sends these mails lives. */
export async function renewMails(
  database: Database,
  mails: readonly Mail[],
  leasedUntil: number,
): Promise<void> {
  for (const { portalId, mailId } of mails)
    await database.manager.update(MailEntity, { portalId, mailId, state: 'sending' }, { leasedUntil });
}

/** No mail on its way out waits or is claimed for longer than usual: its times were computed before the clock was set back. */
export async function pullInMails({ manager }: Database, now: number, leaseMs: number): Promise<void> {
  const onItsWay = { state: In(['due', 'sending'] satisfies MailState[]) };
  const latest = now + leaseMs;
  await manager.update(MailEntity, { ...onItsWay, at: MoreThan(now) }, { at: now });
  await manager.update(MailEntity, { ...onItsWay, leasedUntil: MoreThan(latest) }, { leasedUntil: latest });
}

/** Moves a mail on if it still is where it was. Resolves to false if somebody else moved it (a cancel, another process). */
export async function releaseMail(
  tx: Tx,
  mail: Mail,
  change: Partial<Mail>,
  from: readonly MailState[],
): Promise<boolean> {
  const { portalId, mailId } = mail;
  const result = await tx.update(
    MailEntity,
    { portalId, mailId, state: In([...from]), attempts: mail.attempts },
    change,
  );
  // sqlite3 reports the count through TypeORM only on some paths; reading back is right on both databases.
  if (typeof result.affected === 'number') return result.affected > 0;
  const row = await tx.findOneBy(MailEntity, { portalId, mailId });
  return row?.state === change.state && row?.attempts === (change.attempts ?? mail.attempts);
}

/**
 * It does not leave. Only by this claim: whoever put it off may have queued it anew before the refusal is written, and
 * nobody would look at it again.
 */
export async function refuseMail({ manager }: Database, mail: Mail, reason: string): Promise<void> {
  const { portalId, mailId, attempts, leasedUntil } = mail;
  const claimed = { portalId, mailId, attempts, leasedUntil, state: In(['due', 'cancelled'] as MailState[]) };
  await manager.update(MailEntity, claimed, { state: 'refused', error: reason });
}

/**
 * Back to due at a later time. Only from where the caller had it: a mail that was cancelled meanwhile stays cancelled,
 * and one that another process is sending, or has taken for another attempt, is not sent a second time.
 */
export async function requeueMail(tx: Tx, mail: Mail, at: number, reason: string): Promise<void> {
  const attempts = mail.attempts + (mail.state === 'due' ? 1 : 0);
  await releaseMail(tx, mail, { state: 'due', at, leasedUntil: 0, attempts, error: reason }, [mail.state]);
}

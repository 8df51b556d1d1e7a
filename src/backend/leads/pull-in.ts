import { MoreThan } from 'typeorm';
import { DAY } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database } from '../database/database.ts';
import { LeadEntity } from './lead/lead-entity.ts';
import { LeadLineEntity } from './list/line-entity.ts';

/**
 * After the clock was set back: what is known of a contact from times that have not come yet may be older than any
 * reading from now on, and what was planned from the moment of an assignment is planned from now.
 */
export async function pullInLeads({ database, clock }: { database: Database; clock: Clock }): Promise<void> {
  const now = clock.now();
  await database.transaction(async (tx) => {
    await tx.update(LeadEntity, { ownerReadAt: MoreThan(now) }, { ownerReadAt: 0 });
    await tx.update(LeadEntity, { contextAt: MoreThan(now) }, { contextAt: 0 });
    // Farther ahead than any setting plans.
    await tx.update(LeadEntity, { riskAt: MoreThan(now + 30 * DAY) }, { riskAt: now + 2 * DAY });
    await tx
      .createQueryBuilder()
      .update(LeadEntity)
      .set({ wakeAt: () => 'wake_at - (assigned_at - :now)', assignedAt: now })
      .where('assigned_at > :now', { now })
      .execute();
    await tx
      .createQueryBuilder()
      .update(LeadLineEntity)
      .set({ nextEmailAt: () => 'next_email_at - (assigned_at - :now)', assignedAt: now })
      .where('assigned_at > :now', { now })
      .execute();
  });
}

import { IsNull, MoreThan, Not } from 'typeorm';
import type { Database } from '../../database/database.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { contactId as toContactId } from '../../ground/identifiers.ts';
import type { Settings } from '../../settings/settings.ts';
import type { OptOuts } from '../../unsubscribe/opt-outs.ts';
import { LeadEntity } from '../lead/lead-entity.ts';

export const SHARE_OPT_OUTS_QUEUE = 'leads.share-opt-outs';

/** Written in one transaction. */
const AT_ONCE = 200;

interface Deps {
  database: Database;
  settings: Pick<Settings, 'get'>;
  optOuts: OptOuts;
}

/** Who unsubscribed. A legal matter waits for a person first. */
const unsubscribed = (portalId: PortalId) =>
  ({ portalId, state: 'UnSubscribed', legalAt: IsNull(), email: Not(IsNull()) }) as const;

/** How many contacts unsubscribed so far. */
export const countUnsubscribed = ({ manager }: Database, portalId: PortalId): Promise<number> =>
  manager.countBy(LeadEntity, unsubscribed(portalId));

/** Tells HubSpot of those who unsubscribed before an admin switched it on. What was told is not told again. */
export function createShareOptOuts({ database, settings, optOuts }: Deps) {
  return async (portalId: PortalId): Promise<void> => {
    if (!(await settings.get(portalId)).shareOptOuts) return;
    let after: ContactId = toContactId(0);
    for (;;) {
      const leads = await database.manager.find(LeadEntity, {
        select: { contactId: true, email: true, closedAt: true, assignedAt: true },
        where: { ...unsubscribed(portalId), contactId: MoreThan(after) },
        order: { contactId: 'ASC' },
        take: AT_ONCE,
      });
      await database.transaction(async (tx) => {
        for (const { contactId, email, closedAt, assignedAt } of leads)
          await optOuts.heard(
            tx,
            { portalId, contactId, address: email ?? '' },
            { at: closedAt ?? assignedAt, lane: 'bulk' },
          );
      });
      const last = leads.at(-1);
      if (leads.length < AT_ONCE || !last) return;
      after = last.contactId;
    }
  };
}

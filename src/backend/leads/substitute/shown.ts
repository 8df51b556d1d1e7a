import type { SubstituteView } from '../../../cards/contact/contract.ts';
import type { Clock } from '../../ground/clock.ts';
import type { Database } from '../../database/database.ts';
import { contactUrl } from '../hand-back/known-contact.ts';
import type { LinkDeps } from '../hand-back/known-contact.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { roundKey } from '../lead/round-key.ts';
import { isOpen, noLonger } from './no-longer.ts';
import { SubstituteEntity } from './substitute-entity.ts';

export interface ShownDeps extends Pick<LinkDeps, 'config'> {
  database: Database;
  hubspot: LinkDeps['hubspot'];
  clock: Clock;
}

/** Whom the last absence notice of this round names, and whether the assistant writes to them; null: nobody. */
export async function shownSubstitute(
  deps: ShownDeps,
  absent: Lead,
  assistantName: string,
): Promise<SubstituteView | null> {
  const { portalId, contactId } = absent;
  const row = await deps.database.manager.findOne(SubstituteEntity, {
    where: { portalId, absentId: contactId, round: roundKey(absent) },
    order: { announcedAt: 'DESC' },
  });
  if (row?.email == null) return null;
  const reason = isOpen(row) ? noLonger(row, absent, deps.clock.now()) : row.reason;
  const dueNow = row.stage === 'creating' || row.dueAt <= deps.clock.now();
  return {
    person: row.person,
    name: row.name,
    email: row.email,
    url: row.contactId ? await contactUrl(deps, portalId, row.contactId) : null,
    assistantName,
    ownerName: row.ownerName,
    at: row.dueAt,
    standing:
      row.stage === 'written'
        ? 'written'
        : !isOpen(row) || reason !== null
          ? 'dropped'
          : dueNow
            ? 'starting'
            : 'announced',
    reason,
  };
}

import type { Elsewhere } from '../../../cards/contact/contract.ts';
import type { Database } from '../../database/database.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { isGone } from '../deciding/states.ts';
import { contactUrl } from '../hand-back/known-contact.ts';
import type { LinkDeps } from '../hand-back/known-contact.ts';
import { leadNow } from '../lead/apply.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { contactName } from '../telling/words.ts';
import type { ContactSnapshots } from './snapshots.ts';

interface Deps extends Pick<LinkDeps, 'config'> {
  hubspot: Parameters<typeof contactUrl>[0]['hubspot'];
  database: Database;
  snapshots: Pick<ContactSnapshots, 'get'>;
}

/**
 * The contact that this one went into; null: none. Its own lead knows where both had one; else the lead is the other's
 * now, and HubSpot leads to it.
 * @throws what the look at the contact throws
 */
export async function shownMerge(
  deps: Deps,
  portalId: PortalId,
  contactId: ContactId,
  lead: Lead | null,
): Promise<Pick<Elsewhere, 'name' | 'url'> | null> {
  const own = lead?.mergedInto ? await leadNow(deps.database, portalId, contactId) : null;
  const into = own ?? (await deps.snapshots.get(portalId, contactId, lead)).mergedInto;
  if (!into) return null;
  const gone = own !== null && isGone(own.subState);
  return { name: contactName(into), url: gone ? null : await contactUrl(deps, portalId, into.contactId) };
}

/** Whoever acts on a card from before the merge is told of it; any other refusal stays as it is. */
export const unlessMerged =
  (deps: Deps, portalId: PortalId, contactId: ContactId) =>
  async (error: unknown): Promise<never> => {
    if (!isBatonError(error, 'CONFLICT')) throw error;
    const lead = await deps.database.manager.findOneBy(LeadEntity, { portalId, contactId });
    const merge = await shownMerge(deps, portalId, contactId, lead).catch(() => null);
    if (!merge) throw error;
    throw new BatonError(
      'CONFLICT',
      `This contact was merged into ${merge.name}. Open that one and act there.`,
    );
  };

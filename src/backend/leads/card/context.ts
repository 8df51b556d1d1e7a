import type { Database } from '../../database/database.ts';
import { BatonError } from '../../ground/errors.ts';
import type { ContactId } from '../../ground/identifiers.ts';
import { addressOf } from '../../http/caller.ts';
import type { Caller } from '../../http/caller.ts';
import type { Outbox } from '../../hubspot/types.ts';
import { contextOf } from '../contact/contact-properties.ts';
import type { Leads } from '../leads.ts';
import type { ContactSnapshots } from './snapshots.ts';

export interface SaveContextDeps {
  database: Database;
  outbox: Pick<Outbox, 'updateContact'>;
  leads: Pick<Leads, 'find' | 'tell'>;
  snapshots: ContactSnapshots;
}

/** Saves the Context of a contact. `base`: what the rep saw before. @throws BatonError CONFLICT with what stands there now */
export async function saveContext(
  deps: SaveContextDeps,
  caller: Caller,
  contactId: ContactId,
  change: { context: string; base: string },
): Promise<void> {
  const { portalId } = caller;
  const context = change.context.trim();
  const lead = await deps.leads.find(portalId, contactId);
  const known = await deps.snapshots.get(portalId, contactId, lead);
  const current = contextOf(await deps.snapshots.fresh(portalId, contactId)) ?? '';
  // `known` counts too: what this card saved a moment ago may not have reached HubSpot yet.
  if (![current, known.context ?? ''].includes(change.base.trim())) {
    throw new BatonError('CONFLICT', 'Somebody changed the Context meanwhile.', { context: { current } });
  }
  await deps.database.transaction((tx) =>
    deps.outbox.updateContact(tx, {
      portalId,
      contactId,
      lane: 'interactive',
      properties: { baton_context: context },
    }),
  );
  deps.snapshots.remember(portalId, contactId, { context: context || null });
  await deps.leads.tell(portalId, contactId, `Context saved by ${addressOf(caller)}`, {
    type: 'context-changed',
    context: context || null,
  });
}

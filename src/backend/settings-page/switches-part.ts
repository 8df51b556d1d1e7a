import type { SettingsView } from '../../cards/settings/contract.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Outbox } from '../hubspot/types.ts';
import type { ReconcileRoom } from '../reconcile/open.ts';
import type { PortalSettings } from '../settings/portal-settings.ts';

interface Deps {
  outbox: Pick<Outbox, 'waiting'>;
  reconcile: ReconcileRoom;
}

/** What an admin lets flow between the account and Baton, and how far the first sync is. */
export async function switchesPart(
  { outbox, reconcile }: Deps,
  portalId: PortalId,
  {
    dataSync: { on, since },
    emailActivity,
    setUp,
  }: Pick<PortalSettings, 'dataSync' | 'emailActivity' | 'setUp'>,
): Promise<Pick<SettingsView, 'dataSync' | 'emailActivity' | 'setUp'>> {
  return {
    dataSync: {
      on,
      since,
      waiting: on ? 0 : await outbox.waiting(portalId),
      firstSync: on && since !== null ? await reconcile.firstSync(portalId, since) : null,
    },
    emailActivity,
    setUp,
  };
}

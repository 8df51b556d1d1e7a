import type { AssistantsRoom } from '../assistants/open.ts';
import { withPurpose } from '../hubspot/calls/purpose.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadsRoom } from '../leads/open.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { WebhooksRoom } from '../webhooks/open.ts';
import { SECOND } from '../ground/clock.ts';
import { askForPortals } from '../jobs/ask.ts';
import { portalQueue } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { createReconcile, RECONCILE_QUEUE } from './reconcile.ts';
import type { Reconcile } from './reconcile.ts';

export type ReconcileNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  settings: SettingsRoom;
  assistants: AssistantsRoom;
  leads: LeadsRoom;
  webhooks: WebhooksRoom;
};

export type ReconcileRoom = Pick<Reconcile, 'firstSync'>;

async function beginFirstSync(
  needs: ReconcileNeeds,
  reconcile: Reconcile,
  portalId: PortalId,
): Promise<void> {
  const { on, since } = (await needs.settings.get(portalId)).dataSync;
  if (on && since !== null && (await reconcile.firstSync(portalId, since)))
    await askForPortals(needs, RECONCILE_QUEUE, [portalId]);
}

export async function openReconcile(needs: ReconcileNeeds): Promise<Opened<ReconcileRoom>> {
  const { hubspot, webhooks } = needs;
  const reconcile = createReconcile({ ...needs, hubspotTime: hubspot.time, announced: webhooks.announced });
  /** Nobody knows how long Baton was away, or how long ago it looked last. */
  const lookEverywhere = async (): Promise<void> => {
    const portals = await hubspot.portals.connected();
    const ids = portals.map(({ portalId }) => portalId);
    await askForPortals(needs, RECONCILE_QUEUE, ids);
  };
  return {
    api: { firstSync: reconcile.firstSync },
    queues: [portalQueue(RECONCILE_QUEUE, withPurpose('check', reconcile.run))],
    daemons: [
      {
        name: 'reconcile',
        everyMs: 2 * SECOND,
        run: async () => askForPortals(needs, RECONCILE_QUEUE, await reconcile.due()),
      },
    ],
    on: {
      setBack: lookEverywhere,
      // Data sync may have been switched on: its first sync begins now, and not with the next round.
      settingsChanged: (portalId, what) =>
        what === 'account' ? beginFirstSync(needs, reconcile, portalId) : Promise.resolve(),
    },
    start: lookEverywhere,
  };
}

import type { AssistantsRoom } from '../assistants/open.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { OutboxRoom } from '../hubspot/outbox/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { MailTransport } from '../mail-server/types.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { Slot } from '../room/slot.ts';
import type { SettingsRoom } from '../settings/open.ts';
import { apply } from './allowed.ts';
import { noticeDaemon, tellQueue } from './notices.ts';
import { budgetRoutes } from './routes.ts';
import { beginSetUp } from './set-up.ts';
import { apiUse } from './use.ts';

export type BudgetNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  outbox: OutboxRoom;
  settings: SettingsRoom;
  mailServer: MailTransport;
  assistants: AssistantsRoom;
};

export interface BudgetRoom {
  /** How many contacts were handed to an assistant since then, epoch ms. */
  readonly handedOverSince: Slot<(portalId: PortalId, since: number) => Promise<number>>;
}

export async function openBudget(needs: BudgetNeeds): Promise<Opened<BudgetRoom>> {
  const handedOverSince: BudgetRoom['handedOverSince'] = needs.slot('budget.handedOverSince');
  const using = { ...needs, handedOverSince: (...of: [PortalId, number]) => handedOverSince.filled(...of) };
  return {
    api: { handedOverSince },
    routes: budgetRoutes({ ...needs, view: needs.settings.view, use: (portalId) => apiUse(using, portalId) }),
    queues: [tellQueue(needs)],
    daemons: [noticeDaemon(needs)],
    on: {
      async connected(tx, portalId) {
        await apply(needs, tx, portalId);
        await beginSetUp(needs, tx, portalId);
      },
    },
  };
}

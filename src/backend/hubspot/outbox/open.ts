import type { Jobs } from '../../jobs/jobs.ts';
import type { HubSpotRoom } from '../open.ts';
import type { Ground, Opened } from '../../room/room.ts';
import type { Slot } from '../../room/slot.ts';
import type { OnOutcome, Outbox } from '../types.ts';
import { createOutbox, outboxQueues } from './outbox.ts';

export type OutboxNeeds = Ground & { jobs: Jobs; hubspot: HubSpotRoom };

export interface OutboxRoom extends Outbox {
  readonly outcomes: Slot<OnOutcome>;
}

export async function openOutbox(needs: OutboxNeeds): Promise<Opened<OutboxRoom>> {
  const { client, contacts, isBusy, known, limits } = needs.hubspot;
  const outbox = createOutbox({ ...needs, client, contacts, isBusy, known, limits });
  const outcomes: OutboxRoom['outcomes'] = needs.slot('outbox.outcomes');
  outbox.onOutcome((tx, outcome) => outcomes.filled(tx, outcome));
  return {
    api: Object.assign(outbox, { outcomes }),
    queues: outboxQueues(outbox),
    on: {
      connected: (tx, portalId) => outbox.resume(tx, portalId),
      pullIn: () => outbox.pullIn(),
      async erase(tx, portalId, ids) {
        for (const id of ids) await outbox.eraseContact(tx, portalId, id);
      },
    },
  };
}

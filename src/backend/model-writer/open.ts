import { z } from 'zod';
import { In, LessThan } from 'typeorm';
import type { Activity } from '../activity/activity.ts';
import { DAY } from '../ground/clock.ts';
import { portalId as toPortalId } from '../ground/identifiers.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { ModelProviderRoom } from '../model-provider/open.ts';
import { plainQueue, queue, untilItSucceeds } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { Slot } from '../room/slot.ts';
import { createDrafts, WRITE_QUEUE } from './drafts.ts';
import type { Drafts } from './drafts.ts';
import { ModelDraftEntity } from './model-draft-entity.ts';
import { createWrite } from './write.ts';
import type { Wanted } from './write.ts';

export type ModelWriterNeeds = Ground & {
  jobs: Jobs;
  activity: Activity;
  modelProvider: ModelProviderRoom;
};

/** Lets the language model of an account write, once for the same input. What it writes waits here until it is used. */
export interface ModelWriterRoom extends Drafts {
  /** Whether an account lets its model write. */
  isOn(portalId: PortalId): Promise<boolean>;
  /** The accounts that do. */
  portals(): Promise<PortalId[]>;
  /** Whether somebody still wants what is to be written: asked right before the model is. */
  readonly wanted: Slot<Wanted>;
}

const KEPT_DAYS = 30;

export async function openModelWriter(needs: ModelWriterNeeds): Promise<Opened<ModelWriterRoom>> {
  const { database, clock, modelProvider } = needs;
  const wanted: ModelWriterRoom['wanted'] = needs.slot('modelWriter.wanted');
  const drafts = createDrafts(needs);
  const write = createWrite({ ...needs, ask: modelProvider.askToWrite, wanted });
  return {
    api: { ...drafts, isOn: modelProvider.writes, portals: modelProvider.writing, wanted },
    queues: [
      queue({
        name: WRITE_QUEUE,
        options: { concurrency: 4, ...untilItSucceeds },
        data: z.object({ portalId: z.string(), draftId: z.string(), inputHash: z.string() }),
        run: ({ portalId, ...key }) => write({ portalId: toPortalId(portalId), ...key }),
      }),
      plainQueue({
        name: 'model-writer.forget',
        options: { concurrency: 1 },
        cron: '37 3 * * *',
        run: () =>
          database.manager.delete(ModelDraftEntity, { askedAt: LessThan(clock.now() - KEPT_DAYS * DAY) }),
      }),
    ],
    on: {
      // Nothing more is sent to the provider of an account that left.
      disconnected: async (tx, portalId) => void (await tx.delete(ModelDraftEntity, { portalId })),
      erase: async (tx, portalId, ids) =>
        void (await tx.delete(ModelDraftEntity, { portalId, contactId: In([...ids]) })),
    },
  };
}

import { z } from 'zod';
import type { AssistantsRoom } from '../assistants/open.ts';
import type { FieldMapping } from '../field-mapping/open.ts';
import { portalId as toPortalId } from '../ground/identifiers.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { MailTransport } from '../mail-server/types.ts';
import { queue, untilItSucceeds } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { Slot } from '../room/slot.ts';
import { sequenceRoutes } from './routes.ts';
import { APPLY_QUEUE, createSequences } from './sequences.ts';
import type { Sequences } from './sequences.ts';
import type { SequencesInUse } from './use.ts';
import { usesOf } from './uses.ts';

export type SequencesNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  mailServer: MailTransport;
  assistants: AssistantsRoom;
  fieldMapping: FieldMapping;
};

export interface SequencesRoom extends Pick<Sequences, 'all' | 'chooser'> {
  readonly inUse: Slot<SequencesInUse>;
}

export async function openSequences(needs: SequencesNeeds): Promise<Opened<SequencesRoom>> {
  const sequences = createSequences(needs);
  const inUse: SequencesRoom['inUse'] = needs.slot('sequences.inUse');
  needs.fieldMapping.uses.fill(async (portalId) => usesOf(await sequences.own(portalId)));
  const apply = queue({
    name: APPLY_QUEUE,
    options: { concurrency: 1, ...untilItSucceeds },
    data: z.object({ portalId: z.string(), sequenceId: z.string() }),
    run: async ({ portalId, sequenceId }) => {
      const { version, content } = await sequences.one(toPortalId(portalId), sequenceId);
      await inUse.filled.apply(toPortalId(portalId), { ...content, sequenceId, version });
    },
  });
  const { all, chooser } = sequences;
  return {
    api: { all, chooser, inUse },
    routes: sequenceRoutes({ ...needs, sequences, inUse }),
    queues: [apply],
  };
}

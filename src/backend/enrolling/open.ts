import { In } from 'typeorm';
import { z } from 'zod';
import type { AssistantsRoom } from '../assistants/open.ts';
import type { CampaignsRoom } from '../campaigns/open.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import { campaignId, portalId } from '../ground/identifiers.ts';
import type { FieldMapping } from '../field-mapping/open.ts';
import { withPurpose } from '../hubspot/calls/purpose.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { OutboxRoom } from '../hubspot/outbox/open.ts';
import { askForPortals } from '../jobs/ask.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadsRoom } from '../leads/open.ts';
import { plainQueue, portalQueue, queue, untilItSucceeds } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { SequencesRoom } from '../sequences/open.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { DecideDeps } from './decide.ts';
import { createDryRuns, eraseReviews, forgetReviews, REVIEW_QUEUE } from './dry-run/dry-run.ts';
import type { DryRuns } from './dry-run/dry-run.ts';
import { createAgainWork } from './enroll-again.ts';
import { createEnrollWork } from './enroll-work.ts';
import { createLeadWork } from './lead-work.ts';
import {
  completeFinished,
  createLook,
  createLookAtAll,
  duePortals,
  listChanged,
  LOOK_QUEUE,
  pullInReadings,
  watchedLists,
} from './look.ts';
import { MemberEntity } from './member-entity.ts';
import type { RunRow } from './member-entity.ts';
import { createRuns, RUN_QUEUE } from './runs.ts';
import type { Work } from './runs.ts';

export type EnrollingNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  outbox: OutboxRoom;
  settings: SettingsRoom;
  assistants: AssistantsRoom;
  fieldMapping: FieldMapping;
  sequences: SequencesRoom;
  campaigns: CampaignsRoom;
  leads: LeadsRoom;
};

/** What pages about campaigns decide with. */
export interface EnrollingRoom extends DecideDeps {
  readonly dryRuns: DryRuns;
  /** See `watchedLists`. */
  watchedLists(): ReturnType<typeof watchedLists>;
  /** See `listChanged`. */
  listChanged(changed: Parameters<typeof listChanged>[1]): Promise<void>;
}

const LOOK_AT_ALL_QUEUE = 'enrolling.look-at-all';
const ofCampaign = z.object({
  portalId: z.string().transform(portalId),
  campaignId: z.string().transform(campaignId),
});

/** Brings contacts into campaigns, and what is decided about campaigns to their contacts. */
export async function openEnrolling(needs: EnrollingNeeds): Promise<Opened<EnrollingRoom>> {
  const { database, clock, hubspot, outbox } = needs;
  const { lists, portals } = hubspot;
  const runs = createRuns({ ...needs, portals, waitingWrites: (id) => outbox.due(id) });
  const looking = { ...needs, lists, portals, runs };
  const enroll = createEnrollWork({ ...needs, lists });
  const again = createAgainWork({ ...needs, lists });
  const tellLeads = createLeadWork(needs);
  const dryRuns = createDryRuns({ ...needs, lists, portals });
  const works = ({ kind }: RunRow): Work =>
    kind === 'enroll' || kind === 'test' ? enroll : kind === 'again' ? again : tellLeads;
  const look = createLook(looking);
  return {
    api: {
      ...needs,
      lists,
      runs,
      dryRuns,
      watchedLists: () => watchedLists(looking),
      listChanged: (changed) => listChanged(looking, changed),
    },
    queues: [
      queue({
        name: RUN_QUEUE,
        options: { concurrency: 2, ...untilItSucceeds },
        data: ofCampaign,
        run: withPurpose('campaign', (of) => runs.work(of.portalId, of.campaignId, works)),
      }),
      queue({
        name: LOOK_QUEUE,
        options: { concurrency: 2, ...untilItSucceeds },
        data: ofCampaign.extend({ sign: z.string().nullish() }),
        run: withPurpose('campaign', (of) => look(of.portalId, of.campaignId, of.sign ?? null)),
      }),
      portalQueue(LOOK_AT_ALL_QUEUE, withPurpose('campaign', createLookAtAll(looking)), {
        concurrency: 2,
        ...untilItSucceeds,
      }),
      queue({
        name: REVIEW_QUEUE,
        options: { concurrency: 2, ...untilItSucceeds },
        data: ofCampaign,
        run: withPurpose('campaign', (of) => dryRuns.work(of.portalId, of.campaignId)),
      }),
      plainQueue({
        name: 'enrolling.forget-runs',
        options: { concurrency: 1 },
        cron: '29 3 * * *',
        async run() {
          await runs.forget();
          await forgetReviews({ database, clock });
        },
      }),
    ],
    daemons: [
      {
        name: 'look at lists of campaigns',
        everyMs: 10 * SECOND,
        async run() {
          await askForPortals(needs, LOOK_AT_ALL_QUEUE, await duePortals(looking));
        },
      },
      { name: 'complete campaigns', everyMs: 20 * SECOND, run: () => completeFinished(looking) },
      { name: 'sweep runs of campaigns', everyMs: MINUTE, run: () => runs.sweep() },
    ],
    on: {
      pullIn: () => pullInReadings({ database, clock }),
      async erase(tx, portal, ids) {
        await tx.delete(MemberEntity, { portalId: portal, contactId: In([...ids]) });
        await eraseReviews(tx, portal, ids);
      },
    },
  };
}

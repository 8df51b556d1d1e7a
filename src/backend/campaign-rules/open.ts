import { In, IsNull, LessThan, Not } from 'typeorm';
import { z } from 'zod';
import type { AssistantsRoom } from '../assistants/open.ts';
import type { CampaignsRoom } from '../campaigns/open.ts';
import type { FieldMapping } from '../field-mapping/open.ts';
import type { EnrollingRoom } from '../enrolling/open.ts';
import { DAY, MINUTE, SECOND } from '../ground/clock.ts';
import { campaignId, portalId } from '../ground/identifiers.ts';
import type { ContactId, PortalId } from '../ground/identifiers.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import { ask, askForPortals } from '../jobs/ask.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadsRoom } from '../leads/open.ts';
import { plainQueue, portalQueue, queue, untilItSucceeds } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { SettingsRoom } from '../settings/open.ts';
import { OTHERS_QUEUE, tellOthers } from './fire.ts';
import { FiringEntity } from './firing-entity.ts';
import { letGoOn } from './going-on.ts';
import { dueForLook, lookAtChanged, lookForMeetings, lookRegularly, pullInLooks, watching } from './look.ts';
import type { LookDeps } from './look.ts';
import { ruleRoutes } from './routes.ts';

export type CampaignRulesNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  settings: SettingsRoom;
  campaigns: CampaignsRoom;
  assistants: AssistantsRoom;
  leads: LeadsRoom;
  enrolling: EnrollingRoom;
  fieldMapping: FieldMapping;
};

const LOOK_QUEUE = 'campaign-rules.look';
/** Longer than the history of any campaign that anybody looks at: the same cause must not count twice. */
const KEPT_MS = 400 * DAY;
const ofCampaign = z.object({
  portalId: z.string().transform(portalId),
  campaignId: z.string().transform(campaignId),
});

/** What campaigns do by themselves. Nobody asks this room anything. */
export async function openCampaignRules(needs: CampaignRulesNeeds): Promise<Opened<object>> {
  const { database, clock, hubspot, campaigns, assistants, enrolling } = needs;
  const { contacts, portals, search } = hubspot;
  const looking: LookDeps = { ...needs, contacts, portals, search };
  const heard = new Map<PortalId, Set<ContactId>>();
  return {
    api: {},
    routes: ruleRoutes({ ...looking, fieldMapping: needs.fieldMapping }),
    queues: [
      portalQueue(OTHERS_QUEUE, async (portal) => {
        // It goes on when the account is connected again: the sweep asks.
        if ((await portals.find(portal))?.status === 'connected') await tellOthers(looking, portal);
      }),
      queue({
        name: LOOK_QUEUE,
        options: { concurrency: 2, ...untilItSucceeds },
        data: ofCampaign,
        async run(of) {
          const due = await watching(looking);
          const campaign = due.find((one) => one.campaignId === of.campaignId);
          if (campaign) await lookRegularly(looking, campaign);
        },
      }),
      plainQueue({
        name: 'campaign-rules.forget',
        options: { concurrency: 1 },
        cron: '41 3 * * *',
        run: () => database.manager.delete(FiringEntity, { at: LessThan(clock.now() - KEPT_MS) }),
      }),
    ],
    daemons: [
      { name: 'look at contacts that changed, for rules', everyMs: SECOND, run: () => hear(looking, heard) },
      {
        name: 'look at contacts for rules',
        everyMs: 10 * SECOND,
        async run() {
          for (const { portalId: portal, campaignId: id } of await dueForLook(looking))
            await ask(needs, {
              queue: LOOK_QUEUE,
              key: `${portal}:${id}`,
              data: { portalId: portal, campaignId: id },
            });
        },
      },
      { name: 'look for meetings, for rules', everyMs: 10 * SECOND, run: () => lookForMeetings(looking) },
      {
        name: 'let contacts go on, for rules',
        everyMs: 20 * SECOND,
        run: () => letGoOn({ ...looking, campaigns, assistants, runs: enrolling.runs }),
      },
      { name: 'sweep rules', everyMs: MINUTE, run: () => sweep(needs) },
    ],
    on: {
      contactChanged(portal, contact) {
        heard.set(portal, (heard.get(portal) ?? new Set()).add(contact));
      },
      pullIn: () => pullInLooks({ database, clock }),
      async erase(tx, portal, ids) {
        await tx.delete(FiringEntity, { portalId: portal, contactId: In([...ids]) });
      },
    },
  };
}

/** Only of this process: what dies with it, or fails, the regular look finds. */
async function hear(deps: LookDeps, heard: Map<PortalId, Set<ContactId>>): Promise<void> {
  const changed = [...heard];
  heard.clear();
  for (const [portal, ids] of changed)
    await lookAtChanged(deps, portal, [...ids]).catch((error: unknown) =>
      deps.logger.warn({ err: error, portalId: portal }, 'looking at contacts that changed failed'),
    );
}

/** Asks for the jobs of accounts in which others of a company wait: a lost job, or an account that is back. */
async function sweep({ database, jobs }: CampaignRulesNeeds): Promise<void> {
  const waiting = await database.manager.findBy(FiringEntity, { others: Not(IsNull()) });
  await askForPortals({ database, jobs }, OTHERS_QUEUE, [...new Set(waiting.map((one) => one.portalId))]);
}

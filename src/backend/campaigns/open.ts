import { SECOND } from '../ground/clock.ts';
import type { Ground, Opened } from '../room/room.ts';
import { createCampaigns } from './campaigns.ts';
import type { Campaigns } from './campaigns.ts';
import { countAll } from './counting.ts';
import { createHappenings } from './happenings.ts';
import type { Happenings } from './happenings.ts';

export type CampaignsNeeds = Ground;

export interface CampaignsRoom extends Campaigns {
  readonly happenings: Happenings;
}

/** What campaigns are, and what came of them. Whom they enroll is the matter of `enrolling`. */
export async function openCampaigns(needs: CampaignsNeeds): Promise<Opened<CampaignsRoom>> {
  const happenings = createHappenings(needs);
  return {
    api: { ...createCampaigns(needs), happenings },
    daemons: [
      { name: 'count what came of campaigns', everyMs: 15 * SECOND, run: () => countAll(needs.database) },
    ],
    on: { erase: (tx, portalId, ids) => happenings.erase(tx, portalId, ids) },
  };
}

import { withPurpose } from '../hubspot/calls/purpose.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadsRoom } from '../leads/open.ts';
import { plainQueue } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import { createEraseContact, createEraseDeleted } from './erasure.ts';
import type { EraseContact } from './erasure.ts';
import { askForFilePurge, filePurgeQueue } from './file-purge.ts';
import { createLostDeletions } from './lost-deletions.ts';

export type PrivacyNeeds = Ground & { jobs: Jobs; hubspot: HubSpotRoom; leads: LeadsRoom };

export interface Privacy {
  readonly eraseContact: EraseContact;
}

export async function openPrivacy(needs: PrivacyNeeds): Promise<Opened<Privacy>> {
  const { jobs, leads, database } = needs;
  const eraseContact = createEraseContact({ ...needs, askForFilePurge: (tx) => askForFilePurge(jobs, tx) });
  return {
    api: { eraseContact },
    queues: [
      filePurgeQueue(database),
      plainQueue({
        name: 'privacy.erase-deleted',
        options: { concurrency: 1 },
        cron: '41 2 * * *',
        run: createEraseDeleted({ leads, eraseContact }),
      }),
      plainQueue({
        name: 'privacy.lost-deletions',
        options: { concurrency: 1 },
        cron: '11 3 * * *',
        run: withPurpose('check', createLostDeletions({ ...needs, eraseContact })),
      }),
    ],
  };
}

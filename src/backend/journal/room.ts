import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import type { WebhooksRoom } from '../webhooks/open.ts';
import { JournalEntity } from './journal-entity.ts';
import { createJournalMeters } from './meters.ts';
import type { JournalMeters } from './meters.ts';

export type JournalNeeds = Ground & { jobs: Jobs; hubspot: HubSpotRoom; webhooks: WebhooksRoom };

export const journalRoom = room({
  name: 'journal',
  entities: [JournalEntity],
  meters: createJournalMeters,
  async *checks(about) {
    yield* (await import('./checks.ts')).checkJournal(about);
  },
  open: async (needs: JournalNeeds, meters: JournalMeters) =>
    (await import('./open.ts')).openJournal(needs, meters),
});

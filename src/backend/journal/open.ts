import type { EnrollingRoom } from '../enrolling/open.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { WebhooksRoom } from '../webhooks/open.ts';
import { MINUTE, SECOND } from '../ground/clock.ts';
import { plainQueue } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import { countEvents } from '../webhooks/meters.ts';
import { createJournal, JOURNAL_QUEUE } from './journal.ts';
import type { Journal } from './journal.ts';
import { journalFigures } from './meters.ts';
import type { JournalMeters } from './meters.ts';

export type JournalNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  webhooks: WebhooksRoom;
  enrolling: EnrollingRoom;
};

export async function openJournal(needs: JournalNeeds, meters: JournalMeters): Promise<Opened<Journal>> {
  const { config, database, hubspot } = needs;
  const journal = createJournal({
    ...needs,
    api: hubspot.journal,
    inbox: needs.webhooks,
    portals: hubspot.portals,
    tokens: hubspot.tokens,
    watchedLists: needs.enrolling.watchedLists,
    onMemberships: needs.enrolling.listChanged,
    onRead: (counts) => countEvents(meters.events, counts),
    app: config.hubspot.clientId,
    on: config.hubspot.webhooksJournal,
  });
  const ask = (): Promise<void> => database.transaction((tx) => journal.ask(tx));
  return {
    api: journal,
    figures: [journalFigures(journal, meters)],
    queues: [
      plainQueue({
        name: JOURNAL_QUEUE,
        options: { concurrency: 1, attempts: 20, backoffMaxMs: MINUTE },
        run: () => journal.run(),
      }),
    ],
    daemons: [
      {
        name: 'journal',
        everyMs: 2 * SECOND,
        async run() {
          if (await journal.due()) await ask();
        },
      },
    ],
    on: { connected: (tx) => journal.ask(tx), setBack: ask },
    start: ask,
  };
}

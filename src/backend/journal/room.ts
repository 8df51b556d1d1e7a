import { room } from '../room/room.ts';
import { JournalEntity } from './journal-entity.ts';
import { createJournalMeters } from './meters.ts';
import type { JournalMeters } from './meters.ts';
import type { JournalNeeds } from './open.ts';

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

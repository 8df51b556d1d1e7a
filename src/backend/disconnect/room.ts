import type { HubSpotRoom } from '../hubspot/open.ts';
import type { OutboxRoom } from '../hubspot/outbox/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadsRoom } from '../leads/open.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import type { SettingsRoom } from '../settings/open.ts';

export type DisconnectNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  outbox: OutboxRoom;
  settings: SettingsRoom;
  leads: LeadsRoom;
};

export const disconnectRoom = room({
  name: 'disconnect',
  open: async (needs: DisconnectNeeds) => (await import('./open.ts')).openDisconnect(needs),
});

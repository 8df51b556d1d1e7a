import { room } from '../room/room.ts';
import type { LeadStatusNeeds } from './open.ts';

export const leadStatusRoom = room({
  name: 'leadStatus',
  open: async (needs: LeadStatusNeeds) => (await import('./open.ts')).openLeadStatus(needs),
});

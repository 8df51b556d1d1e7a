import { room } from '../room/room.ts';
import { LeadAddressEntity } from './contact/address-entity.ts';
import { LeadEntity, LeadHad1764712000000 } from './lead/lead-entity.ts';
import { LeadLineEntity } from './list/line-entity.ts';
import type { LeadsNeeds } from './open.ts';

export const leadsRoom = room({
  name: 'leads',
  entities: [LeadEntity, LeadLineEntity, LeadAddressEntity],
  migrations: [LeadHad1764712000000],
  open: async (needs: LeadsNeeds) => (await import('./open.ts')).openLeads(needs),
});

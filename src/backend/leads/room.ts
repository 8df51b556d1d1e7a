import { room } from '../room/room.ts';
import { LeadAddressEntity } from './contact/address-entity.ts';
import { BeingReadEntity } from './conversation/being-read-entity.ts';
import { BeingRead1764713000000 } from './conversation/being-read-migration.ts';
import { LeadEntity, LeadHad1764712000000 } from './lead/lead-entity.ts';
import { LeadLineEntity } from './list/line-entity.ts';
import type { LeadsNeeds } from './open.ts';

export const leadsRoom = room({
  name: 'leads',
  entities: [LeadEntity, LeadLineEntity, LeadAddressEntity, BeingReadEntity],
  migrations: [LeadHad1764712000000, BeingRead1764713000000],
  open: async (needs: LeadsNeeds) => (await import('./open.ts')).openLeads(needs),
});

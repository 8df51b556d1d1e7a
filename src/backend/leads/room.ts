import { room } from '../room/room.ts';
import { LeadAddressEntity } from './contact/address-entity.ts';
import { BeingReadEntity } from './conversation/being-read-entity.ts';
import { BeingRead1764711000000 } from './conversation/being-read-migration.ts';
import { LeadEntity } from './lead/lead-entity.ts';
import { LeadLineEntity } from './list/line-entity.ts';
import type { LeadsNeeds } from './open.ts';

export const leadsRoom = room({
  name: 'leads',
  entities: [LeadEntity, LeadLineEntity, LeadAddressEntity, BeingReadEntity],
  migrations: [BeingRead1764711000000],
  open: async (needs: LeadsNeeds) => (await import('./open.ts')).openLeads(needs),
});

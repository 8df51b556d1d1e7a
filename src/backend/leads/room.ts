import { room } from '../room/room.ts';
import { RepRequestEntity, RepRequests1764731000000 } from './acting/request-entity.ts';
import { LeadAddressEntity } from './contact/address-entity.ts';
import { BeingReadEntity } from './conversation/being-read-entity.ts';
import { BeingRead1764713000000 } from './conversation/being-read-migration.ts';
import {
  LeadCampaign1764760000001,
  LeadCampaignStanding1764770000001,
  LeadEntity,
  LeadHad1764712000000,
  LeadHeld1764719000000,
  LeadQueued1764731004000,
  LeadRisk1764731002000,
  LeadInterest1764735000001,
} from './lead/lead-entity.ts';
import { LetterEntity, Letters1764731001000 } from './letters/letter-entity.ts';
import { LeadLineEntity, LeadStuck1764731003000 } from './list/line-entity.ts';
import { Substitute1764716000000, SubstituteEntity } from './substitute/substitute-entity.ts';
import type { LeadsNeeds } from './needs.ts';

export const leadsRoom = room({
  name: 'leads',
  entities: [
    LeadEntity,
    LeadLineEntity,
    LeadAddressEntity,
    BeingReadEntity,
    SubstituteEntity,
    RepRequestEntity,
    LetterEntity,
  ],
  migrations: [
    LeadHad1764712000000,
    BeingRead1764713000000,
    Substitute1764716000000,
    LeadHeld1764719000000,
    RepRequests1764731000000,
    Letters1764731001000,
    LeadRisk1764731002000,
    LeadStuck1764731003000,
    LeadQueued1764731004000,
    LeadInterest1764735000001,
    LeadCampaign1764760000001,
    LeadCampaignStanding1764770000001,
  ],
  open: async (needs: LeadsNeeds) => (await import('./open.ts')).openLeads(needs),
});

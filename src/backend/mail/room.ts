import { room } from '../room/room.ts';
import { mailEntities } from './mail-entity.ts';
import type { MailNeeds } from './open.ts';

export const mailRoom = room({
  name: 'mail',
  entities: mailEntities,
  open: async (needs: MailNeeds) => (await import('./open.ts')).openMail(needs),
});

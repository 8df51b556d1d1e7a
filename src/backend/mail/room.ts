import { MailForm1764711000000 } from '../../../migrations/1764711000000-mail-form.ts';
import { room } from '../room/room.ts';
import { MailFiles1764700000000 } from './files/file-entity.ts';
import { mailEntities } from './mail-entity.ts';
import { createMailMeters } from './meters.ts';
import type { MailMeters } from './meters.ts';
import type { MailNeeds } from './open.ts';

export const mailRoom = room({
  name: 'mail',
  entities: mailEntities,
  migrations: [MailFiles1764700000000, MailForm1764711000000],
  meters: createMailMeters,
  open: async (needs: MailNeeds, meters: MailMeters) => (await import('./open.ts')).openMail(needs, meters),
});

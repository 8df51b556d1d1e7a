import { MailForm1764711000000 } from '../../../migrations/1764711000000-mail-form.ts';
import { room } from '../room/room.ts';
import { Engagement1764735000000 } from './engagement/tracked-entity.ts';
import { MailFiles1764700000000 } from './files/file-entity.ts';
import { MailClaims1764740000000, mailEntities } from './mail-entity.ts';
import { createMailMeters } from './meters.ts';
import type { MailMeters } from './meters.ts';
import { MailboxDay1764719000001, MailboxDayEntity } from './pace/mailbox-day-entity.ts';
import type { MailNeeds } from './open.ts';

export const mailRoom = room({
  name: 'mail',
  entities: [...mailEntities, MailboxDayEntity],
  migrations: [
    MailFiles1764700000000,
    MailForm1764711000000,
    MailboxDay1764719000001,
    Engagement1764735000000,
    MailClaims1764740000000,
  ],
  meters: createMailMeters,
  open: async (needs: MailNeeds, meters: MailMeters) => (await import('./open.ts')).openMail(needs, meters),
});

import type { AssistantsRoom } from '../assistants/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { MailTransport } from '../mail-server/types.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import { mailEntities } from './mail-entity.ts';

export type MailNeeds = Ground & { jobs: Jobs; mailServer: MailTransport; assistants: AssistantsRoom };

export const mailRoom = room({
  name: 'mail',
  entities: mailEntities,
  open: async (needs: MailNeeds) => (await import('./open.ts')).openMail(needs),
});

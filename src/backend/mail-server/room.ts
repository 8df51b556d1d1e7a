import { MailGrantEntity } from './oauth/mail-grant-entity.ts';
import { resealGrants, storedGrants } from './oauth/mailbox-secrets.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';

export const mailServerRoom = room({
  name: 'mailServer',
  entities: [MailGrantEntity],
  reseal: async (database, vault) => [await resealGrants(database, vault)],
  async *checks(about) {
    yield* (await import('./checks.ts')).checkMailbox(about);
  },
  open: async (needs: Ground) => {
    const { createMailTransport } = await import('./transport.ts');
    const transport = createMailTransport({ ...needs, grants: storedGrants(needs.database, needs.vault) });
    return { api: transport, close: () => transport.close() };
  },
});

import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';

export const mailServerRoom = room({
  name: 'mailServer',
  async *checks(about) {
    yield* (await import('./checks.ts')).checkMailbox(about);
  },
  open: async (needs: Ground) => {
    const { createMailTransport } = await import('./transport.ts');
    const transport = createMailTransport(needs);
    return { api: transport, close: () => transport.close() };
  },
});

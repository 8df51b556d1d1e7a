import { SECOND } from '../ground/clock.ts';
import { room } from '../room/room.ts';
import type { Ground } from '../room/room.ts';
import { ClockMarkEntity } from './clock-mark-entity.ts';

export const timekeepingRoom = room({
  name: 'timekeeping',
  entities: [ClockMarkEntity],
  open: async (needs: Ground) => {
    const { createLookForSetBack } = await import('./set-back.ts');
    const { everybody } = needs;
    const run = createLookForSetBack({
      ...needs,
      pullIn: () => everybody.pullIn(),
      onSetBack: () => everybody.setBack(),
    });
    return { api: {}, daemons: [{ name: 'look at the clock', everyMs: 2 * SECOND, run }] };
  },
});

import { Sequences1764721000000 } from '../../../migrations/1764721000000-sequences.ts';
import { room } from '../room/room.ts';
import type { SequencesNeeds } from './open.ts';
import { SequenceEntity, SequenceVersionEntity } from './sequence-entity.ts';

export const sequencesRoom = room({
  name: 'sequences',
  entities: [SequenceEntity, SequenceVersionEntity],
  migrations: [Sequences1764721000000],
  open: async (needs: SequencesNeeds) => (await import('./open.ts')).openSequences(needs),
});

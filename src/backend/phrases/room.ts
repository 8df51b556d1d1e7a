import { TaughtPhrases1764710000000 } from '../../../migrations/1764710000000-taught-phrases.ts';
import { room } from '../room/room.ts';
import type { PhrasesNeeds } from './open.ts';
import { PhraseEntity } from './phrase-entity.ts';

export const phrasesRoom = room({
  name: 'phrases',
  entities: [PhraseEntity],
  migrations: [TaughtPhrases1764710000000],
  open: async (needs: PhrasesNeeds) => (await import('./open.ts')).openPhrases(needs),
});

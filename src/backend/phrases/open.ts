import type { Ground, Opened } from '../room/room.ts';
import type { SettingsRoom } from '../settings/open.ts';
import { createPhrases } from './phrases.ts';
import type { Phrases } from './phrases.ts';
import { phraseRoutes } from './routes.ts';
import type { PastAnswersSlot } from './try-phrase.ts';

export type PhrasesNeeds = Ground & { settings: SettingsRoom };

export interface PhrasesRoom extends Pick<Phrases, 'taught' | 'used' | 'forgetName'> {
  readonly pastAnswers: PastAnswersSlot;
}

export async function openPhrases(needs: PhrasesNeeds): Promise<Opened<PhrasesRoom>> {
  const phrases = createPhrases(needs);
  const pastAnswers: PastAnswersSlot = needs.slot('phrases.pastAnswers');
  const { taught, used, forgetName } = phrases;
  return {
    api: { taught, used, forgetName, pastAnswers },
    routes: phraseRoutes({ ...needs, phrases, pastAnswers }),
  };
}

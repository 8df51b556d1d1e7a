import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { ModelProviderRoom } from '../model-provider/open.ts';
import type { PhrasesRoom } from '../phrases/open.ts';
import { plainQueue, portalQueue, untilItSucceeds } from '../room/queue.ts';
import type { Ground, Opened } from '../room/room.ts';
import { trialRoutes } from './routes.ts';
import { runTrial, TRIAL_QUEUE } from './run.ts';
import { erasePerson, forgetTrials } from './trials.ts';

export type ModelTrialNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  modelProvider: ModelProviderRoom;
  phrases: PhrasesRoom;
};

/** Nobody asks this room anything. */
export function openModelTrial(needs: ModelTrialNeeds): Opened<object> {
  const { hubspot, modelProvider, phrases } = needs;
  const parts = {
    ...needs,
    portals: hubspot.portals,
    tryOut: modelProvider.tryOut,
    pastAnswers: phrases.pastAnswers,
  };
  const ask = portalQueue(TRIAL_QUEUE, (portalId) => runTrial(parts, portalId), {
    concurrency: 2,
    ...untilItSucceeds,
  });
  const forget = plainQueue({
    name: 'model-trial.forget',
    options: { concurrency: 1 },
    cron: '29 3 * * *',
    run: () => forgetTrials(parts),
  });
  return { api: {}, routes: trialRoutes(parts), queues: [ask, forget], on: { erase: erasePerson } };
}

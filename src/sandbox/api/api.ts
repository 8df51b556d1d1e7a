import { Router } from 'express';
import type { Onboarding } from '../accounts/people.ts';
import { HubSpotError } from '../hubspot-error.ts';
import type { Random } from '../random.ts';
import { accountApi } from './account.ts';
import { associationsApi } from './associations.ts';
import { answerError } from './call.ts';
import { journalApi, type JournalParts } from './journal.ts';
import { listsApi } from './lists.ts';
import { membershipsApi } from './memberships.ts';
import { oauthApi } from './oauth.ts';
import { objectBatchesApi } from './object-batches.ts';
import { objectsApi } from './objects.ts';
import { ownersApi } from './owners.ts';
import { authenticatedPipeline, openPipeline, type PipelineParts } from './pipeline.ts';
import { preferencesApi } from './preferences.ts';
import { propertiesApi } from './properties.ts';
import { searchApi } from './search.ts';
import { usersApi } from './users.ts';

type ApiParts = PipelineParts &
  JournalParts & {
    random: Random;
    onboarding: Onboarding;
    /** Host of the stand-in's pages. */
    uiHost: () => string;
  };

/** HubSpot's API. Specific paths come before those with an id in the same place. */
export function createApi(parts: ApiParts): Router {
  const router = Router();
  router.use(openPipeline(parts));
  router.use(oauthApi(parts), journalApi(parts));
  router.use(authenticatedPipeline(parts));
  router.use(searchApi(), objectBatchesApi(parts.random), associationsApi(), objectsApi());
  router.use(propertiesApi(), ownersApi(), usersApi(parts.onboarding));
  router.use(membershipsApi(), listsApi(), preferencesApi(), accountApi(parts.tokens, parts.uiHost));
  router.use((request) => {
    throw new HubSpotError(404, 'NOT_FOUND', `No route ${request.method} ${request.path}`);
  });
  router.use(answerError);
  return router;
}

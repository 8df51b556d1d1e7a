import { Router } from 'express';
import type { Onboarding } from '../people/people.ts';
import { HubSpotError } from './hubspot-error.ts';
import type { Random } from '../ground/random.ts';
import { accountApi } from '../accounts/endpoints.ts';
import { associationsApi } from '../associations/endpoints.ts';
import { answerError } from './call.ts';
import { journalApi, type JournalParts } from '../journal/endpoints.ts';
import { listsApi } from '../lists/endpoints.ts';
import { membershipsApi } from '../lists/membership-endpoints.ts';
import { oauthApi } from '../oauth/endpoints.ts';
import { objectBatchesApi } from '../records/batch-endpoints.ts';
import { objectsApi } from '../records/endpoints.ts';
import { ownersApi } from '../people/owner-endpoints.ts';
import { authenticatedPipeline, openPipeline, type PipelineParts } from './pipeline.ts';
import { preferencesApi } from '../preferences/endpoints.ts';
import { propertiesApi } from '../properties/endpoints.ts';
import { searchApi } from '../search/endpoints.ts';
import { usersApi } from '../people/user-endpoints.ts';

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

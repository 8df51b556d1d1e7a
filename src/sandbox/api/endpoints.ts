import { Router } from 'express';
import { accountEndpoints, type AccountParts } from '../accounts/endpoints.ts';
import { associationEndpoints } from '../associations/endpoints.ts';
import { associationLimitEndpoints, labelEndpoints } from '../associations/label-endpoints.ts';
import { eventEndpoints } from '../events/endpoints.ts';
import { journalEndpoints, type JournalParts } from '../journal/endpoints.ts';
import { JOURNAL_FILES_PATH } from '../journal/files.ts';
import { conversionEndpoints } from '../lists/conversion-endpoints.ts';
import { listEndpoints } from '../lists/endpoints.ts';
import { membershipEndpoints } from '../lists/membership-endpoints.ts';
import { oauthEndpoints, type OAuthParts } from '../oauth/endpoints.ts';
import { ownerEndpoints } from '../people/owner-endpoints.ts';
import { userEndpoints, type UserParts } from '../people/user-endpoints.ts';
import { preferenceEndpoints } from '../preferences/endpoints.ts';
import { propertyEndpoints } from '../properties/endpoints.ts';
import { propertyGroupEndpoints } from '../properties/group-endpoints.ts';
import { recordBatchEndpoints, type RecordBatchParts } from '../records/batch-endpoints.ts';
import { recordEndpoints } from '../records/endpoints.ts';
import { schemaEndpoints } from '../schemas/endpoints.ts';
import { searchEndpoints } from '../search/endpoints.ts';
import { answerError } from './answers.ts';
import { createEntrance, type EntranceParts } from './entrance.ts';
import type { Endpoint } from './endpoint.ts';
import { answerWithEndpoint, pipeline, type PipelineParts } from './pipeline.ts';
import { routesOf } from './routes.ts';

type EndpointParts = OAuthParts & JournalParts & AccountParts & UserParts & RecordBatchParts;
type ApiParts = PipelineParts & EntranceParts & EndpointParts;

/**
 * Every endpoint that the stand-in has. To add one, see docs/stand-in.md: it goes into its room's list, with its rules,
 * and its test beside it.
 */
export function endpointsOf(parts: EndpointParts): Endpoint[] {
  return [
    ...oauthEndpoints(parts),
    ...journalEndpoints(parts),
    ...recordEndpoints,
    ...recordBatchEndpoints(parts),
    ...searchEndpoints,
    ...schemaEndpoints,
    ...eventEndpoints,
    ...associationEndpoints,
    ...labelEndpoints,
    ...associationLimitEndpoints,
    ...propertyEndpoints,
    ...propertyGroupEndpoints,
    ...ownerEndpoints,
    ...userEndpoints(parts),
    ...listEndpoints,
    ...membershipEndpoints,
    ...conversionEndpoints,
    ...preferenceEndpoints,
    ...accountEndpoints(parts),
  ];
}

/** HubSpot's API, and the storage that journal files are fetched from. */
export function createApi(parts: ApiParts): Router {
  const router = Router();
  router.use(pipeline(parts, routesOf(endpointsOf(parts))));
  router.get(`${JOURNAL_FILES_PATH}/:offset`, parts.journalFiles.serve);
  router.use(answerWithEndpoint(parts, createEntrance(parts)));
  router.use(answerError(parts.practice));
  return router;
}

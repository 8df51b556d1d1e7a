import { z } from 'zod';
import type { RuleFiring } from '../../cards/campaigns/contract.ts';
import { campaignRules } from '../campaigns/rules.ts';
import { campaignId } from '../ground/identifiers.ts';
import { callerOf } from '../http/caller.ts';
import { answer, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { FiringEntity } from './firing-entity.ts';
import type { LookDeps } from './look.ts';
import { tryRules } from './trial.ts';

const SHOWN = 50;
const trialBody = z.object({
  rules: campaignRules,
  campaignId: z.string().min(1).max(64).transform(campaignId).nullable(),
});

/** What the page Campaigns asks about rules; the contract with it is src/cards/campaigns/contract.ts. */
export const ruleRoutes = (deps: LookDeps): Route[] => [
  {
    method: 'post',
    access: 'admin',
    path: '/api/campaign-rules/trial',
    summary: 'What rules would have done in the last 30 days; nothing is changed',
    body: trialBody,
    answers: '{ trials: RuleTrial[] }',
    handlers: [
      answer(async (request) => {
        const body = jsonBody(request, trialBody);
        return { trials: await tryRules(deps, callerOf(request).portalId, body.rules, body.campaignId) };
      }),
    ],
  },
  {
    method: 'get',
    access: 'admin',
    path: '/api/campaign-rules/:campaignId/firings',
    summary: 'What rules of a campaign did, the latest first',
    answers: '{ firings: RuleFiring[] }',
    handlers: [
      answer(async (request) => {
        const { portalId } = callerOf(request);
        const of = { portalId, campaignId: campaignId(String(request.params['campaignId'])) };
        const rows = await deps.database.manager.find(FiringEntity, {
          where: of,
          order: { at: 'DESC', id: 'ASC' },
          take: SHOWN,
        });
        const firings: RuleFiring[] = rows.map(({ contactId, why, at, told, others }) => ({
          contactId,
          why,
          at,
          told,
          goesOn: others !== null,
        }));
        return { firings };
      }),
    ],
  },
];

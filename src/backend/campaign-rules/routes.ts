import { z } from 'zod';

import type { RuleProperty, RuleFiring } from '../../cards/campaigns/rules/contract.ts';
import { campaignRules } from '../campaigns/rules.ts';
import type { FieldMapping } from '../field-mapping/open.ts';
import { campaignId } from '../ground/identifiers.ts';
import { callerOf } from '../http/caller.ts';
import { answer, checked, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import type { Definition } from '../hubspot/properties/definitions.ts';
import { FiringEntity } from './firing-entity.ts';
import type { LookDeps } from './look.ts';
import { tryRules } from './trial.ts';

const SHOWN = 50;
const OFFERED = 12;
/** `property`: the one of this internal name; "": those that the search finds. */
const wanted = z.object({
  search: z.string().trim().max(100).default(''),
  property: z.string().trim().max(100).default(''),
});
const trialBody = z.object({
  rules: campaignRules,
  campaignId: z.string().min(1).max(64).transform(campaignId).nullable(),
});

/** What the page Campaigns asks about rules; the contract with it is src/cards/campaigns/contract.ts. */
export const ruleRoutes = (
  deps: LookDeps & { fieldMapping: Pick<FieldMapping, 'findProperties'> },
): Route[] => [
  {
    method: 'get',
    access: 'admin',
    path: '/api/campaign-rules/properties',
    summary: 'Contact properties that a rule may watch, by their name',
    query: wanted,
    answers: '{ properties: RuleProperty[], more }',
    handlers: [
      answer(async (request) => {
        const { search, property } = checked(wanted, request.query, 'query');
        const { portalId } = callerOf(request);
        const found = await deps.fieldMapping.findProperties(portalId, { object: 'contact', search });
        const fit = found.filter(({ name }) => property === '' || name === property);
        const sorted = fit.sort((a, b) => a.label.localeCompare(b.label));
        return {
          properties: sorted.slice(0, OFFERED).map(choiceOf),
          more: Math.max(0, sorted.length - OFFERED),
        };
      }),
    ],
  },
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

const choiceOf = ({ name, label, options }: Definition): RuleProperty => ({
  property: name,
  label,
  options: options.map((one) => ({ value: one.value, label: one.label })),
});

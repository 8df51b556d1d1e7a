import { z } from 'zod';
import type { PortalId } from '../ground/identifiers.ts';
import { addressOf, callerOf } from '../http/caller.ts';
import type { Caller } from '../http/caller.ts';
import { answer, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { readSettings, sentSettings } from '../model-provider/routes.ts';
import { beginTrial, cancelTrial, goOn, planTrial, viewTrial } from './trials.ts';
import type { TrialsDeps, Wanted } from './trials.ts';

const MOST_REPLIES = 50;

const request = z.object({
  count: z.int().min(1).max(MOST_REPLIES),
  /** null: the model that is set. */
  model: sentSettings.nullable(),
});
const begin = request.extend({ after: z.string().nullable() });
const one = z.object({ id: z.string() });

const path = '/api/model-trial';
const admin = { access: 'admin', answers: 'TrialView' } as const;

/** What an admin tries on past replies; the contract is src/cards/model-trial/contract.ts. */
export function trialRoutes(deps: TrialsDeps): Route[] {
  const viewAfter = <Body>(
    body: z.ZodType<Body>,
    work: (sent: Body, caller: Caller) => Promise<unknown>,
  ): Pick<Route, 'body' | 'handlers'> => ({
    body,
    handlers: [
      answer(async (asked) => {
        const caller = callerOf(asked);
        await work(jsonBody(asked, body), caller);
        return viewTrial(deps, caller.portalId);
      }),
    ],
  });
  const on = (work: (of: TrialsDeps, portalId: PortalId, id: string) => Promise<void>) =>
    viewAfter(one, ({ id }, { portalId }) => work(deps, portalId, id));
  return [
    {
      ...admin,
      method: 'get',
      path,
      summary: 'The latest test of a language model on past replies',
      handlers: [answer((asked) => viewTrial(deps, callerOf(asked).portalId))],
    },
    {
      method: 'post',
      path: `${path}/plan`,
      summary: 'What a test on past replies would send, and take; asks nobody',
      access: 'admin',
      answers: 'TrialPlan',
      body: request,
      handlers: [
        answer((asked) => planTrial(deps, callerOf(asked).portalId, wanted(jsonBody(asked, request)))),
      ],
    },
    {
      ...admin,
      method: 'post',
      path,
      summary: 'Begins a test of a language model on past replies',
      ...viewAfter(begin, ({ after, ...sent }, caller) =>
        beginTrial(deps, caller.portalId, addressOf(caller), { ...wanted(sent), after }),
      ),
    },
    {
      ...admin,
      method: 'post',
      path: `${path}/cancel`,
      summary: 'Ends a test on past replies; what was asked stays',
      ...on(cancelTrial),
    },
    {
      ...admin,
      method: 'post',
      path: `${path}/go-on`,
      summary: 'Goes on with a test on past replies that stopped',
      ...on(goOn),
    },
  ];
}

const wanted = ({ count, model }: z.output<typeof request>): Wanted => ({
  count,
  model: model && readSettings(model),
});

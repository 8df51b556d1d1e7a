import { z } from 'zod';
import type { ApiUse } from '../../cards/settings/contract.ts';
import type { Clock } from '../ground/clock.ts';
import type { Database, Tx } from '../database/database.ts';
import { callerOf } from '../http/caller.ts';
import { answer, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Outbox } from '../hubspot/types.ts';
import type { Hooks } from '../room/room.ts';
import { settingsRoute } from '../settings/admin-route.ts';
import type { SettingsViewSlot } from '../settings/admin-route.ts';
import { portalSettingsSchema } from '../settings/portal-settings.ts';
import { change } from './allowed.ts';
import type { AllowDeps } from './allowed.ts';
import { saveStep, setUpStep, switchSync } from './set-up.ts';

interface Deps extends AllowDeps {
  database: Database;
  clock: Clock;
  outbox: Pick<Outbox, 'flushNow' | 'withdrawEmails'>;
  view: SettingsViewSlot;
  everybody: Pick<Hooks, 'settingsChanged'>;
  use(portalId: PortalId): Promise<ApiUse>;
}

const budgetBody = z.object({ apiBudget: portalSettingsSchema.shape.apiBudget.unwrap() });
const switchBody = z.object({ on: z.boolean() });

/** What flows between an account and Baton, and how much; the contract is src/cards/settings/contract.ts. */
export const budgetRoutes = (deps: Deps): Route[] => [
  changing(
    deps,
    'set-up',
    'Saves one of the three steps after connecting: limits, data sync, finish',
    setUpStep,
    (tx, portalId, body) => saveStep(deps, tx, portalId, body),
  ),
  changing(
    deps,
    'api-budget',
    'Allows the account so many calls to HubSpot',
    budgetBody,
    async (tx, portalId, body) => {
      await change(deps, tx, portalId, body);
    },
  ),
  changing(
    deps,
    'data-sync',
    'Off: nothing but hand-backs and opt-outs flows. On: the first sync begins',
    switchBody,
    async (tx, portalId, { on }) => {
      const { dataSync } = await deps.settings.get(portalId, tx);
      await switchSync(deps, tx, portalId, dataSync, on);
    },
  ),
  changing(
    deps,
    'email-activity',
    'Off: neither emails nor lead and conversation status are written to HubSpot',
    switchBody,
    async (tx, portalId, { on }) => {
      const { emailActivity } = await deps.settings.get(portalId, tx);
      if (emailActivity.on === on) return;
      await deps.settings.change(portalId, { emailActivity: { on, since: deps.clock.now() } }, tx);
      if (!on) await deps.outbox.withdrawEmails(tx, portalId);
    },
  ),
  {
    method: 'get',
    path: '/api/settings/api-use',
    access: 'admin',
    summary: 'What the account’s calls were made for, by days',
    answers: 'ApiUse',
    handlers: [answer(async (request) => deps.use(callerOf(request).portalId))],
  },
];

/** A part of the settings that changes in one transaction; what waited for it leaves at once. */
const changing = <Body>(
  { database, outbox, view, everybody }: Deps,
  name: string,
  summary: string,
  body: z.ZodType<Body>,
  work: (tx: Tx, portalId: PortalId, body: Body) => Promise<void>,
): Route =>
  settingsRoute(
    view,
    { method: 'put', path: `/api/settings/${name}`, summary, body },
    async (request, { portalId }) => {
      const asked = jsonBody(request, body);
      await database.transaction(async (tx) => {
        await work(tx, portalId, asked);
        await outbox.flushNow(tx, portalId);
      });
      await everybody.settingsChanged(portalId, 'account');
    },
  );

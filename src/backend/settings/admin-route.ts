import type { Request } from 'express';
import type { SettingsView } from '../../cards/settings/contract.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { callerOf } from '../http/caller.ts';
import type { Caller } from '../http/caller.ts';
import { answer } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import type { Slot } from '../room/slot.ts';

/** What the settings page shows now. Filled by the page's room, which knows all parts of it. */
export type SettingsViewSlot = Slot<(portalId: PortalId) => Promise<SettingsView>>;

type Described = Pick<Route, 'method' | 'path' | 'summary' | 'body'>;

/** A route for admins that answers with the whole settings view after its work. */
export const settingsRoute = (
  view: SettingsViewSlot,
  described: Described,
  work?: (request: Request, caller: Caller) => Promise<unknown>,
): Route => ({
  ...described,
  access: 'admin',
  answers: 'SettingsView',
  handlers: [
    answer(async (request) => {
      const caller = callerOf(request);
      await work?.(request, caller);
      return view.filled(caller.portalId);
    }),
  ],
});

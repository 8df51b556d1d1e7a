import type { Request, RequestHandler } from 'express';
import type { z } from 'zod';
import { BatonError } from '../../ground/errors.ts';
import { isAvailable } from './features.ts';
import type { HubSpot } from '../types.ts';
import { answer } from '../../http/routes.ts';
import type { RouteTable } from '../../http/routes.ts';
import { callerOf } from '../incoming/caller.ts';
import type { Caller } from '../incoming/caller.ts';
import type { BuildSettingsView } from '../../settings-page/view.ts';

interface Deps {
  hubspot: HubSpot;
  view: BuildSettingsView;
}

/** Routes for admins. */
export interface AdminRoutes {
  /** A route that answers with the settings view after its work. */
  add(route: AdminRoute, work?: (request: Request, caller: Caller) => Promise<unknown>): void;
  /** A route with an answer of its own. */
  addOwn(
    route: AdminRoute & { answers: string },
    work: (request: Request, caller: Caller) => Promise<unknown>,
  ): void;
}

export interface AdminRoute {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  summary: string;
  body?: z.ZodType;
}

export function createAdminRoutes(table: RouteTable, guard: RequestHandler[], deps: Deps): AdminRoutes {
  const addOwn: AdminRoutes['addOwn'] = (route, work) =>
    table.add(
      { ...route, guard: 'hubspot-signature' },
      ...guard,
      answer(async (request) => work(request, await admin(deps.hubspot, callerOf(request), route.method))),
    );
  return {
    addOwn,
    add: (route, work) =>
      addOwn({ ...route, answers: 'SettingsView' }, async (request, caller) => {
        await work?.(request, caller);
        return deps.view(caller.portalId);
      }),
  };
}

/** B14: whoever connected the account, and every super admin of it, may configure. */
async function admin(hubspot: HubSpot, caller: Caller, method: AdminRoute['method']): Promise<Caller> {
  const portal = await hubspot.portals.find(caller.portalId);
  // Without a connection nobody can ask who is an admin, and whoever looks must learn how to connect.
  if (method === 'get' && portal?.status !== 'connected') return caller;
  if (!portal) throw new BatonError('PORTAL_NOT_CONNECTED');
  if (portal.connectedByUserId === caller.userId) return caller;
  if (await hubspot.users.isSuperAdmin(caller.portalId, caller.userId)) return caller;
  const connector = portal.connectedByEmail ?? 'the person who connected Baton';
  const others = isAvailable(portal.scopes, 'super-admins')
    ? `and super admins may change Baton's settings.`
    : `may change Baton's settings. For super admins to do so as well, connect again and allow settings.users.read.`;
  throw new BatonError('FORBIDDEN', `Only ${connector} ${others}`);
}

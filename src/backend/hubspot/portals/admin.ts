import type { RequestHandler } from 'express';
import { BatonError } from '../../ground/errors.ts';
import { callerOf } from '../../http/caller.ts';
import type { Caller } from '../../http/caller.ts';
import type { UserId } from '../../ground/identifiers.ts';
import type { HubSpot, Portal } from '../types.ts';
import { isAvailable } from './features.ts';

type Deps = Pick<HubSpot, 'portals' | 'users'>;

/** B14: whoever connected the account, and every super admin of it, may configure. Only behind the check of the signature. */
export const requireAdmin =
  (deps: Deps): RequestHandler =>
  async (request, _response, next) => {
    await check(deps, callerOf(request), request.method);
    next();
  };

/** Whether a user may configure Baton in a connected account. */
export const isAdmin = async (
  { users }: Pick<HubSpot, 'users'>,
  { portalId, connectedByUserId }: Pick<Portal, 'portalId' | 'connectedByUserId'>,
  user: UserId,
): Promise<boolean> => connectedByUserId === user || users.isSuperAdmin(portalId, user);

/** @throws BatonError FORBIDDEN, PORTAL_NOT_CONNECTED */
async function check({ portals, users }: Deps, caller: Caller, method: string): Promise<void> {
  const portal = await portals.find(caller.portalId);
  // Without a connection nobody can ask who is an admin, and whoever looks must learn how to connect.
  if (method === 'GET' && portal?.status !== 'connected') return;
  if (!portal) throw new BatonError('PORTAL_NOT_CONNECTED');
  if (await isAdmin({ users }, portal, caller.userId)) return;
  const connector = portal.connectedByEmail ?? 'the person who connected Baton';
  const others = isAvailable(portal.scopes, 'super-admins')
    ? `and super admins may change Baton's settings.`
    : `may change Baton's settings. For super admins to do so as well, connect again and allow settings.users.read.`;
  throw new BatonError('FORBIDDEN', `Only ${connector} ${others}`);
}

import { isBatonError } from '../../ground/errors.ts';
import type { HubSpot, Owner } from '../types.ts';
import { addressOf } from '../../http/caller.ts';
import type { Caller } from '../../http/caller.ts';
import { ownerName } from './owner-name.ts';

/** How notes and timelines name a person. What the person wants is not refused because HubSpot cannot be asked. */
export async function callerName({ owners }: Pick<HubSpot, 'owners'>, caller: Caller): Promise<string> {
  try {
    return nameOf(await owners.byUserId(caller.portalId, caller.userId), caller);
  } catch (error) {
    if (isBatonError(error)) return addressOf(caller);
    throw error;
  }
}

/** The same, for whom HubSpot was asked already. */
export const nameOf = (owner: Owner | undefined, caller: Caller): string =>
  owner ? ownerName(owner) : addressOf(caller);

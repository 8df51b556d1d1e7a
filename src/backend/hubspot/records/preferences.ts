import { z } from 'zod';
import { BatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { anyId, flag, listOf } from '../calls/tolerant.ts';
import type { Lane, Preferences } from '../types.ts';

const BASE = `/communication-preferences/${HUBSPOT_API_VERSION}`;

/** The path of an address's opt-out from all email; the same for reading and writing. */
export const unsubscribeAllPath = (email: string): string =>
  `${BASE}/statuses/${encodeURIComponent(email)}/unsubscribe-all?channel=EMAIL`;

/** An entry says that the address unsubscribed from all; HubSpot leaves those out who did not. */
export const wideStatuses = z.object({ results: listOf(z.object({ status: z.string() })) });

export const outOfAll = ({ results }: z.infer<typeof wideStatuses>): boolean =>
  results.some(({ status }) => status === 'UNSUBSCRIBED');

const typeStatuses = z.object({ results: listOf(z.object({ subscriptionId: anyId, status: z.string() })) });
const definitions = z.object({
  results: listOf(
    z.object({ id: anyId, name: z.string(), isActive: flag, communicationMethod: z.string().nullish() }),
  ),
});

/** HubSpot's communication preferences, see `Preferences`. */
export function createPreferences({ client }: { client: HubSpotClient }): Preferences {
  const read = { method: 'GET', repeatable: true } as const;
  const outOfType = async (
    portalId: PortalId,
    { email, subscriptionId, lane }: { email: string; subscriptionId: string; lane: Lane },
  ): Promise<boolean> => {
    const path = `${BASE}/statuses/${encodeURIComponent(email)}?channel=EMAIL`;
    const { results } = await client.call(portalId, { ...read, path, lane, answer: typeStatuses });
    const own = results.find((one) => one.subscriptionId === subscriptionId);
    if (!own) throw typeGone();
    return own.status === 'UNSUBSCRIBED';
  };
  return {
    async types(portalId) {
      const { results } = await client.call(portalId, {
        ...read,
        path: `${BASE}/definitions`,
        lane: 'interactive',
        answer: definitions,
      });
      return results
        .filter(
          ({ isActive, communicationMethod: by }) => isActive && (by ?? 'Email').toLowerCase() === 'email',
        )
        .map(({ id, name }) => ({ id, name }));
    },
    async optedOut(portalId, email, subscriptionId, lane = 'assignment') {
      const path = unsubscribeAllPath(email);
      if (outOfAll(await client.call(portalId, { ...read, path, lane, answer: wideStatuses }))) return true;
      return subscriptionId === null ? false : outOfType(portalId, { email, subscriptionId, lane });
    },
    optedOutOfType: (portalId, email, subscriptionId) =>
      outOfType(portalId, { email, subscriptionId, lane: 'bulk' }),
  };
}

const typeGone = (): BatonError =>
  new BatonError(
    'HUBSPOT_NOT_FOUND',
    'HubSpot does not have the subscription type of Baton’s emails any more. An admin chooses another one in Baton’s settings.',
  );

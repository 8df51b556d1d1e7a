import { z } from 'zod';
import { isBatonError } from '../../ground/errors.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import { flag } from '../calls/tolerant.ts';
import type { Users } from '../types.ts';

/** HubSpot users. A user that exists already is what the caller wanted: no error. See `Users`. */
export function createUsers({ client }: { client: HubSpotClient }): Users {
  return {
    isSuperAdmin: async (portalId, id) => {
      try {
        const user = await client.call(portalId, {
          method: 'GET',
          path: `/settings/users/${HUBSPOT_API_VERSION}/${id}`,
          lane: 'interactive',
          answer: z.object({ superAdmin: flag }),
          repeatable: true,
        });
        return user.superAdmin;
      } catch (error) {
        if (isBatonError(error, 'HUBSPOT_MISSING_SCOPE') || isBatonError(error, 'HUBSPOT_NOT_FOUND'))
          return false;
        throw error;
      }
    },
    create: async (portalId, { email, firstName, lastName }) => {
      try {
        await client.call(portalId, {
          method: 'POST',
          path: `/settings/users/${HUBSPOT_API_VERSION}`,
          body: { email, firstName, lastName, sendWelcomeEmail: true },
          lane: 'interactive',
          answer: z.unknown(),
          // An email has at most one user, so that a second call meets a conflict and never makes a second user.
          repeatable: true,
        });
      } catch (error) {
        if (!isBatonError(error, 'HUBSPOT_CONFLICT')) throw error;
      }
    },
  };
}

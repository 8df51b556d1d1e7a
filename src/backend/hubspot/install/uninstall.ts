import { z } from 'zod';
import { isBatonError } from '../../ground/errors.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Logger } from '../../ground/logger.ts';
import { HUBSPOT_API_VERSION } from '../calls/api-version.ts';
import type { HubSpotClient } from '../calls/client-types.ts';
import type { PortalRegistry } from '../portals/portals.ts';

/** Takes the app out of an account. */
export interface Uninstall {
  /**
   * Uninstalls the app in HubSpot, which mails the admins, and forgets the account's tokens. `reason`: for the settings
   * page. Safe to run again. @throws BatonError when HubSpot is away; the caller tries again.
   */
  run(portalId: PortalId, reason: string): Promise<void>;
}

interface Deps {
  client: HubSpotClient;
  portals: PortalRegistry;
  logger: Logger;
}

export function createUninstall(deps: Deps): Uninstall {
  return {
    async run(portalId, reason) {
      const row = await deps.portals.row(portalId);
      if (row?.status !== 'connected') return;
      const rest = row.credential === 'oauth' ? await tellHubSpot(deps, portalId) : TOKEN_STAYS;
      await deps.portals.disconnect(portalId, reason + rest, row.grantNumber);
    },
  };
}

const TOKEN_STAYS =
  ' Take HUBSPOT_ACCESS_TOKEN out of the configuration, or Baton connects the account again when it restarts.';
const APP_STAYS = ' HubSpot did not let Baton uninstall itself: remove it among the connected apps.';

/** @returns what an admin still has to do, if anything */
async function tellHubSpot({ client, logger }: Deps, portalId: PortalId): Promise<string> {
  try {
    await client.call(portalId, {
      method: 'DELETE',
      path: `/appinstalls/${HUBSPOT_API_VERSION}/external-install`,
      lane: 'interactive',
      // Everything was handed back: whatever else is switched off, Baton leaves.
      purpose: 'hand-back',
      answer: z.unknown(),
      // A second call finds the access gone, which is what was wanted.
      repeatable: true,
    });
    return '';
  } catch (error) {
    if (isBatonError(error, 'PORTAL_DISCONNECTED')) return '';
    const final = isBatonError(error) && error.retry === 'never' && error.code.startsWith('HUBSPOT_');
    if (!final || error.code === 'HUBSPOT_APP_MISCONFIGURED') throw error;
    logger.warn({ portalId, code: error.code, ...error.context }, 'HubSpot refused to uninstall the app');
    return APP_STAYS;
  }
}

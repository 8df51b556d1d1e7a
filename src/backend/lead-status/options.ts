import type { Tx } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { LeadStatusOptions } from '../hubspot/properties/lead-status.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Settings } from '../settings/settings.ts';

export const LEAD_STATUS_QUEUE = 'hubspot.lead-status';

interface Option {
  value: string;
  label: string;
}

/**
 * What an account's `hs_lead_status` offers. Kept with the settings, because the writer of a status works inside a
 * transaction and cannot ask HubSpot.
 */
export interface LeadStatus {
  /** Asks for a new look. */
  ask(tx: Tx, portalId: PortalId): Promise<void>;
  /** Looks anew; run by the job queue LEAD_STATUS_QUEUE. */
  read(portalId: PortalId): Promise<void>;
  /** As HubSpot shows them now, or did minutes ago. */
  current(portalId: PortalId): Promise<readonly Option[]>;
  addQualified(portalId: PortalId): Promise<void>;
}

export function createLeadStatus(deps: {
  jobs: Pick<Jobs, 'enqueue'>;
  options: LeadStatusOptions;
  settings: Settings;
}): LeadStatus {
  const keep = async (portalId: PortalId, found: readonly Option[]): Promise<readonly Option[]> => {
    const leadStatusOptions = found.map(({ value, label }) => ({ value, label }));
    await deps.settings.change(portalId, { leadStatusOptions });
    return leadStatusOptions;
  };
  return {
    ask: (tx, portalId) =>
      deps.jobs.enqueue(tx, { queue: LEAD_STATUS_QUEUE, key: portalId, data: { portalId } }),
    async read(portalId) {
      await keep(portalId, await deps.options.list(portalId, { fresh: true }));
    },
    current: async (portalId) => keep(portalId, await deps.options.list(portalId)),
    async addQualified(portalId) {
      await keep(portalId, await deps.options.addQualified(portalId));
    },
  };
}

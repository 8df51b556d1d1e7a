import { z } from 'zod';
import { HOUR } from '../../ground/clock.ts';
import { isBatonError } from '../../ground/errors.ts';
import type { ErrorCode } from '../../ground/errors.ts';
import { portalId as toPortalId } from '../../ground/identifiers.ts';
import type { ContactId, PortalId } from '../../ground/identifiers.ts';
import { inParallel } from '../../hubspot/calls/batches.ts';
import { isAvailable } from '../../hubspot/portals/features.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import { ask } from '../../jobs/ask.ts';
import type { Jobs } from '../../jobs/jobs.ts';
import { plainQueue, queue, untilItSucceeds } from '../../room/queue.ts';
import type { Queue } from '../../room/queue.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Addressed } from '../contact/addresses.ts';
import { activeLeads } from './active-leads.ts';
import { stopLeads } from './stop-leads.ts';
import type { StopDeps } from './stop-leads.ts';

const QUEUE = 'leads.opted-out';
/** Each hour a part of the leads, so that each is asked about once a day, at one call. */
const PARTS = 24;
const CALLS_AT_ONCE = 4;

type Deps = StopDeps & {
  hubspot: Pick<HubSpot, 'portals' | 'preferences'>;
  jobs: Pick<Jobs, 'enqueue'>;
  settings: Pick<Settings, 'get'>;
};

/**
 * Nothing tells Baton who opted out of one type of email: HubSpot is asked before each email, and once a day about
 * everybody an assistant works on, so that nobody waits for weeks, or for an approval, in vain.
 */
export const optedOutQueues = (deps: Deps): Queue[] => [
  plainQueue({
    name: 'leads.look-for-opted-out',
    options: { concurrency: 1 },
    cron: '37 * * * *',
    async run() {
      const part = Math.floor(deps.clock.now() / HOUR) % PARTS;
      for (const { portalId } of await deps.hubspot.portals.connected())
        await ask(deps, { queue: QUEUE, key: `${portalId}:${part}`, data: { portalId, part } });
    },
  }),
  queue({
    name: QUEUE,
    options: { concurrency: 1, ...untilItSucceeds },
    data: z.object({ portalId: z.string(), part: z.number() }),
    run: ({ portalId, part }) => stopOptedOut(deps, toPortalId(portalId), part),
  }),
];

async function stopOptedOut(deps: Deps, portalId: PortalId, part: number): Promise<void> {
  const { shareOptOuts, subscriptionType } = await deps.settings.get(portalId);
  const portal = shareOptOuts ? await deps.hubspot.portals.find(portalId) : undefined;
  if (portal?.status !== 'connected' || !isAvailable(portal.scopes, 'opt-outs')) return;
  if (subscriptionType === null) return;
  for await (const leads of activeLeads(deps.database, portalId)) {
    const turn = leads.filter(({ contactId, email }) => email !== null && Number(contactId) % PARTS === part);
    await inParallel(CALLS_AT_ONCE, turn, (lead) => lookAt(deps, lead, subscriptionType));
  }
}

async function lookAt(deps: Deps, asked: Addressed, subscriptionType: string): Promise<void> {
  const { portalId, contactId, email } = asked;
  if (!(await isOut(deps, portalId, email ?? '', subscriptionType))) return;
  const trigger = 'Opted out of this type of email in HubSpot';
  await stopLeads(
    deps,
    { portalId, ids: [contactId], trigger, obstacle: 'opted_out' },
    // An opt-out is that of an address: the contact may have another one by now.
    async (_tx, leads) =>
      new Set(leads.filter((lead) => lead.email === email).map((lead): ContactId => lead.contactId)),
  );
}

/** What asking again would not change: of one address, or until an admin does something that the settings ask for. */
const inVain: readonly ErrorCode[] = ['HUBSPOT_VALIDATION', 'HUBSPOT_NOT_FOUND', 'HUBSPOT_MISSING_SCOPE'];

async function isOut(deps: Deps, portalId: PortalId, email: string, type: string): Promise<boolean> {
  try {
    return await deps.hubspot.preferences.optedOutOfType(portalId, email, type);
  } catch (error) {
    if (isBatonError(error) && inVain.includes(error.code)) return false;
    throw error;
  }
}

import type { SettingsView } from '../../cards/settings/contract.ts';
import type { Assistants } from '../assistants/assistants.ts';
import { assistantsPart } from '../assistants/settings-part.ts';
import type { WorkloadOf } from '../assistants/workload.ts';
import type { Disconnect } from '../disconnect/disconnect.ts';
import type { Clock } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import { isBatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { connectionPart, ownersPart } from '../hubspot/portals/settings-part.ts';
import type { HubSpot } from '../hubspot/types.ts';
import type { Journal } from '../journal/journal.ts';
import { journalPart } from '../journal/settings-part.ts';
import type { LeadStatus } from '../lead-status/options.ts';
import { leadStatusPart } from '../lead-status/settings-part.ts';
import type { ModelProviderRoom } from '../model-provider/open.ts';
import type { Settings } from '../settings/settings.ts';
import { settingsPart } from '../settings/settings-part.ts';
import type { Inbox } from '../webhooks/inbox.ts';
import { webhooksPart } from '../webhooks/settings-part.ts';
import { sequences } from '../writing/sequences.ts';

export interface SettingsViewDeps {
  config: Pick<Config, 'publicUrl' | 'mail'>;
  hubspot: Pick<HubSpot, 'portals' | 'owners'>;
  leadStatus: Pick<LeadStatus, 'current'>;
  assistants: Pick<Assistants, 'list'>;
  workload: WorkloadOf;
  settings: Pick<Settings, 'get'>;
  modelProvider: Pick<ModelProviderRoom, 'settingsPart'>;
  inbox: Pick<Inbox, 'lastEventAt'>;
  journal: Pick<Journal, 'problem'>;
  disconnect: Pick<Disconnect, 'progress'>;
  clock: Clock;
}

type BuildView = (portalId: PortalId) => Promise<SettingsView>;

/** What the settings page shows now: the parts of all rooms, each with its own warnings. */
export function createSettingsView(deps: SettingsViewDeps): BuildView {
  const build = createBuild(deps);
  return (portalId) =>
    build(portalId).catch((error: unknown) => {
      // It turns out while HubSpot is asked that the account is gone: the page says so, and how to connect again.
      if (!isBatonError(error, 'PORTAL_DISCONNECTED')) throw error;
      return build(portalId);
    });
}

function createBuild(deps: SettingsViewDeps): BuildView {
  return async (portalId) => {
    const portal = await deps.hubspot.portals.find(portalId);
    const trouble = await deps.hubspot.portals.trouble(portalId);
    // While HubSpot refuses the account, the page shows what is known, and why.
    const connected = portal?.status === 'connected' && !trouble?.paused;
    const owners = connected ? await ownersPart(deps.hubspot, portalId) : [];
    const read = connected ? await deps.leadStatus.current(portalId) : null;
    const settings = await deps.settings.get(portalId);
    const own = settingsPart(settings, owners);
    const leadStatus = leadStatusPart(settings, read ?? settings.leadStatusOptions ?? []);
    const list = await deps.assistants.list(portalId);
    const assistants = assistantsPart(list, await deps.workload(portalId), deps.config.mail);
    const working = assistants.assistants.some(({ contacts }) => contacts > 0);
    const webhooks = webhooksPart(await deps.inbox.lastEventAt(portalId), deps.clock.now(), working);
    const connection = connectionPart(portalId, portal, deps.config.publicUrl);
    const journal = connected ? journalPart(await deps.journal.problem(portalId)) : [];
    const { lastEventAt } = webhooks;
    return {
      ...own,
      ...leadStatus,
      ...assistants,
      connection: { ...connection, features: [...connection.features, ...journal], lastEventAt },
      disconnecting: await deps.disconnect.progress(portalId),
      owners,
      languageModel: await deps.modelProvider.settingsPart(portalId),
      sequences: sequences.map(({ sequenceId: id, name, steps }) => ({ id, name, steps: steps.length })),
      warnings: [
        ...(trouble ? [trouble.text] : []),
        ...[own, leadStatus, assistants, webhooks].flatMap(({ warnings }) => warnings),
      ],
    };
  };
}

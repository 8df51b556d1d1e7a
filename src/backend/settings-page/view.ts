import type { SettingsSection, SettingsView, SettingsWarning } from '../../cards/settings/contract.ts';
import type { Assistants } from '../assistants/assistants.ts';
import { assistantsPart } from '../assistants/settings-part.ts';
import type { WorkloadOf } from '../assistants/workload.ts';
import type { Database } from '../database/database.ts';
import type { Disconnect } from '../disconnect/disconnect.ts';
import type { Exclusions } from '../exclusions/exclusions.ts';
import type { FieldMapping } from '../field-mapping/open.ts';
import type { Clock } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import { isBatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { connectionPart, ownersPart } from '../hubspot/portals/settings-part.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { Outbox } from '../hubspot/types.ts';
import type { Journal } from '../journal/journal.ts';
import { journalPart } from '../journal/settings-part.ts';
import type { LeadStatus } from '../lead-status/options.ts';
import type { KnowledgeRoom } from '../knowledge/open.ts';
import { leadStatusPart } from '../lead-status/settings-part.ts';
import type { ModelProviderRoom } from '../model-provider/open.ts';
import type { LeadsRoom } from '../leads/open.ts';
import type { MailRoom } from '../mail/open.ts';
import type { PhrasesRoom } from '../phrases/open.ts';
import type { Settings } from '../settings/settings.ts';
import { settingsPart } from '../settings/settings-part.ts';
import type { ReconcileRoom } from '../reconcile/open.ts';
import type { Inbox } from '../webhooks/inbox.ts';
import { budgetPart } from '../budget/settings-part.ts';
import { switchesPart } from './switches-part.ts';
import { webhooksPart } from '../webhooks/settings-part.ts';
import type { Sequences } from '../sequences/sequences.ts';
import { optOutsPart } from './opt-outs-part.ts';
import { mailboxesToday, sendingPart } from './sending-part.ts';

export interface SettingsViewDeps {
  config: Pick<Config, 'publicUrl' | 'mail'>;
  database: Database;
  hubspot: Pick<HubSpotRoom, 'portals' | 'owners' | 'preferences' | 'limits'>;
  outbox: Pick<Outbox, 'waiting'>;
  reconcile: ReconcileRoom;
  leadStatus: Pick<LeadStatus, 'current'>;
  assistants: Pick<Assistants, 'list'>;
  workload: WorkloadOf;
  sequences: Pick<Sequences, 'all'>;
  settings: Pick<Settings, 'get'>;
  exclusions: Pick<Exclusions, 'count'>;
  phrases: Pick<PhrasesRoom, 'taught'>;
  knowledge: Pick<KnowledgeRoom, 'count' | 'attention'>;
  fieldMapping: Pick<FieldMapping, 'count' | 'warnings'>;
  modelProvider: Pick<ModelProviderRoom, 'settingsPart'>;
  mail: Pick<MailRoom, 'mailboxToday'>;
  leads: Pick<LeadsRoom, 'countHeld' | 'countUnsubscribed'>;
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
    const workload = await deps.workload(portalId);
    const assistants = assistantsPart(list, workload, deps.config.mail, await mailboxesToday(deps, list));
    const sending = sendingPart(settings, await deps.leads.countHeld(portalId, 'postal-address'));
    const working = assistants.assistants.some(({ contacts }) => contacts > 0);
    const webhooks = webhooksPart(await deps.inbox.lastEventAt(portalId), deps.clock.now(), working);
    const connection = connectionPart(portalId, portal, deps.config.publicUrl, settings.shareOptOuts);
    const optOuts = await optOutsPart(deps, portalId, connected ? portal : undefined, settings);
    const journal = connected ? journalPart(await deps.journal.problem(portalId)) : [];
    const knowledge = await deps.knowledge.attention(portalId);
    const { lastEventAt } = webhooks;
    return {
      ...own,
      ...leadStatus,
      ...assistants,
      sending: sending.sending,
      api: await budgetPart(deps.hubspot, portalId, portal, settings),
      ...(await switchesPart(deps, portalId, settings)),
      optOuts: optOuts.optOuts,
      connection: { ...connection, features: [...connection.features, ...journal], lastEventAt },
      disconnecting: await deps.disconnect.progress(portalId),
      owners,
      languageModel: await deps.modelProvider.settingsPart(portalId),
      sequences: (await deps.sequences.all(portalId)).map(({ sequenceId: id, name, emails }) => ({
        id,
        name,
        steps: emails.length,
      })),
      counts: await countsPart(deps, portalId),
      warnings: [
        ...warned(trouble?.byAdmin ? 'hubspot-api' : 'connection', trouble ? [trouble.text] : []),
        ...warned('assistants', assistants.warnings),
        ...warned('sending', sending.warnings),
        ...warned('do-not-contact', optOuts.warnings),
        ...warned('lead-handling', [...own.warnings, ...leadStatus.warnings]),
        ...warned('fields', await deps.fieldMapping.warnings(portalId)),
        ...warned('knowledge', knowledge === null ? [] : [knowledge]),
        ...warned('connection', webhooks.warnings),
      ],
    };
  };
}

const warned = (section: SettingsSection, texts: readonly string[]): SettingsWarning[] =>
  texts.map((text) => ({ section, text }));

/** How much the sections hold that load by themselves. */
const countsPart = async (
  { database, exclusions, phrases, knowledge, fieldMapping }: SettingsViewDeps,
  portalId: PortalId,
): Promise<SettingsView['counts']> => ({
  exclusions: await exclusions.count(portalId),
  phrases: (await phrases.taught(database.manager, portalId)).length,
  knowledge: await knowledge.count(portalId),
  fields: await fieldMapping.count(portalId),
});

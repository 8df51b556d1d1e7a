import type { AssistantView, SettingsView } from '../../cards/settings/contract.ts';
import type { Assistant, Assistants } from '../assistants/assistants.ts';
import { assistantStatus } from '../assistants/assistants.ts';
import type { Clock } from '../ground/clock.ts';
import { HOUR } from '../ground/clock.ts';
import type { Config } from '../ground/config.ts';
import type { Disconnect } from '../disconnect/disconnect.ts';
import { featureStates } from '../hubspot/portals/features.ts';
import type { LeadStatusOptions } from '../hubspot/properties/lead-status.ts';
import { scopes } from '../hubspot/portals/scopes.ts';
import type { HubSpot, Owner, Portal } from '../hubspot/types.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { Inbox } from '../webhooks/inbox.ts';
import type { Journal } from '../journal/journal.ts';
import { ownerName } from '../leads/hand-back/hand-back.ts';
import type { Leads } from '../leads/leads.ts';
import { defaultLeadStatus, leadStates } from '../leads/deciding/states.ts';
import { sequences } from '../writing/sequences.ts';
import type { PortalSettings, Settings } from '../settings/settings.ts';

export interface SettingsViewDeps {
  config: Config;
  hubspot: HubSpot;
  leadStatus: LeadStatusOptions;
  assistants: Assistants;
  leads: Leads;
  settings: Settings;
  inbox: Pick<Inbox, 'lastEventAt'>;
  journal: Pick<Journal, 'problem'>;
  disconnect: Pick<Disconnect, 'progress'>;
  clock: Clock;
}

/** Without an event for this long while contacts are being worked on, the webhooks deserve a look. */
const SILENCE_MS = 24 * HOUR;

/** What the settings page shows now. */
export type BuildSettingsView = (portalId: PortalId) => Promise<SettingsView>;

export function createSettingsView(deps: SettingsViewDeps): BuildSettingsView {
  return async (portalId) => {
    const portal = await deps.hubspot.portals.find(portalId);
    const settings = await deps.settings.get(portalId);
    const connected = portal?.status === 'connected';
    const owners = connected ? await deps.hubspot.owners.list(portalId) : [];
    const options = connected ? await currentOptions(deps, portalId) : (settings.leadStatusOptions ?? []);
    const counts = await deps.leads.counts(portalId);
    const assistants = (await deps.assistants.list(portalId)).map((assistant) =>
      assistantView(assistant, counts.get(assistant.assistantId) ?? { active: 0, total: 0 }),
    );
    const connection = await connectionView(deps, portalId, portal);
    const leadStatus = leadStatusView(settings, options);
    return {
      connection,
      disconnecting: await deps.disconnect.progress(portalId),
      status: overallStatus(assistants),
      assistants,
      owners: owners.filter((owner) => !owner.archived).map(ownerView),
      sequences: sequences.map(({ sequenceId, name, steps }) => ({
        id: sequenceId,
        name,
        steps: steps.length,
      })),
      fallbackOwnerId: settings.fallbackOwnerId,
      leadStatus,
      schedule: settings.schedule,
      firstEmailDelayMinutes: settings.firstEmailDelayMinutes,
      reconcileMinutes: settings.reconcileMinutes,
      warnings: warnings(deps, settings, leadStatus.missing, connection.lastEventAt, assistants),
    };
  };
}

/** Read in HubSpot, and kept for the writes that cannot ask. */
async function currentOptions(deps: SettingsViewDeps, portalId: PortalId) {
  const options = (await deps.leadStatus.list(portalId)).map(({ value, label }) => ({ value, label }));
  await deps.settings.change(portalId, { leadStatusOptions: options });
  return options;
}

const ownerView = (owner: Owner) => ({ ownerId: owner.ownerId, name: ownerName(owner), email: owner.email });

function assistantView(assistant: Assistant, counts: { active: number; total: number }): AssistantView {
  const status = assistantStatus(assistant, counts.total);
  const {
    name,
    email,
    role,
    signature,
    companyDescription,
    defaultContext,
    sequenceId,
    brochureUrl,
    calendarUrl,
  } = assistant;
  return {
    ...{
      name,
      email,
      role,
      signature,
      companyDescription,
      defaultContext,
      sequenceId,
      brochureUrl,
      calendarUrl,
    },
    id: assistant.assistantId,
    status,
    nextStep: nextSteps[status](assistant),
    ownerId: assistant.ownerId,
    contacts: counts.active,
    hasOwnMailbox: assistant.sealedMailbox !== null,
  };
}

const nextSteps: Readonly<Record<AssistantView['status'], (assistant: Assistant) => string>> = {
  ASSISTANT_NOT_YET_CREATED: () => 'Add the first assistant.',
  ASSISTANT_DOES_NOT_EXIST_AS_USER_IN_CRM: ({ email }) =>
    `HubSpot has no active user ${email}. Create the user here or in HubSpot, accept the invitation, then refresh.`,
  ASSISTANT_EXISTS_AS_USER_IN_CRM: ({ name }) => `Ready. Make ${name} the owner of a contact to start.`,
  ALL_WORKING_WELL: () => 'Nothing to do.',
};

/** The account's status is that of its least finished assistant. */
function overallStatus(assistants: readonly AssistantView[]): SettingsView['status'] {
  const order = [
    'ASSISTANT_DOES_NOT_EXIST_AS_USER_IN_CRM',
    'ASSISTANT_EXISTS_AS_USER_IN_CRM',
    'ALL_WORKING_WELL',
  ] as const;
  return (
    order.find((status) => assistants.some((assistant) => assistant.status === status)) ??
    'ASSISTANT_NOT_YET_CREATED'
  );
}

async function connectionView(
  deps: SettingsViewDeps,
  portalId: PortalId,
  portal: Portal | undefined,
): Promise<SettingsView['connection']> {
  const connected = portal?.status === 'connected';
  return {
    portalId,
    status: portal?.status ?? 'not-connected',
    reason: portal?.statusReason ?? null,
    connectedBy: portal?.connectedByEmail ?? null,
    installUrl: `${deps.config.publicUrl}/oauth/install`,
    scopes: scopes.map((scope) => ({ ...scope, granted: portal?.scopes.includes(scope.name) ?? false })),
    features: connected ? [...featureStates(portal.scopes), ...(await journalState(deps, portalId))] : [],
    lastEventAt: await deps.inbox.lastEventAt(portalId),
    provisioned: portal?.provisionedAt != null,
  };
}

/** Shown only where the operator switched it on. */
async function journalState({ journal }: SettingsViewDeps, portalId: PortalId) {
  const reason = await journal.problem(portalId);
  return reason === undefined ? [] : [{ name: 'Catch up from the webhooks journal', reason }];
}

function leadStatusView(
  settings: PortalSettings,
  options: readonly { value: string; label: string }[],
): SettingsView['leadStatus'] {
  const mapping = { ...defaultLeadStatus, ...settings.leadStatusMapping };
  const offered = new Set(options.map((option) => option.value));
  const missing = leadStates
    .map((state) => mapping[state])
    .filter((value): value is string => typeof value === 'string' && !offered.has(value));
  return { options, mapping, missing: options.length === 0 ? [] : [...new Set(missing)] };
}

function warnings(
  deps: SettingsViewDeps,
  settings: PortalSettings,
  missing: readonly string[],
  lastEventAt: number | null,
  assistants: readonly AssistantView[],
): string[] {
  const working = assistants.some((assistant) => assistant.contacts > 0);
  const silent = lastEventAt !== null && deps.clock.now() - lastEventAt > SILENCE_MS;
  const noMailbox =
    deps.config.mail.smtpUrl === null && assistants.some((assistant) => !assistant.hasOwnMailbox);
  return [
    ...(settings.fallbackOwnerId
      ? []
      : ['Choose a fallback owner: it gets contacts whose prior owner has left.']),
    ...(missing.length > 0
      ? [`Lead Status has no option ${missing.join(', ')}: this part of the status is not written.`]
      : []),
    ...(noMailbox
      ? [
          'No mailbox is set up: assistants cannot send. Give each its own mailbox, or ask the operator to set SMTP_URL.',
        ]
      : []),
    ...(working && silent ? ['No webhook came for a day. Check that HubSpot reaches PUBLIC_URL.'] : []),
  ];
}

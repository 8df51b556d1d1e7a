import type { AssistantView, SettingsView } from '../../cards/settings/contract.ts';
import type { Config } from '../ground/config.ts';
import { assistantStatus } from './assistants.ts';
import type { Assistant } from './assistants.ts';
import type { MailboxToday } from '../../cards/settings/contract.ts';
import type { Workload } from './workload.ts';

type AssistantsPart = Pick<SettingsView, 'assistants' | 'status'> & { warnings: string[] };

export function assistantsPart(
  assistants: readonly Assistant[],
  workload: Workload,
  mail: Pick<Config['mail'], 'smtpUrl'>,
  today: ReadonlyMap<string, MailboxToday>,
): AssistantsPart {
  const views = assistants.map((assistant) =>
    assistantView(
      assistant,
      workload.get(assistant.assistantId) ?? { active: 0, total: 0 },
      today.get(assistant.assistantId) ?? unused,
    ),
  );
  const resting = views.flatMap(({ name, today: { trouble } }) =>
    trouble === null ? [] : [`${name}’s mailbox is paused: ${trouble}. Look into it, then resume it.`],
  );
  const noMailbox = mail.smtpUrl === null && views.some((assistant) => !assistant.hasOwnMailbox);
  const warnings = noMailbox
    ? [
        'No mailbox is set up: assistants cannot send. Give each its own mailbox, or ask whoever runs Baton to set up one for all.',
      ]
    : [];
  return { assistants: views, status: overallStatus(views), warnings: [...warnings, ...resting] };
}

const unused: MailboxToday = { sent: 0, allowed: null, warming: false, trouble: null };

function assistantView(
  assistant: Assistant,
  counts: { active: number; total: number },
  today: MailboxToday,
): AssistantView {
  const status = assistantStatus(assistant, counts.total);
  return {
    name: assistant.name,
    email: assistant.email,
    role: assistant.role,
    signature: assistant.signature,
    companyDescription: assistant.companyDescription,
    defaultContext: assistant.defaultContext,
    sequenceId: assistant.sequenceId,
    language: assistant.language,
    brochureUrl: assistant.brochureUrl,
    calendarUrl: assistant.calendarUrl,
    approval: assistant.approval,
    id: assistant.assistantId,
    status,
    nextStep: nextSteps[status](assistant),
    ownerId: assistant.ownerId,
    contacts: counts.active,
    hasOwnMailbox: assistant.sealedMailbox !== null,
    dailyCap: assistant.dailyCap,
    warmUp: assistant.warmUpSince !== null,
    mostActive: assistant.mostActive,
    today,
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

import type { HubSpotRoom } from '../hubspot/open.ts';
import type { MailTransport } from '../mail-server/types.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { Ground, Opened } from '../room/room.ts';
import type { Slot } from '../room/slot.ts';
import { createDomainCheck } from '../mail-server/domain/check-domain.ts';
import { systemDns } from '../mail-server/domain/dns.ts';
import { createAssistants } from './assistants.ts';
import type { Assistants } from './assistants.ts';
import { assistantRoutes } from './routes.ts';
import type { WorkloadOf } from './workload.ts';

export type AssistantsNeeds = Ground & {
  hubspot: HubSpotRoom;
  settings: SettingsRoom;
  mailServer: MailTransport;
};

export interface AssistantsRoom extends Assistants {
  readonly workload: Slot<WorkloadOf>;
}

export async function openAssistants(needs: AssistantsNeeds): Promise<Opened<AssistantsRoom>> {
  const { smtpUrl, imapUrl } = needs.config.mail;
  const assistants = createAssistants({ ...needs, defaultMailbox: smtpUrl ? { smtpUrl, imapUrl } : null });
  const workload: AssistantsRoom['workload'] = needs.slot('assistants.workload');
  const routes = assistantRoutes({
    ...needs,
    assistants,
    workload: (portalId) => workload.filled(portalId),
    view: needs.settings.view,
    transport: needs.mailServer,
    checkDomain: createDomainCheck({ dns: systemDns(), clock: needs.clock }),
  });
  return { api: { ...assistants, workload }, routes };
}

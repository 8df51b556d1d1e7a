import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Assistants } from '../assistants/assistants.ts';
import type { Clock, Random } from '../clock.ts';
import { BatonError } from '../errors.ts';
import type { LeadStatusOptions } from '../hubspot/lead-status.ts';
import type { HubSpot } from '../hubspot/types.ts';
import { answer, jsonBody } from '../http/routes.ts';
import type { RouteTable } from '../http/routes.ts';
import { callerOf } from '../http/signed-requests.ts';
import type { Caller } from '../http/signed-requests.ts';
import { assistantId } from '../identifiers.ts';
import type { Leads } from '../leads/leads.ts';
import { checkAddress } from '../mail/address.ts';
import type { MailTransport } from '../mail/types.ts';
import { portalSettingsSchema } from '../settings/settings.ts';
import type { Settings } from '../settings/settings.ts';
import type { BuildSettingsView } from './settings-view.ts';
import { sendTestMail } from './test-mail.ts';

interface Deps {
  view: BuildSettingsView;
  hubspot: HubSpot;
  leadStatus: LeadStatusOptions;
  assistants: Assistants;
  leads: Leads;
  settings: Settings;
  transport: MailTransport;
  clock: Clock;
  random: Random;
}

const text = (max: number) => z.string().trim().max(max);
const address = z
  .string()
  .trim()
  .toLowerCase()
  .refine((email) => checkAddress(email).ok, 'This is not a valid email address.');
const newAssistant = z.object({
  name: text(100).min(1, 'Give the assistant a name.'),
  email: address,
  role: text(200),
  signature: text(2_000),
  companyDescription: text(5_000),
  defaultContext: text(65_536),
  sequenceId: z.string(),
  brochureUrl: z.url().nullable(),
  calendarUrl: z.url().nullable(),
  mailbox: z
    .object({
      smtpUrl: z.string().regex(/^smtps?:\/\//),
      imapUrl: z
        .string()
        .regex(/^imaps?:\/\//)
        .nullable(),
    })
    .nullish(),
});
const settingsChange = portalSettingsSchema
  .pick({ fallbackOwnerId: true, leadStatusMapping: true, schedule: true, firstEmailDelayMinutes: true })
  .partial();
const nothing = z.object({});
const testMail = z.object({ to: address });

const idOf = (request: Request) => assistantId(String(request.params['assistantId']));

/** The routes of the settings page; the contract with it is src/cards/settings/contract.ts. */
export function addSettingsRoutes(table: RouteTable, guard: RequestHandler[], deps: Deps): void {
  const base = { guard: 'hubspot-signature', answers: 'SettingsView' } as const;
  const viewAfter = (work: (request: Request, caller: Caller) => Promise<unknown>) =>
    answer(async (request) => {
      const caller = await admin(deps.hubspot, callerOf(request));
      await work(request, caller);
      return deps.view(caller.portalId);
    });
  const add = (
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    summary: string,
    body: z.ZodType | null,
    handler: RequestHandler,
  ) => table.add({ ...base, method, path, summary, ...(body ? { body } : {}) }, ...guard, handler);

  add(
    'get',
    '/api/settings',
    'What the settings page shows',
    null,
    viewAfter(async () => undefined),
  );
  add(
    'put',
    '/api/settings',
    'Changes settings of the account',
    settingsChange,
    viewAfter(async (request, { portalId }) => {
      const change = jsonBody(request, settingsChange);
      // Fields that were not sent must stay, not fall back to their defaults.
      const sent = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      await deps.settings.change(portalId, sent);
    }),
  );
  add(
    'post',
    '/api/settings/add-lead-status-option',
    'Adds QUALIFIED to Lead Status, keeping all other options',
    nothing,
    viewAfter(async (_request, { portalId }) => {
      const options = await deps.leadStatus.addQualified(portalId);
      await deps.settings.change(portalId, {
        leadStatusOptions: options.map(({ value, label }) => ({ value, label })),
      });
    }),
  );
  add(
    'post',
    '/api/assistants',
    'Adds an assistant',
    newAssistant,
    viewAfter((request, caller) =>
      deps.assistants.add(caller.portalId, jsonBody(request, newAssistant), caller.email),
    ),
  );
  const one = '/api/assistants/:assistantId';
  add(
    'put',
    one,
    'Changes an assistant',
    newAssistant,
    viewAfter((request, caller) =>
      deps.assistants.change(caller.portalId, idOf(request), jsonBody(request, newAssistant)),
    ),
  );
  add(
    'delete',
    one,
    'Removes an assistant that works on no contact',
    null,
    viewAfter(async (request, { portalId }) => {
      const counts = (await deps.leads.counts(portalId)).get(idOf(request));
      if (counts && counts.active > 0) {
        throw new BatonError(
          'CONFLICT',
          `The assistant still works on ${counts.active} contacts. Hand them back first.`,
        );
      }
      await deps.assistants.remove(portalId, idOf(request));
    }),
  );
  add(
    'post',
    `${one}/refresh`,
    'Looks the assistant up in HubSpot again',
    nothing,
    viewAfter((request, { portalId }) => deps.assistants.refresh(portalId, idOf(request))),
  );
  add(
    'post',
    `${one}/invite`,
    'Creates the assistant as a HubSpot user',
    nothing,
    viewAfter((request, { portalId }) => deps.assistants.invite(portalId, idOf(request))),
  );
  table.add(
    {
      ...base,
      method: 'post',
      path: `${one}/test-mail`,
      summary: 'Sends a real mail and reads the mailbox',
      body: testMail,
      answers: '{ problems: string[] }',
    },
    ...guard,
    answer(async (request) => {
      const { portalId } = await admin(deps.hubspot, callerOf(request));
      const assistant = await deps.assistants.find(portalId, idOf(request));
      if (!assistant) throw new BatonError('NOT_FOUND', 'There is no such assistant.');
      return { problems: await sendTestMail(deps, assistant, jsonBody(request, testMail).to) };
    }),
  );
}

/** B14: whoever connected the account, and every super admin of it, may configure. */
async function admin(hubspot: HubSpot, caller: Caller): Promise<Caller> {
  const portal = await hubspot.portals.find(caller.portalId);
  if (!portal || portal.connectedByUserId === caller.userId) return caller;
  if (await hubspot.users.isSuperAdmin(caller.portalId, caller.userId)) return caller;
  throw new BatonError(
    'FORBIDDEN',
    `Only ${portal.connectedByEmail ?? 'the person who connected Baton'} and super admins may change Baton's settings.`,
  );
}

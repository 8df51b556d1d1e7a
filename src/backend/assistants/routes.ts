import type { Request } from 'express';
import { z } from 'zod';
import type { Assistant, Assistants } from './assistants.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { BatonError, isBatonError } from '../ground/errors.ts';
import { requireFeature } from '../hubspot/portals/features.ts';
import type { HubSpot } from '../hubspot/types.ts';
import { callerOf } from '../http/caller.ts';
import { answer, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { assistantId } from '../ground/identifiers.ts';
import type { AssistantId, PortalId } from '../ground/identifiers.ts';
import { checkAddress } from '../mail-server/address.ts';
import type { DomainCheck } from '../mail-server/domain/check-domain.ts';
import type { MailTransport } from '../mail-server/types.ts';
import type { Hooks } from '../room/room.ts';
import { settingsRoute } from '../settings/admin-route.ts';
import type { SettingsViewSlot } from '../settings/admin-route.ts';
import type { Settings } from '../settings/settings.ts';
import { askAboutPerson } from './personal-user.ts';
import { sendTestMail } from './test-mail.ts';
import { languages } from '../ground/languages.ts';
import { storable } from '../ground/text.ts';
import type { WorkloadOf } from './workload.ts';

interface Deps {
  hubspot: Pick<HubSpot, 'portals' | 'owners' | 'search'>;
  assistants: Assistants;
  workload: WorkloadOf;
  settings: Pick<Settings, 'get'>;
  view: SettingsViewSlot;
  transport: MailTransport;
  checkDomain: DomainCheck;
  everybody: Pick<Hooks, 'settingsChanged'>;
  clock: Clock;
  random: Random;
}

const text = (max: number) => z.string().trim().max(max);
const address = z
  .string()
  .trim()
  .toLowerCase()
  .refine((email) => checkAddress(email).ok, 'This is not a valid email address.');
const wholeCap = 'Emails a day: a whole number from 1 to 10,000.';
const wholePlaces = 'Contacts at once: a whole number from 1 to 100,000.';
const newAssistant = z.object({
  name: text(100).min(1, 'Give the assistant a name.'),
  email: address,
  role: text(200),
  signature: text(2_000),
  companyDescription: text(5_000),
  defaultContext: text(65_536),
  sequenceId: z.string(),
  language: z.enum(languages).default('en'),
  brochureUrl: z.url().nullable(),
  calendarUrl: z.url().nullable(),
  approval: z.enum(['none', 'first', 'all', 'marked']).optional(),
  dailyCap: z.number().int(wholeCap).min(1, wholeCap).max(10_000, wholeCap).nullish(),
  warmUp: z.boolean().optional(),
  mostActive: z.number().int(wholePlaces).min(1, wholePlaces).max(100_000, wholePlaces).nullish(),
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
/** `confirmed`: the admin knows that the user is a person's, see askAboutPerson. */
const addedAssistant = newAssistant.extend({ confirmed: z.boolean().default(false) });
const nothing = z.object({});
const testMail = z.object({ to: address });

const idOf = (request: Request) => assistantId(storable(String(request.params['assistantId'])));

const one = '/api/assistants/:assistantId';

/** What an admin does with assistants; the contract is src/cards/settings/contract.ts. */
export function assistantRoutes(deps: Deps): Route[] {
  const { assistants, view } = deps;
  return [
    settingsRoute(
      view,
      { method: 'post', path: '/api/assistants', summary: 'Adds an assistant', body: addedAssistant },
      async (request, caller) => {
        const { confirmed, ...profile } = jsonBody(request, addedAssistant);
        if ((await deps.settings.get(caller.portalId)).setUp !== null)
          throw new BatonError('CONFLICT', 'Finish the set-up first: its three steps stand in the settings.');
        if (!confirmed) await askAboutPerson(deps.hubspot, caller, profile.email);
        await assistants.add(caller.portalId, profile, caller.email);
      },
    ),
    settingsRoute(
      view,
      { method: 'put', path: one, summary: 'Changes an assistant', body: addedAssistant },
      async (request, caller) => {
        const { confirmed, ...profile } = jsonBody(request, addedAssistant);
        const before = await assistants.find(caller.portalId, idOf(request));
        if (!confirmed && before && before.email !== profile.email)
          await askAboutPerson(deps.hubspot, caller, profile.email);
        await assistants.change(caller.portalId, idOf(request), profile);
        if (profile.dailyCap !== undefined || profile.warmUp !== undefined)
          await deps.everybody.settingsChanged(caller.portalId, 'mailbox');
      },
    ),
    settingsRoute(
      view,
      { method: 'delete', path: one, summary: 'Removes an assistant that works on no contact' },
      (request, { portalId }) => remove(deps, portalId, idOf(request)),
    ),
    settingsRoute(
      view,
      {
        method: 'post',
        path: `${one}/refresh`,
        summary: 'Looks the assistant up in HubSpot again',
        body: nothing,
      },
      (request, { portalId }) => assistants.refresh(portalId, idOf(request)),
    ),
    settingsRoute(
      view,
      {
        method: 'post',
        path: `${one}/invite`,
        summary: 'Creates the assistant as a HubSpot user',
        body: nothing,
      },
      async (request, { portalId }) => {
        requireFeature(await deps.hubspot.portals.get(portalId), 'invite');
        await assistants.invite(portalId, idOf(request));
      },
    ),
    testMailRoute(deps),
    domainRoute(deps),
  ];
}

async function remove(deps: Deps, portalId: PortalId, id: AssistantId): Promise<void> {
  const counts = (await deps.workload(portalId)).get(id);
  if (counts && counts.active > 0) {
    throw new BatonError(
      'CONFLICT',
      `The assistant still works on ${counts.active} contacts. Hand them back first.`,
    );
  }
  await deps.assistants.remove(portalId, id);
}

const testMailRoute = (deps: Deps): Route => ({
  method: 'post',
  path: `${one}/test-mail`,
  summary: 'Sends a real mail and reads the mailbox',
  access: 'admin',
  body: testMail,
  answers: '{ problems: string[] }',
  handlers: [
    answer(async (request) => {
      const assistant = await deps.assistants.find(callerOf(request).portalId, idOf(request));
      if (!assistant) throw new BatonError('NOT_FOUND', 'There is no such assistant.');
      return { problems: await sendTestMail(deps, assistant, jsonBody(request, testMail).to) };
    }),
  ],
});

const domainRoute = ({ assistants, checkDomain }: Deps): Route => ({
  method: 'get',
  path: `${one}/domain`,
  summary: 'Looks up SPF, DKIM and DMARC of the assistant’s domain',
  access: 'admin',
  answers: 'MailDomain of src/cards/settings/contract.ts',
  handlers: [
    answer(async (request) => {
      const assistant = await assistants.find(callerOf(request).portalId, idOf(request));
      if (!assistant) throw new BatonError('NOT_FOUND', 'There is no such assistant.');
      const domain = domainOf(assistant);
      return { domain, findings: await checkDomain(domain, smtpUrlOf(assistants, assistant)) };
    }),
  ],
});

const domainOf = ({ email }: Assistant): string => email.split('@').at(-1) ?? '';

/** null: it has no mailbox yet. */
function smtpUrlOf(assistants: Pick<Assistants, 'mailbox'>, assistant: Assistant): string | null {
  try {
    return assistants.mailbox(assistant).smtpUrl;
  } catch (error) {
    if (isBatonError(error)) return null;
    throw error;
  }
}

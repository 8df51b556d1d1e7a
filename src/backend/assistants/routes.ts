import type { Request } from 'express';
import { z } from 'zod';
import type { Assistants } from './assistants.ts';
import type { Clock, Random } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import { requireFeature } from '../hubspot/portals/features.ts';
import type { HubSpot } from '../hubspot/types.ts';
import { jsonBody } from '../http/routes.ts';
import { assistantId } from '../ground/identifiers.ts';
import type { Leads } from '../leads/leads.ts';
import { checkAddress } from '../mail-server/address.ts';
import type { MailTransport } from '../mail-server/types.ts';
import type { AdminRoutes } from '../hubspot/portals/admin.ts';
import { sendTestMail } from './test-mail.ts';
import { storable } from '../ground/text.ts';

interface Deps {
  hubspot: Pick<HubSpot, 'portals'>;
  assistants: Assistants;
  leads: Leads;
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
const nothing = z.object({});
const testMail = z.object({ to: address });

const idOf = (request: Request) => assistantId(storable(String(request.params['assistantId'])));

/** What an admin does with assistants; the contract is src/cards/settings/contract.ts. */
export function addAssistantRoutes(routes: AdminRoutes, deps: Deps): void {
  const { assistants } = deps;
  const one = '/api/assistants/:assistantId';
  routes.add(
    { method: 'post', path: '/api/assistants', summary: 'Adds an assistant', body: newAssistant },
    (request, caller) => assistants.add(caller.portalId, jsonBody(request, newAssistant), caller.email),
  );
  routes.add(
    { method: 'put', path: one, summary: 'Changes an assistant', body: newAssistant },
    (request, caller) => assistants.change(caller.portalId, idOf(request), jsonBody(request, newAssistant)),
  );
  routes.add(
    { method: 'delete', path: one, summary: 'Removes an assistant that works on no contact' },
    async (request, { portalId }) => {
      const counts = (await deps.leads.counts(portalId)).get(idOf(request));
      if (counts && counts.active > 0) {
        throw new BatonError(
          'CONFLICT',
          `The assistant still works on ${counts.active} contacts. Hand them back first.`,
        );
      }
      await assistants.remove(portalId, idOf(request));
    },
  );
  routes.add(
    {
      method: 'post',
      path: `${one}/refresh`,
      summary: 'Looks the assistant up in HubSpot again',
      body: nothing,
    },
    (request, { portalId }) => assistants.refresh(portalId, idOf(request)),
  );
  routes.add(
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
  );
  routes.addOwn(
    {
      ...{
        method: 'post',
        path: `${one}/test-mail`,
        summary: 'Sends a real mail and reads the mailbox',
        body: testMail,
      },
      answers: '{ problems: string[] }',
    },
    async (request, { portalId }) => {
      const assistant = await assistants.find(portalId, idOf(request));
      if (!assistant) throw new BatonError('NOT_FOUND', 'There is no such assistant.');
      return { problems: await sendTestMail(deps, assistant, jsonBody(request, testMail).to) };
    },
  );
}

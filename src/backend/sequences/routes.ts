import type { Request } from 'express';
import { z } from 'zod';
import type { FieldMapping } from '../field-mapping/open.ts';
import { BatonError } from '../ground/errors.ts';
import { assistantId, contactId } from '../ground/identifiers.ts';
import { storable } from '../ground/text.ts';
import { callerOf } from '../http/caller.ts';
import type { Caller } from '../http/caller.ts';
import { answer, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { callerName } from '../hubspot/records/caller-name.ts';
import type { HubSpot } from '../hubspot/types.ts';
import { languages } from '../ground/languages.ts';
import type { Slot } from '../room/slot.ts';
import { stepsOf } from '../writing/sequences.ts';
import { sequenceDraft } from './draft.ts';
import type { Sequences } from './sequences.ts';
import { sendTestOf } from './email-to-oneself.ts';
import type { TestEmailDeps } from './email-to-oneself.ts';
import type { SequencesInUse, WrittenEmail } from './use.ts';
import { sequenceDetail, sequencesView, versionsView } from './view.ts';
import type { ViewDeps } from './view.ts';

interface Deps extends TestEmailDeps {
  sequences: Sequences;
  inUse: Slot<SequencesInUse>;
  hubspot: Pick<HubSpot, 'owners'>;
  fieldMapping: Pick<FieldMapping, 'all'>;
}

const edit = z.object({
  draft: sequenceDraft,
  from: z.number().int().min(1),
  appliesTo: z.enum(['new', 'unsent']),
});
const draftAlone = z.object({ draft: sequenceDraft });
const previewAsk = z.object({
  draft: sequenceDraft,
  language: z.enum(languages),
  assistantId: z.string().min(1).max(64).transform(assistantId),
  contactId: z
    .string()
    .regex(/^\d{1,20}$/, 'is no contact id')
    .transform(contactId),
});
const testMailAsk = previewAsk.extend({ email: z.number().int().min(0) });
type PreviewAsk = z.output<typeof previewAsk>;

const all = '/api/sequences';
const one = `${all}/:sequenceId`;
const idOf = (request: Request): string => storable(String(request.params['sequenceId']));

/** What the page Sequences asks; the contract with it is src/cards/sequences/contract.ts. */
export function sequenceRoutes(deps: Deps): Route[] {
  return [...readRoutes(deps), ...writeRoutes(deps), ...tryRoutes(deps)];
}

const about = (deps: Deps): ViewDeps => ({ ...deps, inUse: deps.inUse.filled });

function readRoutes(deps: Deps): Route[] {
  const read = { method: 'get', access: 'page' } as const;
  return [
    {
      ...read,
      path: all,
      summary: 'The sequences of the account, and who uses them',
      answers: 'SequencesView',
      handlers: [answer((request) => sequencesView(about(deps), callerOf(request).portalId))],
    },
    {
      ...read,
      path: one,
      summary: 'A sequence with its texts',
      answers: 'SequenceDetail',
      handlers: [answer((request) => sequenceDetail(about(deps), callerOf(request).portalId, idOf(request)))],
    },
    {
      ...read,
      path: `${one}/versions`,
      summary: 'What a sequence said before',
      answers: 'VersionsView',
      handlers: [
        answer((request) => versionsView(deps.sequences, callerOf(request).portalId, idOf(request))),
      ],
    },
  ];
}

function writeRoutes(deps: Deps): Route[] {
  const admin = { access: 'admin' } as const;
  return [
    {
      ...admin,
      method: 'post',
      path: all,
      summary: 'Adds a sequence',
      body: sequenceDraft,
      answers: '{ id }',
      handlers: [
        answer(async (request) => {
          const caller = callerOf(request);
          const draft = jsonBody(request, sequenceDraft);
          return {
            id: await deps.sequences.add(caller.portalId, draft, await callerName(deps.hubspot, caller)),
          };
        }),
      ],
    },
    {
      ...admin,
      method: 'put',
      path: one,
      summary: 'Changes a sequence, for who comes from now on or also for emails that have not left',
      body: edit,
      answers: '{ id }',
      handlers: [
        answer(async (request) => {
          const caller = callerOf(request);
          const by = await callerName(deps.hubspot, caller);
          await deps.sequences.change(caller.portalId, idOf(request), { ...jsonBody(request, edit), by });
          return { id: idOf(request) };
        }),
      ],
    },
    {
      ...admin,
      method: 'delete',
      path: one,
      summary: 'Archives a sequence that no assistant uses',
      answers: 'SequencesView',
      handlers: [
        answer(async (request) => {
          const { portalId } = callerOf(request);
          await refuseUsed(deps, portalId, idOf(request));
          await deps.sequences.archive(portalId, idOf(request));
          return sequencesView(about(deps), portalId);
        }),
      ],
    },
  ];
}

async function refuseUsed({ assistants }: Deps, portalId: Caller['portalId'], id: string): Promise<void> {
  const users = (await assistants.list(portalId)).filter(({ sequenceId }) => sequenceId === id);
  if (users.length > 0)
    throw new BatonError(
      'CONFLICT',
      `${users.map(({ name }) => name).join(', ')} uses this sequence. Choose another one in the settings first.`,
    );
}

function tryRoutes(deps: Deps): Route[] {
  const trial = { method: 'post', access: 'page' } as const;
  return [
    {
      ...trial,
      path: `${all}/check`,
      summary: 'What is wrong with a sequence; changes nothing',
      body: draftAlone,
      answers: '{ problems: SequenceProblem[] }',
      handlers: [
        answer(async (request) => {
          const { problemsIn } = await import('./content.ts');
          const mapped = await deps.fieldMapping.all(callerOf(request).portalId);
          return { problems: problemsIn(jsonBody(request, draftAlone).draft, mapped) };
        }),
      ],
    },
    {
      ...trial,
      path: `${all}/preview`,
      summary: 'The emails of a sequence as a contact would get them; changes nothing',
      body: previewAsk,
      answers: '{ emails: PreviewedEmail[] }',
      handlers: [
        answer(async (request) => {
          const written = await writtenFor(deps, callerOf(request), jsonBody(request, previewAsk));
          return { emails: written.map(asPreview) };
        }),
      ],
    },
    {
      method: 'post',
      access: 'admin',
      path: `${all}/test-mail`,
      summary: 'Sends one email of a sequence to the person who asks',
      body: testMailAsk,
      answers: '{ to, problems: string[] }',
      handlers: [
        answer(async (request) => {
          const caller = callerOf(request);
          const ask = jsonBody(request, testMailAsk);
          const email = (await writtenFor(deps, caller, ask))[ask.email];
          if (!email) throw new BatonError('REQUEST_INVALID', 'The sequence has no such email.');
          return sendTestOf(deps, caller, ask.assistantId, email);
        }),
      ],
    },
  ];
}

const writtenFor = (deps: Deps, caller: Caller, { draft, language, ...ask }: PreviewAsk) =>
  deps.inUse.filled.write(caller, { ...ask, steps: stepsOf(draft, language) });

const asPreview = (email: WrittenEmail) =>
  'problem' in email
    ? email
    : { subject: email.subject, text: email.text, ...(email.model ? { model: email.model } : {}) };

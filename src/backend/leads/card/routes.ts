import { z } from 'zod';
import type { CardView, Unchanged } from '../../../cards/contact/contract.ts';
import { BatonError, isBatonError } from '../../ground/errors.ts';
import { assistantId } from '../../ground/identifiers.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { callerOf } from '../../http/caller.ts';
import { answer, checked, jsonBody } from '../../http/routes.ts';
import type { Route } from '../../http/routes.ts';
import { sayOfSubstitute } from '../substitute/say.ts';
import type { SayDeps } from '../substitute/say.ts';
import type { ActDeps as SuggestionActDeps } from '../suggesting/act.ts';
import { suggestionRoutes } from '../suggesting/routes.ts';
import { actionRoutes } from './action-routes.ts';
import type { ActionDeps } from './action-routes.ts';
import { contactIdOf, contactPath as path } from './contact-path.ts';
import type { ViewAfter } from './contact-path.ts';
import { liftLegal } from './lift-legal.ts';
import { approve, approveBody, check, checkBody, decide, decideBody } from './draft.ts';
import type { DraftDeps } from './draft.ts';
import type { LiftLegalDeps } from './lift-legal.ts';
import { saveContext } from './context.ts';
import type { SaveContextDeps } from './context.ts';
import { handOver } from './hand-over.ts';
import type { HandOverDeps } from './hand-over.ts';
import { createPreview } from './preview.ts';
import type { PreviewDeps } from './preview.ts';
import { unlessMerged } from './merged.ts';
import { createCardVersion } from './version.ts';
import { createContactView } from './view.ts';
import type { ContactViewDeps } from './view.ts';

export type CardDeps = ActionDeps &
  SuggestionActDeps &
  LiftLegalDeps &
  DraftDeps &
  SayDeps &
  SaveContextDeps &
  HandOverDeps &
  PreviewDeps &
  ContactViewDeps;

const contextChange = z.object({ context: z.string().max(65_536), base: z.string() });
const handOverBody = z.object({ assistantId: z.string().min(1), confirmed: z.boolean().default(false) });
const substituteChoice = z.object({ person: z.string().regex(/^[0-9a-f]{64}$/), say: z.enum(['no', 'now']) });
const nothing = z.object({});
const previewBody = z.object({ context: z.string().max(65_536) });
const cardQuery = z.object({ since: z.string().optional() });
const previewQuery = z.object({ context: z.string().max(65_536).optional() });

/** HubSpot did not answer, or asks to wait. */
const isAway = (error: unknown): error is BatonError =>
  isBatonError(error) && error.code.startsWith('HUBSPOT_') && error.retry !== 'never';

/** What a person asks for is done in one transaction, after HubSpot was asked all that it needs. */
function nothingDone(error: unknown): never {
  if (!isAway(error)) throw error;
  throw new BatonError(error.code, `${AWAY} Nothing was done: try again in a minute.`, from(error));
}

/** @throws BatonError PORTAL_DISCONNECTED: what is promised now would wait until an admin connects the account again */
async function refuseDisconnected({ hubspot }: CardDeps, portalId: PortalId): Promise<void> {
  const portal = await hubspot.portals.find(portalId);
  if (portal?.status !== 'disconnected') return;
  const words =
    'Baton is not connected to HubSpot, so nothing was done. An admin connects it again; then try once more.';
  throw new BatonError('PORTAL_DISCONNECTED', words);
}

/** It is done, and only the card cannot be shown. */
const done =
  (said: string | void) =>
  (error: unknown): never => {
    if (typeof said !== 'string' || !isAway(error)) throw error;
    throw new BatonError(error.code, `${said} (${AWAY} Reload the card in a minute.)`, from(error));
  };

const AWAY = 'HubSpot does not answer Baton right now.';
const from = (error: BatonError) => ({ retry: error.retry, context: error.context, cause: error });

/** Found out while asking for the version: the view says that somebody has to connect again. */
function unlessDisconnected(error: unknown): string {
  if (isBatonError(error, 'PORTAL_DISCONNECTED')) return '';
  throw error;
}

/** The routes of the contact card; the contract with it is src/cards/contact/contract.ts. */
export function cardRoutes(deps: CardDeps): Route[] {
  const view = createContactView(deps);
  const versionOf = createCardVersion(deps);
  const viewAfter: ViewAfter = (work, { always } = { always: false }) =>
    answer(async (request): Promise<CardView | Unchanged> => {
      const { portalId } = callerOf(request);
      if (work && !always) await refuseDisconnected(deps, portalId);
      const merged = unlessMerged(deps, portalId, contactIdOf(request));
      const said = work && (await work(request).catch(merged).catch(nothingDone));
      // Before the view: what changes between the two is found by the next look.
      const version = await versionOf(portalId, contactIdOf(request))
        .catch(unlessDisconnected)
        .catch(done(said));
      if (!work && version !== '' && request.query['since'] === version)
        return { kind: 'unchanged', version };
      const shown = { ...(await view(portalId, contactIdOf(request)).catch(done(said))), version };
      return typeof said === 'string' ? { ...shown, said } : shown;
    });
  const base = { access: 'signed', answers: 'CardView' } as const;
  return [
    {
      ...base,
      method: 'get',
      path: `${path}/card`,
      summary: 'What the contact card shows, or that it still is the version named',
      query: cardQuery,
      answers: 'CardView or Unchanged',
      handlers: [viewAfter()],
    },
    {
      ...base,
      method: 'put',
      path: `${path}/context`,
      summary: 'Saves the Context; 409 with `current` if it changed meanwhile',
      body: contextChange,
      handlers: [
        viewAfter((request) =>
          saveContext(deps, callerOf(request), contactIdOf(request), jsonBody(request, contextChange)),
        ),
      ],
    },
    {
      ...base,
      method: 'post',
      path: `${path}/hand-over`,
      summary: 'Hands the contact to an assistant',
      body: handOverBody,
      handlers: [
        viewAfter((request) => {
          const { assistantId: id, confirmed } = jsonBody(request, handOverBody);
          const to = assistantId(id);
          return handOver(deps, callerOf(request), contactIdOf(request), { to, confirmed });
        }),
      ],
    },
    {
      ...base,
      method: 'post',
      path: `${path}/lift-legal`,
      access: 'admin',
      summary: 'Lets a person be written to again after a legal matter',
      body: nothing,
      handlers: [viewAfter((request) => liftLegal(deps, callerOf(request), contactIdOf(request)))],
    },
    substituteRoute(deps, viewAfter),
    ...previewRoutes(deps),
    ...draftRoutes(deps, viewAfter),
    ...suggestionRoutes(deps, viewAfter),
    ...actionRoutes(deps, viewAfter),
  ];
}

/** What a person decides about the email that waits for them. */
function draftRoutes(deps: CardDeps, viewAfter: ViewAfter): Route[] {
  const base = { method: 'post', access: 'signed', answers: 'CardView' } as const;
  const others = [
    ['skip', 'skip', 'The sequence goes on without the email that waits'],
    ['write-again', 'writeAgain', 'The email that waits is written anew'],
  ] as const;
  return [
    {
      ...base,
      path: `${path}/draft/approve`,
      summary: 'The email that waits leaves, as it is or with other words',
      body: approveBody,
      handlers: [
        viewAfter((request) =>
          approve(deps, callerOf(request), contactIdOf(request), jsonBody(request, approveBody)),
        ),
      ],
    },
    ...others.map(([name, what, summary]): Route => ({
      ...base,
      path: `${path}/draft/${name}`,
      summary,
      body: decideBody,
      handlers: [
        viewAfter((request) =>
          decide(deps, callerOf(request), contactIdOf(request), { what, ...jsonBody(request, decideBody) }),
        ),
      ],
    })),
    {
      ...base,
      path: `${path}/draft/check`,
      summary: 'What of an edited text stands in which source',
      body: checkBody,
      answers: '{ claims: ClaimView[] }',
      handlers: [
        answer((request) =>
          check(deps, callerOf(request), contactIdOf(request), jsonBody(request, checkBody)),
        ),
      ],
    },
  ];
}

/** What a person says of the mail to whom an absence notice names. */
const substituteRoute = (deps: CardDeps, viewAfter: ViewAfter): Route => ({
  method: 'post',
  path: `${path}/substitute`,
  access: 'signed',
  answers: 'CardView',
  summary: 'Says no to a mail to whom an absence notice names, or lets it go out at once',
  body: substituteChoice,
  handlers: [
    viewAfter((request) => {
      const { person, say } = jsonBody(request, substituteChoice);
      return sayOfSubstitute(deps, callerOf(request), { absent: contactIdOf(request), person, what: say });
    }),
  ],
});

/** What the next email would be: with the Context as it is, or with one that is not saved yet. */
function previewRoutes(deps: CardDeps): Route[] {
  const preview = createPreview(deps);
  const base = { path: `${path}/next-email`, access: 'signed', answers: 'EmailPreview' } as const;
  return [
    {
      ...base,
      method: 'get',
      summary: 'The next email as it would be written now',
      query: previewQuery,
      handlers: [
        answer((request) => {
          const { context } = checked(previewQuery, { context: request.query['context'] }, 'query');
          return preview(callerOf(request), contactIdOf(request), context);
        }),
      ],
    },
    {
      ...base,
      method: 'post',
      summary: 'The same for an unsaved Context too long for a URL',
      body: previewBody,
      handlers: [
        answer((request) =>
          preview(callerOf(request), contactIdOf(request), jsonBody(request, previewBody).context),
        ),
      ],
    },
  ];
}

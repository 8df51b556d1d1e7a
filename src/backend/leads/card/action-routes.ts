import type { Request } from 'express';
import { z } from 'zod';
import type { LetterView } from '../../../cards/contact/contract.ts';
import { assistantId } from '../../ground/identifiers.ts';
import { callerOf } from '../../http/caller.ts';
import { answer, checked, jsonBody } from '../../http/routes.ts';
import type { Route } from '../../http/routes.ts';
import { continueFollowUp, restartFollowUp, sequencesFor } from '../acting/go-on.ts';
import type { GoOnDeps } from '../acting/go-on.ts';
import { actOnLead, changeAssistant } from '../acting/lead-actions.ts';
import type { PlainAction } from '../acting/lead-actions.ts';
import type { Asked } from '../acting/once.ts';
import { addNote, noteText, remindAbout, remindAt, remindMe } from '../acting/records.ts';
import type { RecordDeps } from '../acting/records.ts';
import { unsubscribeContact } from '../acting/unsubscribe.ts';
import type { UnsubscribeDeps } from '../acting/unsubscribe.ts';
import { claimView } from '../approval/view.ts';
import { accountZone } from '../approval/zone.ts';
import type { RepAction } from '../deciding/actions.ts';
import { aboutLetter } from '../letters/about.ts';
import { askForLetter } from '../letters/ask-for-letter.ts';
import type { AskForLetterDeps } from '../letters/ask-for-letter.ts';
import { belowLetter, checkLetter, proposeLetter } from '../letters/propose.ts';
import { suggestedWords } from '../suggesting/shown.ts';
import type { ShownDeps as SuggestionDeps } from '../suggesting/shown.ts';
import { contactIdOf, contactPath as path } from './contact-path.ts';
import type { ViewAfter } from './contact-path.ts';

export type ActionDeps = GoOnDeps &
  RecordDeps &
  UnsubscribeDeps &
  AskForLetterDeps &
  Pick<SuggestionDeps, 'modelWriter'>;

/** The card's name for a click: the same click sent twice is done once. */
const requestId = z.string().min(1).max(100);
const optional = { requestId: requestId.optional() };
const plainBody = z.object(optional);
const continueBody = z.object({ ...optional, confirmed: z.boolean().default(false) });
const restartBody = continueBody.extend({ sequenceId: z.string().min(1).max(100).nullable().default(null) });
const changeBody = z.object({ ...optional, assistantId: z.string().min(1) });
const noteBody = z.object({ requestId, text: noteText });
const remindBody = z.object({ requestId, at: remindAt, about: remindAbout });
const words = {
  subject: z.string().trim().min(1, 'Give the email a subject.').max(250),
  letter: z.string().trim().min(1, 'The email has no text.').max(20_000),
};
const letterBody = z.object({ requestId, ...words, standsBy: z.boolean().default(false) });
const purpose = z.enum(['introduce', 'reply']);
const letterQuery = z.object({ purpose });
const checkBody = z.object({ purpose, ...words });

const plain: readonly (readonly [PlainAction, string])[] = [
  ['pause', 'Nothing is sent until it is resumed'],
  ['resume', 'Goes on after a pause'],
  ['stop', 'Ends the follow-up for good and hands the contact back'],
  ['hand-back', 'Hands the contact back now'],
  ['mark-hot', 'Says that the lead is Hot: a person is needed'],
  ['mark-cold', 'Says that the lead is Cold: nobody is needed'],
  ['mark-responded', 'Says that the contact answered: a person is needed'],
  ['pick-up', 'A person has taken up what came of it: nobody is reminded any more'],
];

const askedBy = (request: Request, action: RepAction, id: string | undefined): Asked => ({
  caller: callerOf(request),
  contactId: contactIdOf(request),
  action,
  requestId: id ?? null,
});

/** A12. Whoever sees the contact in HubSpot may act on it, as whoever sees it may change its owner there. */
export function actionRoutes(deps: ActionDeps, viewAfter: ViewAfter): Route[] {
  const post = <Body>(
    name: RepAction,
    summary: string,
    body: z.ZodType<Body>,
    work: (request: Request, body: Body) => Promise<string>,
  ): Route => ({
    method: 'post',
    path: `${path}/${name}`,
    access: 'signed',
    answers: 'CardView with `said`: what happened and what comes next',
    summary,
    body,
    // Nobody who wants no more emails waits for an admin.
    handlers: [
      viewAfter((request) => work(request, jsonBody(request, body)), { always: name === 'unsubscribe' }),
    ],
  });
  return [
    ...plain.map(([action, summary]) =>
      post(action, summary, plainBody, (request, body) => {
        const asked = askedBy(request, action, body.requestId);
        return actOnLead(deps, { ...asked, action });
      }),
    ),
    post(
      'continue',
      'Goes on where it stopped: after a hand-back, a stop, an answer, or a wait',
      continueBody,
      (request, body) => continueFollowUp(deps, askedBy(request, 'continue', body.requestId), body),
    ),
    post(
      'restart',
      'Begins again, with another sequence if one is named; nothing is sent twice',
      restartBody,
      (request, body) => restartFollowUp(deps, askedBy(request, 'restart', body.requestId), body),
    ),
    post('change-assistant', 'Another assistant goes on with the conversation', changeBody, (request, body) =>
      changeAssistant(
        deps,
        askedBy(request, 'change-assistant', body.requestId),
        assistantId(body.assistantId),
      ),
    ),
    post('unsubscribe', 'Baton never writes to the address again', plainBody, (request, body) =>
      unsubscribeContact(deps, askedBy(request, 'unsubscribe', body.requestId)),
    ),
    post('note', 'A note on the contact in HubSpot', noteBody, (request, body) =>
      addNote(deps, askedBy(request, 'note', body.requestId), body.text),
    ),
    post('remind', 'A task for whoever asks, at a time of theirs', remindBody, (request, body) =>
      remindMe(deps, askedBy(request, 'remind', body.requestId), body),
    ),
    ...letterRoutes(deps, post),
    sequencesRoute(deps),
  ];
}

type Post = <Body>(
  name: RepAction,
  summary: string,
  body: z.ZodType<Body>,
  work: (request: Request, body: Body) => Promise<string>,
) => Route;

/** Emails in the assistant's name, in a person's words. */
function letterRoutes(deps: ActionDeps, post: Post): Route[] {
  const send = (action: 'introduce' | 'reply', summary: string): Route =>
    post(
      action,
      `${summary}; 409 CONFIRM_FIRST: a claim stands in no source`,
      letterBody,
      (request, body) => {
        const asked = askedBy(request, action, body.requestId);
        return askForLetter(deps, { ...asked, action }, body);
      },
    );
  return [
    send('introduce', 'The assistant introduces whoever asks, in these words'),
    send('reply', 'The assistant writes these words to the contact'),
    {
      method: 'get',
      path: `${path}/letter`,
      access: 'signed',
      answers: 'LetterView',
      summary: 'An introduction or an answer to begin with, in the contact’s language',
      query: letterQuery,
      handlers: [
        answer(async (request): Promise<LetterView> => {
          const { purpose: action } = checked(letterQuery, { purpose: request.query['purpose'] }, 'query');
          const about = await aboutLetter(deps, { ...askedBy(request, action, undefined), action });
          const suggested = action === 'reply' ? await suggestedWords(deps, about.lead) : null;
          const words = suggested ?? (await proposeLetter(about));
          const below = await belowLetter(deps, about, words);
          return { ...words, below, ...(suggested ? { suggested: true } : {}) };
        }),
      ],
    },
    {
      method: 'post',
      path: `${path}/letter/check`,
      access: 'signed',
      answers: '{ claims: ClaimView[] }',
      summary: 'What of such an email stands in which source',
      body: checkBody,
      handlers: [
        answer(async (request) => {
          const { purpose: action, ...text } = jsonBody(request, checkBody);
          const about = await aboutLetter(deps, { ...askedBy(request, action, undefined), action });
          const { claims, sources } = await checkLetter(deps, about, text);
          const zone = await accountZone(deps.hubspot, about.lead.portalId);
          return { claims: claims.map((claim) => claimView(claim, sources, zone)) };
        }),
      ],
    },
  ];
}

const sequencesRoute = (deps: ActionDeps): Route => ({
  method: 'get',
  path: `${path}/sequences`,
  access: 'signed',
  answers: '{ sequences: RestartChoice[] }',
  summary: 'What a restart may follow, with how many emails the person has not had',
  handlers: [
    answer(async (request) => {
      const { portalId } = callerOf(request);
      const lead = await deps.leads.find(portalId, contactIdOf(request));
      return { sequences: lead ? await sequencesFor(deps, lead) : [] };
    }),
  ],
});

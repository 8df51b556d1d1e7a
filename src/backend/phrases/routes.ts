import type { Request } from 'express';
import { z } from 'zod';
import type { PhrasesView } from '../../cards/phrases/contract.ts';
import type { Clock } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { storable } from '../ground/text.ts';
import { addressOf, callerOf } from '../http/caller.ts';
import type { Caller } from '../http/caller.ts';
import { answer, jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import type { TaughtPhrase } from '../replies/types.ts';
import { checkPhrase, MOST_PHRASES, phraseDraft } from './check.ts';
import type { Phrases } from './phrases.ts';
import { ANSWERS_LOOKED_AT, askedAbout, tryOnPast, tryPhrase } from './try-phrase.ts';
import type { PastAnswersSlot } from './try-phrase.ts';

interface Deps {
  phrases: Phrases;
  pastAnswers: PastAnswersSlot;
  clock: Clock;
}

const phraseTest = z.object({ phrase: phraseDraft, id: z.string().nullable() });
const LONGEST_TEXT = 6_000;
const textTest = phraseTest.extend({ text: z.string().max(LONGEST_TEXT) });

const all = '/api/phrases';
const one = `${all}/:phraseId`;
const idOf = (request: Request): string => storable(String(request.params['phraseId']));

/** What an admin does with taught phrases; the contract is src/cards/phrases/contract.ts. */
export function phraseRoutes({ phrases, pastAnswers, clock }: Deps): Route[] {
  const view = async (portalId: PortalId): Promise<PhrasesView> => ({
    phrases: (await phrases.list(portalId)).map(({ phraseId: id, portalId: _of, ...rest }) => ({
      id,
      ...rest,
    })),
    most: MOST_PHRASES,
  });
  const changes = (work: (request: Request, caller: Caller) => Promise<void>) => [
    answer(async (request) => {
      const caller = callerOf(request);
      await work(request, caller);
      return view(caller.portalId);
    }),
  ];
  const admin = { access: 'admin', answers: 'PhrasesView' } as const;
  const drafted = { ...admin, body: phraseDraft };
  return [
    {
      ...admin,
      method: 'get',
      path: all,
      summary: 'The phrases that admins taught',
      handlers: changes(async () => undefined),
    },
    {
      ...drafted,
      method: 'post',
      path: all,
      summary: 'Teaches a phrase',
      handlers: changes((request, caller) =>
        phrases.add(caller.portalId, jsonBody(request, phraseDraft), addressOf(caller)),
      ),
    },
    {
      ...drafted,
      method: 'put',
      path: one,
      summary: 'Changes a taught phrase',
      handlers: changes((request, caller) =>
        phrases.change(caller.portalId, idOf(request), jsonBody(request, phraseDraft), addressOf(caller)),
      ),
    },
    {
      ...admin,
      method: 'delete',
      path: one,
      summary: 'Forgets a taught phrase',
      handlers: changes((request, { portalId }) => phrases.remove(portalId, idOf(request))),
    },
    ...testRoutes({ phrases, pastAnswers, clock }),
  ];
}

const testRoutes = ({ phrases, pastAnswers, clock }: Deps): Route[] => [
  {
    method: 'get',
    path: `${all}/asked`,
    summary: 'The latest answers that a person had to read',
    access: 'admin',
    answers: 'AskedAbout',
    handlers: [
      answer(async (request) =>
        askedAbout(await pastAnswers.filled.latest(callerOf(request).portalId, ANSWERS_LOOKED_AT)),
      ),
    ],
  },
  {
    method: 'post',
    path: `${all}/test-past`,
    summary: 'What a phrase would have made of the latest answers; changes nothing',
    access: 'admin',
    body: phraseTest,
    answers: 'PastResult',
    handlers: [
      answer(async (request) => {
        const { portalId } = callerOf(request);
        const { phrase, others } = await drafted(phrases, portalId, jsonBody(request, phraseTest));
        return tryOnPast(phrase, others, await pastAnswers.filled.latest(portalId, ANSWERS_LOOKED_AT));
      }),
    ],
  },
  {
    method: 'post',
    path: `${all}/test-text`,
    summary: 'What a phrase would make of a text; changes nothing',
    access: 'admin',
    body: textTest,
    answers: 'Tried',
    handlers: [
      answer(async (request) => {
        const { text, ...test } = jsonBody(request, textTest);
        if (text.trim() === '') throw new BatonError('REQUEST_INVALID', 'Write an answer to try it with.');
        const { phrase, others } = await drafted(phrases, callerOf(request).portalId, test);
        const bare = { subject: '', autoSubmitted: false, certain: false, question: async () => null };
        return tryPhrase(phrase, others, { ...bare, text, timeZone: 'UTC', at: clock.now() });
      }),
    ],
  },
];

/** Of a phrase that is not taught yet. */
const NEW_ID = '';

/** The phrase as it would be taught, and what is taught beside it. @throws BatonError: why it cannot be taught */
async function drafted(
  phrases: Phrases,
  portalId: PortalId,
  { phrase, id }: z.infer<typeof phraseTest>,
): Promise<{ phrase: TaughtPhrase; others: TaughtPhrase[] }> {
  const others = (await phrases.list(portalId)).filter(({ phraseId }) => phraseId !== id);
  return { phrase: { ...checkPhrase(phrase, others), phraseId: id ?? NEW_ID }, others };
}

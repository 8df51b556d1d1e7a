import type { OptOuts } from '../unsubscribe/opt-outs.ts';
import { z } from 'zod';
import { MINUTE, SECOND } from '../ground/clock.ts';
import { contactId, portalId } from '../ground/identifiers.ts';
import { withPurpose } from '../hubspot/calls/purpose.ts';
import { ask } from '../jobs/ask.ts';
import { plainQueue, portalQueue, queue, untilItSucceeds } from '../room/queue.ts';
import type { Daemon } from '../room/room.ts';
import { forgetRequests } from './acting/once.ts';
import { createWriteAhead } from './by-model/write-ahead.ts';
import { createExpire, createRemind } from './approval/overdue.ts';
import { createRemindOwners, portalsAtRisk } from './at-risk/remind-owners.ts';
import { createStartQueued } from './capacity/start-queued.ts';
import { createGoOnWithFields, FIELDS_QUEUE } from './fields/go-on.ts';
import { createForwardWaiting } from './forwarding/forward-waiting.ts';
import { createHandBack, handBacksInProgress } from './hand-back/hand-back.ts';
import { createTellLateAnswer } from './hand-back/late-answer.ts';
import type { ApplyEvent } from './lead/apply.ts';
import {
  FORWARD_QUEUE,
  HAND_BACK_QUEUE,
  handBackJob,
  LATE_ANSWER_QUEUE,
  SUBSTITUTE_QUEUE,
  SUGGEST_QUEUE,
} from './lead/carry-out.ts';
import type { AnswerKey } from './lead/carry-out.ts';
import { SAME_PERSON_QUEUE } from './lead/same-person.ts';
import type { Leads } from './leads.ts';
import { SUBSTITUTE_DUE_QUEUE, createWakeSubstitutes } from './substitute/look-again.ts';
import { createOfferSubstitute } from './substitute/offer.ts';
import { createWriteToSubstitute } from './substitute/write-to.ts';
import { createStopExcluded, EXCLUDED_QUEUE } from './opt-outs/stop-excluded.ts';
import { optedOutQueues } from './opt-outs/stop-opted-out.ts';
import { createShareOptOuts, SHARE_OPT_OUTS_QUEUE } from './opt-outs/share-opt-outs.ts';
import { createSuggestAhead } from './suggesting/ask-ahead.ts';
import { createWakeLeads } from './timers.ts';
import type { Readings } from './conversation/readings.ts';
import type { LeadsNeeds } from './needs.ts';

type OnReading = LeadsNeeds &
  Parameters<typeof createOfferSubstitute>[0] &
  Parameters<typeof createWriteToSubstitute>[0] &
  Parameters<typeof createRemindOwners>[0];

/** What leads have others do, each at least once. */
export const queuesOf = (deps: OnReading, leads: Leads) => [
  leadQueue(HAND_BACK_QUEUE, withPurpose('hand-back', createHandBack(deps))),
  leadQueue(FORWARD_QUEUE, withPurpose('reply', createForwardWaiting(deps))),
  answerQueue(LATE_ANSWER_QUEUE, withPurpose('reply', createTellLateAnswer(deps))),
  answerQueue(SUBSTITUTE_QUEUE, withPurpose('reply', createOfferSubstitute(deps))),
  substituteQueue(withPurpose('reply', createWriteToSubstitute(deps))),
  suggestQueue(deps),
  linesQueue(leads),
  remindQueue(deps),
  portalQueue(AT_RISK_QUEUE, createRemindOwners(deps), { concurrency: 2, ...untilItSucceeds }),
  forgetQueue(deps),
  portalQueue(EXCLUDED_QUEUE, createStopExcluded(deps), { concurrency: 1, ...untilItSucceeds }),
  ...optedOutQueues(deps),
  portalQueue(FIELDS_QUEUE, createGoOnWithFields(deps), { concurrency: 2, ...untilItSucceeds }),
  leadQueue(SAME_PERSON_QUEUE, async (portal, contact) => {
    await leads.tell(portal, contact, 'Unsubscribed under another contact', { type: 'unsubscribed' });
  }),
];

const AT_RISK_QUEUE = 'leads.at-risk';
const REMIND_QUEUE = 'leads.remind-of-review';

function remindQueue(needs: LeadsNeeds) {
  const remind = createRemind(needs);
  return queue({
    name: REMIND_QUEUE,
    options: { concurrency: 2, ...untilItSucceeds },
    data: z.object({ portalId: z.string(), id: z.string() }),
    run: (about) => remind({ portalId: portalId(about.portalId), id: about.id }),
  });
}

/** What a contact asks is put to the account's language model: see leads/suggesting. */
function suggestQueue(needs: LeadsNeeds) {
  const suggest = createSuggestAhead(needs);
  return queue({
    name: SUGGEST_QUEUE,
    options: { concurrency: 2, ...untilItSucceeds },
    data: z.object({ portalId: z.string(), contactId: z.string(), mailId: z.string() }),
    run: ({ mailId, ...of }) =>
      suggest({ portalId: portalId(of.portalId), contactId: contactId(of.contactId), mailId }),
  });
}

const forgetQueue = (needs: LeadsNeeds) =>
  plainQueue({
    name: 'leads.forget-requests',
    options: { concurrency: 1 },
    cron: '23 3 * * *',
    run: () => forgetRequests(needs),
  });

export const shareOptOutsQueue = (needs: LeadsNeeds, optOuts: OptOuts) =>
  portalQueue(SHARE_OPT_OUTS_QUEUE, createShareOptOuts({ ...needs, optOuts }), {
    concurrency: 2,
    ...untilItSucceeds,
  });

export const LEAD_LINES_QUEUE = 'leads.lines';

/** Leads that are older than the list of them. */
const linesQueue = ({ list }: Leads) =>
  plainQueue({
    name: LEAD_LINES_QUEUE,
    options: { concurrency: 1, attempts: 100 },
    run: () => list.fill(),
  });

/** Work about a lead that asks HubSpot first. */
const leadQueue = (name: string, run: ReturnType<typeof createHandBack>) =>
  queue({
    name,
    options: { concurrency: 4, ...untilItSucceeds },
    data: z.object({ portalId: z.string(), contactId: z.string() }),
    run: (data) => run(portalId(data.portalId), contactId(data.contactId)),
  });

const ofAnswer = z.object({ portalId: z.string(), contactId: z.string(), at: z.number() });

/** Work that an answer causes, and that asks HubSpot first. */
const answerQueue = (name: string, run: (answer: AnswerKey) => Promise<void>) =>
  queue({
    name,
    options: { concurrency: 4, ...untilItSucceeds },
    data: ofAnswer,
    run: (data) =>
      run({ portalId: portalId(data.portalId), contactId: contactId(data.contactId), at: data.at }),
  });

/** Those to whom an assistant writes unless somebody says no. */
const substituteQueue = (run: ReturnType<typeof createWriteToSubstitute>) =>
  queue({
    name: SUBSTITUTE_DUE_QUEUE,
    options: { concurrency: 4, ...untilItSucceeds },
    data: z.object({ portalId: z.string(), person: z.string() }),
    run: ({ portalId: portal, person }) => run({ portalId: portalId(portal), person }),
  });

/** What leads look for by themselves. */
export const daemonsOf = (needs: LeadsNeeds & { readings: Readings }, applyEvent: ApplyEvent): Daemon[] => [
  { name: 'wake leads', everyMs: SECOND / 5, run: createWakeLeads({ ...needs, applyEvent }) },
  {
    name: 'write ahead',
    everyMs: 30 * SECOND,
    run: createWriteAhead({ ...needs, unsubscribeLinks: needs.unsubscribe.links }),
  },
  { name: 'wake substitutes', everyMs: SECOND, run: createWakeSubstitutes(needs) },
  {
    name: 'sweep hand-backs',
    everyMs: 2 * MINUTE,
    async run() {
      for (const lead of await handBacksInProgress(needs.database)) await ask(needs, handBackJob(lead));
    },
  },
  { name: 'start queued leads', everyMs: 5 * SECOND, run: createStartQueued({ ...needs, applyEvent }) },
  {
    name: 'remind owners',
    everyMs: 10 * SECOND,
    async run() {
      for (const portal of await portalsAtRisk(needs))
        await ask(needs, { queue: AT_RISK_QUEUE, key: portal, data: { portalId: portal } });
    },
  },
  { name: 'expire drafts', everyMs: MINUTE, run: createExpire(needs) },
  {
    name: 'remind of reviews',
    everyMs: 10 * SECOND,
    async run() {
      for (const { portalId: portal, id } of await needs.reviews.due('remindAt', 100)) {
        const data = { portalId: portal, id };
        await ask(needs, { queue: REMIND_QUEUE, key: `${portal}:${id}`, data });
      }
    },
  },
];

import type { Activity } from '../activity/activity.ts';
import type { AssistantsRoom } from '../assistants/open.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { OutboxRoom } from '../hubspot/outbox/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { LeadStatus } from '../lead-status/options.ts';
import type { ModelProviderRoom } from '../model-provider/open.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { UnsubscribeRoom } from '../unsubscribe/open.ts';
import { z } from 'zod';
import { MINUTE, SECOND } from '../ground/clock.ts';
import { contactId, portalId } from '../ground/identifiers.ts';
import { ask } from '../jobs/ask.ts';
import type { Conversations, MailRoom } from '../mail/open.ts';
import type { PhrasesRoom } from '../phrases/open.ts';
import type { Mail } from '../mail/mail-entity.ts';
import { classifyReply } from '../replies/classify.ts';
import { plainQueue, queue, untilItSucceeds } from '../room/queue.ts';
import type { Daemon, Ground, Opened } from '../room/room.ts';
import { cardRoutes } from './card/routes.ts';
import { createContactSnapshots } from './card/snapshots.ts';
import { createFollowMerges, createMergeContacts } from './contact/merging.ts';
import { createFindObstacles } from './contact/obstacles.ts';
import { createPickUp } from './contact/pick-up.ts';
import {
  createLeadOfAddress,
  createOnMailOutcome,
  createOnReceived,
} from './conversation/conversation-events.ts';
import { createPastAnswers } from './conversation/past-answers.ts';
import { createConsult } from './conversation/consult.ts';
import { createReadings } from './conversation/readings.ts';
import { createPrepare, createStillWanted } from './conversation/sending.ts';
import { addAddresses, createLeadsOfPerson, eraseLeads } from './erase.ts';
import type { LeadsOfPerson } from './erase.ts';
import { createHandBackAll } from './hand-back/hand-back-all.ts';
import type { HandBackAll } from './hand-back/hand-back-all.ts';
import { createPrepareForwards, createOnForwardOutcome, filesStillThere } from './forwarding/send-forward.ts';
import { createHandBack, handBacksInProgress } from './hand-back/hand-back.ts';
import { createTellLateAnswer } from './hand-back/late-answer.ts';
import { createApplyEvent } from './lead/apply.ts';
import type { ApplyEvent } from './lead/apply.ts';
import {
  createCarryOut,
  HAND_BACK_QUEUE,
  handBackJob,
  LATE_ANSWER_QUEUE,
  SUBSTITUTE_QUEUE,
} from './lead/carry-out.ts';
import type { AnswerKey } from './lead/carry-out.ts';
import { createLeads } from './leads.ts';
import type { Leads } from './leads.ts';
import { createOutcomeHandler } from './outcomes.ts';
import { pullInLeads } from './pull-in.ts';
import { createOfferSubstitute } from './substitute/offer.ts';
import { createWakeLeads } from './timers.ts';

export type LeadsNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  outbox: OutboxRoom;
  settings: SettingsRoom;
  leadStatus: LeadStatus;
  assistants: AssistantsRoom;
  unsubscribe: UnsubscribeRoom;
  activity: Activity;
  phrases: PhrasesRoom;
  mail: MailRoom;
  modelProvider: ModelProviderRoom;
};

export interface LeadsRoom extends Leads, LeadsOfPerson {
  readonly handBackAll: HandBackAll;
}

export async function openLeads(needs: LeadsNeeds): Promise<Opened<LeadsRoom>> {
  const { config, database, outbox, mail, assistants, unsubscribe, leadStatus, clock } = needs;
  const { suppressions } = unsubscribe;
  const carryOut = createCarryOut({ ...needs, mails: mail, suppressions });
  const applyEvent = createApplyEvent({ ...needs, carryOut });
  const deciding = { ...needs, applyEvent };
  const mergeContacts = createMergeContacts({ ...deciding, mails: mail });
  const onReading = {
    ...deciding,
    appId: config.hubspot.appId,
    findObstacles: createFindObstacles({ database, assistants, suppressions }),
    followMerges: createFollowMerges({ database, mergeContacts }),
  };
  const readings = createReadings(needs);
  const snapshots = createContactSnapshots(onReading);
  const leads = createLeads({ ...deciding, pickUp: createPickUp(onReading), mergeContacts });
  mail.conversations.fill({
    ...conversationsOf(needs, applyEvent),
    prepare: preparing(
      createPrepare({ ...onReading, readings, unsubscribeLinks: unsubscribe.links }),
      createPrepareForwards(needs),
    ),
  });
  needs.phrases.pastAnswers.fill(createPastAnswers(database));
  assistants.workload.fill(leads.counts);
  unsubscribe.onUnsubscribed.fill(async (tx, target) => {
    const { portalId: portal, contactId: contact } = target;
    const at = clock.now();
    const occurrence = { portalId: portal, contactId: contact, at, trigger: 'Unsubscribe link' };
    await applyEvent(tx, occurrence, { type: 'unsubscribed' });
  });
  outbox.outcomes.fill(
    createOutcomeHandler({
      ...deciding,
      refreshLeadStatusOptions: (tx, lead) => leadStatus.ask(tx, lead.portalId),
    }),
  );
  return {
    api: { ...leads, ...createLeadsOfPerson(needs), handBackAll: createHandBackAll(deciding) },
    routes: cardRoutes({ ...onReading, leads, snapshots, publicUrl: config.publicUrl }),
    queues: [
      handBackQueue(needs),
      answerQueue(LATE_ANSWER_QUEUE, createTellLateAnswer(needs)),
      answerQueue(SUBSTITUTE_QUEUE, createOfferSubstitute(onReading)),
      linesQueue(leads),
    ],
    daemons: daemonsOf(needs, applyEvent),
    start: () => ask(needs, { queue: LEAD_LINES_QUEUE, key: 'all' }),
    on: {
      contactChanged(portal, contact) {
        snapshots.forget(portal, contact);
        readings.forget(portal, contact);
      },
      pullIn: () => pullInLeads(needs),
      addresses: (portal, ids, found) => addAddresses(database, portal, ids, found),
      erase: (tx, portal, ids) => eraseLeads(deciding, tx, portal, ids),
    },
  };
}

function conversationsOf(needs: LeadsNeeds, applyEvent: ApplyEvent): Omit<Conversations, 'prepare'> {
  const { database, clock } = needs;
  const onMail = { ...needs, applyEvent, classify: classifyReply };
  const stillWanted = createStillWanted(clock);
  const onMailOutcome = createOnMailOutcome(onMail);
  const onForwardOutcome = createOnForwardOutcome(needs);
  return {
    stillWanted: (tx, mail) => (isForward(mail) ? filesStillThere : stillWanted)(tx, mail),
    onOutcome: (tx, mail, outcome) => (isForward(mail) ? onForwardOutcome : onMailOutcome)(tx, mail, outcome),
    ...createConsult(onMail),
    leadOfAddress: createLeadOfAddress(database),
    onReceived: createOnReceived(onMail),
  };
}

const isForward = ({ kind }: Pick<Mail, 'kind'>): boolean => kind === 'forward';

/** Mails to contacts, and those that bring files to owners. */
const preparing =
  (
    prepare: Conversations['prepare'],
    prepareForwards: ReturnType<typeof createPrepareForwards>,
  ): Conversations['prepare'] =>
  async (portalId, mails) => {
    const forwards = mails.filter(isForward);
    const toContacts = mails.filter((mail) => !isForward(mail));
    const prepared = toContacts.length > 0 ? await prepare(portalId, toContacts) : [];
    return new Map([...prepared, ...(await prepareForwards(portalId, forwards))]);
  };

const LEAD_LINES_QUEUE = 'leads.lines';

/** Leads that are older than the list of them. */
const linesQueue = ({ list }: Leads) =>
  plainQueue({
    name: LEAD_LINES_QUEUE,
    options: { concurrency: 1, attempts: 100 },
    run: () => list.fill(),
  });

function handBackQueue(needs: LeadsNeeds) {
  const handBack = createHandBack(needs);
  return queue({
    name: HAND_BACK_QUEUE,
    options: { concurrency: 4, ...untilItSucceeds },
    data: z.object({ portalId: z.string(), contactId: z.string() }),
    run: (data) => handBack(portalId(data.portalId), contactId(data.contactId)),
  });
}

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

const daemonsOf = (needs: LeadsNeeds, applyEvent: ApplyEvent): Daemon[] => [
  { name: 'wake leads', everyMs: SECOND / 5, run: createWakeLeads({ ...needs, applyEvent }) },
  {
    name: 'sweep hand-backs',
    everyMs: 2 * MINUTE,
    async run() {
      for (const lead of await handBacksInProgress(needs.database)) await ask(needs, handBackJob(lead));
    },
  },
];

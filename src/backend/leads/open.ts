import type { Activity } from '../activity/activity.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { ask } from '../jobs/ask.ts';
import type { Opened } from '../room/room.ts';
import { createWanted } from './by-model/wanted.ts';
import { createApprovals } from './approval/decide.ts';
import type { Approvals } from './approval/decide.ts';
import { cardRoutes } from './card/routes.ts';
import { contextLabelRoutes } from './context-labels.ts';
import { createContactSnapshots } from './card/snapshots.ts';
import { createFollowMerges, createMergeContacts } from './contact/merging.ts';
import { createFindObstacles } from './contact/obstacles.ts';
import { createPickUp } from './contact/pick-up.ts';
import { createPastAnswers } from './conversation/past-answers.ts';
import { createReadings } from './conversation/readings.ts';
import { askForFields } from './fields/go-on.ts';
import { addAddresses, createLeadsOfPerson, eraseLeads } from './erase.ts';
import type { LeadsOfPerson } from './erase.ts';
import { createConsider } from './enrolling/consider.ts';
import { createEnroll } from './enrolling/enroll.ts';
import { createRehearse } from './enrolling/rehearse.ts';
import { createHandBackAll } from './hand-back/hand-back-all.ts';
import type { HandBackAll } from './hand-back/hand-back-all.ts';
import { createApplyEvent } from './lead/apply.ts';
import type { ApplyEvent } from './lead/apply.ts';
import { createCarryOut } from './lead/carry-out.ts';
import type { HeldFor } from './lead/lead-entity.ts';
import { tellSamePerson } from './lead/same-person.ts';
import { createLeads } from './leads.ts';
import type { Leads } from './leads.ts';
import { createOutcomeHandler } from './outcomes.ts';
import { createSequencesInUse } from './sequences-in-use.ts';
import { pullInLeads } from './pull-in.ts';
import { createOnContactCreated } from './substitute/created.ts';
import { dropAllOf } from './substitute/forget.ts';
import { pullInSubstitutes } from './substitute/look-again.ts';
import { createReviewed } from './reviewing/look.ts';
import type { Reviewed } from './reviewing/look.ts';
import { createSettling } from './reviewing/settle.ts';
import type { Settling } from './reviewing/settle.ts';
import { EXCLUDED_QUEUE } from './opt-outs/stop-excluded.ts';
import { countUnsubscribed, SHARE_OPT_OUTS_QUEUE } from './opt-outs/share-opt-outs.ts';
import { countAssigned, countHeld, wakeHeld } from './waking.ts';
import type { LeadsNeeds } from './needs.ts';
import { conversationsOf } from './conversations.ts';
import { daemonsOf, LEAD_LINES_QUEUE, queuesOf, shareOptOutsQueue } from './work.ts';

export interface LeadsRoom extends Leads, LeadsOfPerson {
  readonly handBackAll: HandBackAll;
  readonly approvals: Approvals;
  readonly settling: Settling;
  readonly reviewed: Reviewed;
  /** How many leads wait for this before their next email. */
  countHeld(portalId: PortalId, why: HeldFor): Promise<number>;
  /** How many contacts unsubscribed so far. */
  countUnsubscribed(portalId: PortalId): Promise<number>;
}

export async function openLeads(all: LeadsNeeds): Promise<Opened<LeadsRoom>> {
  const needs = { ...all, activity: showingReviews(all) };
  const { config, database, mail, assistants, unsubscribe } = needs;
  const { suppressions, optOuts, links: unsubscribeLinks } = unsubscribe;
  const carryOut = createCarryOut({ ...needs, mails: mail, suppressions, optOuts });
  const { engagement } = mail;
  const applyEvent = createApplyEvent({
    ...needs,
    carryOut,
    readingTimes: (tx, portal, contact) => engagement.readingTimes(portal, contact, tx),
  });
  const deciding = { ...needs, applyEvent };
  const mergeContacts = createMergeContacts({ ...deciding, mails: mail });
  const onReading = {
    ...deciding,
    appId: config.hubspot.appId,
    unsubscribeLinks,
    findObstacles: createFindObstacles({ ...needs, suppressions }),
    followMerges: createFollowMerges({ database, mergeContacts }),
  };
  const readings = createReadings(needs);
  const snapshots = createContactSnapshots(onReading);
  const approvals = createApprovals(deciding);
  const settling = createSettling({ ...deciding, unsubscribeLinks });
  const leads = createLeads({
    ...deciding,
    pickUp: createPickUp(onReading),
    mergeContacts,
    consider: createConsider(onReading),
    enroll: createEnroll(deciding),
    rehearse: createRehearse(onReading),
  });
  mail.conversations.fill(conversationsOf({ ...onReading, readings, engagement }));
  answer(needs);
  needs.sequences.inUse.fill(createSequencesInUse({ ...onReading, leads, snapshots }));
  assistants.workload.fill(leads.counts);
  listen(needs, applyEvent);
  return {
    api: {
      ...leads,
      ...createLeadsOfPerson(needs),
      handBackAll: createHandBackAll(deciding),
      approvals,
      settling,
      reviewed: createReviewed(needs),
      countHeld: (portal, why) => countHeld(database, portal, why),
      countUnsubscribed: (portal) => countUnsubscribed(database, portal),
    },
    routes: [
      ...cardRoutes({
        ...onReading,
        optOuts,
        leads,
        approvals,
        snapshots,
        publicUrl: config.publicUrl,
      }),
      ...contextLabelRoutes(needs.settings),
    ],
    queues: [...queuesOf(onReading, leads), shareOptOutsQueue(needs, optOuts)],
    daemons: daemonsOf({ ...needs, readings }, applyEvent),
    start: () => ask(needs, { queue: LEAD_LINES_QUEUE, key: 'all' }),
    on: {
      // Companies may be read by now.
      connected: (tx, portal) => askForFields(needs, tx, portal),
      disconnected: (tx, portal) => dropAllOf(needs, tx, portal),
      settingsChanged: (portal, what) => afterSettings(needs, portal, what),
      contactChanged(portal, contact) {
        snapshots.forget(portal, contact);
        readings.forget(portal, contact);
      },
      async pullIn() {
        await pullInLeads(needs);
        await pullInSubstitutes(needs);
      },
      addresses: (portal, ids, found) => addAddresses(database, portal, ids, found),
      erase: (tx, portal, ids) => eraseLeads(deciding, tx, portal, ids),
    },
  };
}

/** What other rooms want to know of leads. */
function answer(needs: LeadsNeeds): void {
  const { database } = needs;
  needs.modelWriter.wanted.fill(createWanted(needs));
  needs.fieldMapping.mended.fill((tx, portal) => askForFields(needs, tx, portal));
  needs.phrases.pastAnswers.fill(createPastAnswers(database));
  needs.budget.handedOverSince.fill((portal, since) => countAssigned(database, portal, since));
}

/** What an unsubscribe link, an exclusion and HubSpot's answers to writes mean for leads. */
function listen(needs: LeadsNeeds, applyEvent: ApplyEvent): void {
  const { clock, exclusions, jobs, leadStatus, outbox, unsubscribe } = needs;
  exclusions.onExcluded.fill((tx, portalId) =>
    jobs.enqueue(tx, { queue: EXCLUDED_QUEUE, key: portalId, data: { portalId } }),
  );
  unsubscribe.onUnsubscribed.fill(async (tx, target) => {
    const { portalId: portal, contactId: contact } = target;
    const at = clock.now();
    const occurrence = { portalId: portal, contactId: contact, at, trigger: 'Unsubscribe link' };
    await applyEvent(tx, occurrence, { type: 'unsubscribed' });
    // The contact may have another address by now, and another contact this one.
    await tellSamePerson(jobs, tx, target, [target.address.toLowerCase()]);
  });
  const onOutcome = createOutcomeHandler({
    ...needs,
    applyEvent,
    refreshLeadStatusOptions: (tx, lead) => leadStatus.ask(tx, lead.portalId),
  });
  const onContactCreated = createOnContactCreated(needs);
  outbox.outcomes.fill(async (tx, outcome) => {
    await onOutcome(tx, outcome);
    await onContactCreated(tx, outcome);
  });
}

/** What may go on after an admin changed something. */
const waitsFor: Readonly<Record<'account' | 'mailbox', readonly HeldFor[]>> = {
  account: ['postal-address'],
  mailbox: ['daily-cap', 'reputation'],
};

/** Who sees a contact's timeline sees what waits for a person about it. */
const showingReviews = ({ activity, reviews }: Pick<LeadsNeeds, 'activity' | 'reviews'>): Activity => ({
  ...activity,
  async showTo(...to) {
    await activity.showTo(...to);
    await reviews.showTo(...to);
  },
});

async function afterSettings(
  needs: LeadsNeeds,
  portal: PortalId,
  what: 'account' | 'mailbox',
): Promise<void> {
  await wakeHeld(needs, portal, waitsFor[what]);
  if (what === 'account')
    await ask(needs, { queue: SHARE_OPT_OUTS_QUEUE, key: portal, data: { portalId: portal } });
}

import type { Decision, Effect, LeadEvent, Rule, Situation } from '../events.ts';
import type { Lead } from '../../lead/lead-entity.ts';
import { roundKey } from '../../lead/round-key.ts';
import { quoted } from '../../telling/understood.ts';
import { needsPerson } from '../states.ts';
import type { LeadState, SubState } from '../states.ts';
import { isOptOut, obstacleOutcome } from './assignment.ts';
import { takenUp } from './at-risk.ts';

export interface Ending {
  rule: string;
  title: string;
  state: LeadState;
  subState?: SubState | null;
  /** One sentence for the owner who gets the contact back. */
  reason: string;
  effects?: readonly Effect[];
}

/** The assistant's work is done: mails stop now, and the contact goes back as soon as its owner is resolved. */
export const handBack = (ending: Ending): Decision => ({
  rule: ending.rule,
  title: ending.title,
  detail: ending.reason,
  change: {
    stage: 'handing_back',
    state: ending.state,
    subState: ending.subState ?? null,
    wakeAt: null,
    closeReason: ending.reason,
  },
  effects: [
    ...(ending.effects ?? []),
    { do: 'cancel-mails' },
    { do: 'write-status', urgent: true },
    { do: 'resolve-hand-back' },
  ],
});

/** "Rae Rep made Sam Seller the owner in HubSpot", or "Sam Seller took the contact". */
function ownerWords({ to, toName, by }: Extract<LeadEvent, { type: 'owner-changed' }>): string {
  if (to === null)
    return by === null ? 'The owner was removed in HubSpot' : `${by} removed the owner in HubSpot`;
  const owner = toName ?? 'Another owner';
  return by === null || by === owner
    ? `${owner} took the contact`
    : `${by} made ${owner} the owner in HubSpot`;
}

/** Nobody is told of an answer by a hand-back any more, but what came with it is still theirs. */
const filesToo = ({ answer }: Lead): Effect[] => (answer === null ? [] : [{ do: 'forward-files' }]);

/** A person took the contact: nothing of theirs is overwritten, neither owner nor a Lead Status that they set. */
export const takenByPerson: Rule<Extract<LeadEvent, { type: 'owner-changed' }>> = (
  lead,
  event,
  situation,
) => ({
  rule: 'a-person-took-over',
  title: ownerWords(event),
  detail: `${situation.assistantName} stops writing. What a person set stays.`,
  change: {
    stage: 'closed',
    wakeAt: null,
    closedAt: situation.now,
    takingOver: false,
    closeReason: `${ownerWords(event)}.`,
    handedBackTo: event.to,
  },
  effects: [{ do: 'cancel-mails' }, { do: 'write-status', urgent: false }, ...filesToo(lead)],
});

/** The card's button asked for an owner that HubSpot refuses: the contact stays with whom it was. */
export const takeOverRefused: Rule<Extract<LeadEvent, { type: 'take-over-refused' }>> = (
  lead,
  event,
  situation,
) =>
  lead.takingOver
    ? {
        rule: 'take-over-refused',
        title: `HubSpot refused ${situation.assistantName} as owner`,
        detail: `${event.answer} Check in HubSpot that ${situation.assistantName} is an active user, then hand the contact over again.`,
        change: {
          stage: 'closed',
          wakeAt: null,
          closedAt: situation.now,
          takingOver: false,
          closeReason: `HubSpot refused ${situation.assistantName} as owner: ${event.answer}`,
          handedBackTo: lead.priorOwnerId,
        },
        effects: [{ do: 'cancel-mails' }, { do: 'write-status', urgent: true }, ...filesToo(lead)],
      }
    : null;

/**
 * The owner is not written any more, should the contact come back to the assistant meanwhile. An answer is told to
 * whoever has the contact; that nobody answered is not worth a task of somebody who has it no more.
 */
export const withdrawn = (lead: Lead): Effect => ({
  do: 'withdraw-hand-back',
  round: roundKey(lead),
  told: lead.state !== 'Processed',
});

/** While handing back, a person chose another owner: theirs stands. */
export const personDecidedMeanwhile: Rule<Extract<LeadEvent, { type: 'owner-changed' }>> = (
  lead,
  event,
  situation,
) => ({
  rule: 'a-person-decided-the-owner',
  title: ownerWords(event),
  change: { stage: 'closed', closedAt: situation.now, handedBackTo: event.to, takingOver: false },
  effects: [withdrawn(lead), ...filesToo(lead)],
});

/** Baton's write of the owner came a moment after a person's and stood over it: theirs is put back. */
export const personOverwritten: Rule<Extract<LeadEvent, { type: 'owner-overwritten' }>> = (
  lead,
  event,
  situation,
) => {
  if (lead.mergedInto !== null || lead.subState === 'erased' || lead.subState === 'deleted') return null;
  const who = event.toName ?? 'Another owner';
  const active = lead.stage !== 'closed' && lead.stage !== 'handing_back';
  return {
    rule: 'a-person-decided-the-owner',
    title: event.to ? `${who} took the contact just before Baton wrote its owner` : 'The owner was removed',
    detail: 'What the person chose is put back.',
    change: {
      stage: 'closed',
      wakeAt: null,
      closedAt: lead.closedAt ?? situation.now,
      closeReason:
        lead.closeReason ?? (event.to ? `${who} took the contact.` : 'A person removed the owner.'),
      handedBackTo: event.to,
      takingOver: false,
    },
    effects: [
      ...(active ? [{ do: 'cancel-mails' } as const, { do: 'write-status', urgent: false } as const] : []),
      ...(lead.stage === 'closed' ? [] : filesToo(lead)),
      { do: 'restore-owner', to: event.to, expected: event.expected },
    ],
  };
};

export const handedBack: Rule<Extract<LeadEvent, { type: 'handed-back' }>> = (_lead, event, situation) => ({
  rule: 'hand-back-written',
  title: event.to ? `Handed back to ${event.toName ?? 'the prior owner'}` : 'Handed back without an owner',
  // Readings of the owner that are older than this write must not count as a new assignment.
  change: {
    stage: 'closed',
    closedAt: situation.now,
    handedBackTo: event.to,
    ownerReadAt: situation.now,
    takingOver: false,
  },
  effects: [],
});

/** Hot and Responded leads ask for a person until one says so. */
export const pickedUp: Rule<Extract<LeadEvent, { type: 'picked-up' }>> = (lead, event, situation) =>
  needsPerson.has(lead.state) && lead.pickedUpAt === null
    ? {
        rule: 'picked-up-by-a-person',
        title: `Picked up by ${event.by}`,
        change: takenUp(lead, situation.now).change,
        effects: [{ do: 'close-reviews' }, ...takenUp(lead, situation.now).effects],
      }
    : null;

export const handBackAsked: Rule<Extract<LeadEvent, { type: 'hand-back-asked' }>> = (lead, event) =>
  handBack({
    rule: 'hand-back-asked',
    title: `${event.by} asked for the contact back`,
    state: lead.state,
    reason: `${event.by} asked for the contact back.`,
  });

export const mailRefused: Rule<Extract<LeadEvent, { type: 'mail-refused' }>> = (_lead, event) => {
  const outcome = obstacleOutcome(event.obstacle);
  return handBack({
    rule: `no-mail: ${event.obstacle}`,
    title: 'No email was sent',
    state: outcome.state,
    subState: outcome.subState,
    reason: outcome.reason,
  });
};

export const mailRejected: Rule<Extract<LeadEvent, { type: 'mail-rejected' }>> = (lead, event) =>
  event.what === 'address' ? addressRejected(event.answer) : contentRejected(lead, event.answer);

/** A spam filter or a policy says nothing about the address: a person decides. */
const contentRejected = (lead: Lead, answer: string): Decision =>
  handBack({
    rule: 'mail-content-rejected',
    title: 'The mail server refused the email',
    state: lead.state,
    reason: `The mail server refused this email for its content: ${answer}`,
  });

const addressRejected = (answer: string): Decision =>
  handBack({
    rule: 'mail-rejected',
    title: 'The mail server refused the address',
    state: 'DeActivated',
    subState: 'bounced',
    reason: `The mail server refused the address for good: ${answer}`,
  });

export const unsubscribed: Rule<Extract<LeadEvent, { type: 'unsubscribed' }>> = () =>
  handBack({
    rule: 'unsubscribed',
    title: 'Unsubscribed',
    state: 'UnSubscribed',
    reason: 'The contact unsubscribed. Baton will never write to this address again.',
    effects: [{ do: 'suppress-address', reason: 'unsubscribed' }],
  });

/** Unsubscribing counts after the end too; a tick in HubSpot can be taken back, a person's own word cannot. */
export const unsubscribedLater: Rule<Extract<LeadEvent, { type: 'unsubscribed' }>> = (lead) =>
  lead.state === 'UnSubscribed' && lead.subState !== 'do_not_contact'
    ? null
    : {
        rule: 'unsubscribed-later',
        title: 'Unsubscribed',
        detail: 'Baton will never write to this address again.',
        change: { state: 'UnSubscribed', subState: null },
        effects: [
          { do: 'cancel-mails' },
          { do: 'close-reviews' },
          { do: 'suppress-address', reason: 'unsubscribed' },
          { do: 'write-status', urgent: true },
        ],
      };

/** HubSpot says after the end that the person is not to be written to: what is still on its way stops. */
export const refusedLater: Rule<Extract<LeadEvent, { type: 'mail-refused' }>> = (lead, { obstacle }) => {
  if (!isOptOut(obstacle) || lead.state === 'UnSubscribed' || lead.mergedInto !== null) return null;
  const { state, subState, reason } = obstacleOutcome(obstacle);
  return {
    rule: `no-mail: ${obstacle}`,
    title: 'Must not be written to any more',
    detail: reason,
    change: { state, subState },
    effects: [{ do: 'cancel-mails' }, { do: 'close-reviews' }, { do: 'write-status', urgent: true }],
  };
};

/** What a person ticked in HubSpot, a person may untick; what the contact itself said stands, and HubSpot says so again. */
export const unticked: Rule<Extract<LeadEvent, { type: 'unticked' }>> = (lead, { lifts }) => {
  if (lead.state !== 'UnSubscribed' || lead.mergedInto !== null) return null;
  const title = 'Do Not Contact was unticked in HubSpot';
  const effects: Effect[] = [{ do: 'write-status', urgent: true }];
  if (!lifts) {
    const detail =
      lead.legalAt === null
        ? 'The person unsubscribed: nobody can take that back for them. It is ticked again.'
        : 'The person spoke of the law: an admin lifts that stop on the card. It is ticked again.';
    return { rule: 'unticked-in-vain', title, detail, change: {}, effects };
  }
  const detail = 'The contact can be handed over again. Nothing is sent by itself.';
  const change = { state: 'DeActivated', subState: 'stopped', closeReason: `${title}. ${detail}` } as const;
  return { rule: 'unticked', title, detail, change, effects };
};

/** The stop of a legal matter ends by an admin's word alone; the person still has not asked for emails. */
export const legalLifted: Rule<Extract<LeadEvent, { type: 'legal-lifted' }>> = (lead, event) =>
  lead.legalAt === null
    ? null
    : {
        rule: 'legal-stop-lifted',
        title: `${event.by} lifted the stop after the legal matter`,
        detail: 'The contact can be handed over again; Baton asks before.',
        change: {
          legalAt: null,
          state: 'DeActivated',
          subState: 'asked_to_stop',
          closeReason: `Spoke of the law${lead.answer ? `: ${quoted(lead.answer)}` : ''}. ${event.by} lifted the stop.`,
        },
        effects: [{ do: 'lift-suppression' }, { do: 'write-status', urgent: true }],
      };

export const contactGone: Rule<Extract<LeadEvent, { type: 'contact-gone' }>> = (
  lead: Lead,
  event,
  situation: Situation,
) => ({
  rule: `contact-${event.how}`,
  title:
    event.how === 'deleted'
      ? 'The contact was deleted in HubSpot'
      : 'The contact was merged into another one',
  change: {
    stage: 'closed',
    subState: event.how,
    wakeAt: null,
    closedAt: situation.now,
    takingOver: false,
    goneFrom: event.how === 'deleted' ? lead.stage : null,
    closeReason:
      lead.closeReason ??
      (event.how === 'deleted' ? 'The contact was deleted.' : 'The contact was merged into another one.'),
  },
  // What is on its way to a merged contact goes on to the survivor.
  effects: [
    { do: 'cancel-mails' },
    ...(event.how === 'deleted'
      ? [{ do: 'close-reviews' } as const, { do: 'forget-writes' } as const]
      : filesToo(lead)),
  ],
});

/** The decided hand-back is written to the contact that remains. */
export const handingBackMoved: Rule<{ type: 'contact-merged-in' }> = () => ({
  rule: 'contact-merged-in',
  title: 'The hand-back goes on with the merged contact',
  change: {},
  effects: [{ do: 'write-status', urgent: true }, { do: 'resolve-hand-back' }],
});

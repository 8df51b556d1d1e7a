import { waitsForLater } from '../deciding/rules/waiting.ts';
import { underWay } from '../deciding/states.ts';
import type { LeadState } from '../deciding/states.ts';
import { hasAnswered } from './has-answered.ts';
import type { Lead } from './lead-entity.ts';

/** The conversation status written to `baton_status`. */
export type ConversationStatus =
  | 'not_started' | 'in_progress' | 'paused' | 'bounced' | 'canceled' | 'human_review' | 'not_interested'
  | 'not_interested_now' | 'qualified' | 'stopped_responding' | 'unresponsive' | 'do_not_contact'; // prettier-ignore

const endedStatus: Readonly<Record<LeadState, ConversationStatus>> = {
  New: 'canceled',
  Pending: 'canceled',
  Cold: 'canceled',
  Engaged: 'canceled',
  Warm: 'canceled',
  OutOfOffice: 'canceled',
  Hot: 'qualified',
  Responded: 'human_review',
  LeadAtRisk: 'human_review',
  UnSubscribed: 'do_not_contact',
  DeActivated: 'canceled',
  Processed: 'unresponsive',
};

export type Conversation = Pick<
  Lead,
  'stage' | 'state' | 'subState' | 'steps' | 'step' | 'answer' | 'assignedAt'
>;

/** How the conversation with a contact stands, for its record in HubSpot. */
export function conversationStatus(lead: Conversation): ConversationStatus {
  const { stage, state, subState } = lead;
  if (stage === 'paused') return 'paused';
  if (stage === 'queued' || stage === 'nurturing') {
    if (waitsForLater(lead)) return 'not_interested_now';
    return stage === 'queued' ? 'not_started' : 'in_progress';
  }
  if (subState === 'bounced' || subState === 'undeliverable') return 'bounced';
  if (subState === 'asked_to_stop') return 'not_interested';
  if (endedWithLater(lead)) return 'not_interested_now';
  if (state === 'Processed' && hasAnswered(lead)) return 'stopped_responding';
  return endedStatus[state];
}

/** It ended before the day that the contact named, or with that wish. */
const endedWithLater = (lead: Conversation): boolean =>
  (underWay.includes(lead.state) && waitsForLater(lead)) ||
  (lead.state === 'Responded' && hasAnswered(lead) && lead.answer?.class === 'ConnectLater');

import type { LeadState } from '../../cards/contact/contract.ts';
import type {
  ActivityKind,
  AttentionKind,
  LeadAction,
  Choice,
  NextEmail,
} from '../../cards/pages/contract.ts';
import { labelOf } from '../hubspot/properties/labels.ts';
import { leadStates } from '../lead-status/mapping.ts';
import type { ReplyClass } from '../replies/types.ts';
import type { AddressKind } from '../leads/telling/address-hint.ts';

/** How the pages name what the code names by a value. Of states, as the contact's property in HubSpot does. */
export const stateWords = Object.fromEntries(
  leadStates.map((state) => [state, labelOf('baton_lead_connection_status', state)]),
  // One entry for each state.
) as Readonly<Record<LeadState, string>>;

export const answerWords: Readonly<Record<ReplyClass, string>> = {
  AgreedToMeet: 'Agreed to meet',
  InterestedToProceed: 'Interested',
  SeekingMoreInfo: 'Asked for information',
  BrochureRequest: 'Asked for the brochure',
  ReferredSomeone: 'Referred someone else',
  ConnectLater: 'Asked to be contacted later',
  OutOfOffice: 'Out of office',
  Deactivated: 'Not interested',
  Unsubscribed: 'Unsubscribed',
  MovedOut: 'Left the company',
  Retired: 'Retired',
  SupportAutoResponse: 'Automatic answer',
  Bounce: 'Bounced',
  SoftBounce: 'Not delivered for now',
  Other: 'Other answer',
};

export const activityWords: Readonly<Record<ActivityKind, string>> = {
  'hand-over': 'Handed to an assistant',
  schedule: 'Schedule',
  sent: 'Email sent',
  answer: 'Answer',
  'automatic-answer': 'Automatic answer',
  'hand-back': 'Handed back',
  owner: 'Owner changed in HubSpot',
  person: 'Asked for by a person',
  review: 'Approval or review',
  unsubscribed: 'Unsubscribed',
  contact: 'Contact deleted, merged or restored',
  interest: 'Opened or followed',
  'not-sent': 'Email not sent or returned',
  refused: 'HubSpot refused a change',
  written: 'Email written',
  campaign: 'Campaign',
};

export const attentionWords: Readonly<Record<AttentionKind, string>> = {
  'needs-you': 'Needs you',
  'at-risk': 'At risk',
  stuck: 'Paused by Baton',
  paused: 'Paused for more than a week',
};

/** As the hint on the contact's card tells in a sentence. */
export const addressWords: Readonly<Record<AddressKind, string>> = {
  shared: 'Shared mailbox',
  'throw-away': 'Throw-away address',
};

export const nextEmailWords: Readonly<Record<NextEmail, string>> = {
  overdue: 'Overdue',
  today: 'Today',
  tomorrow: 'Tomorrow',
  'this-week': 'In the next 7 days',
  later: 'Later',
  none: 'None planned',
};

export const bulkWords: Readonly<Record<LeadAction['kind'], string>> = {
  'hand-back': 'Hand back',
  pause: 'Pause',
  resume: 'Resume',
  stop: 'Stop the follow-up',
  'change-assistant': 'Change the assistant',
  'picked-up': 'Mark as picked up',
};

export const choicesOf = <Value extends string>(words: Readonly<Record<Value, string>>): Choice<Value>[] =>
  // The keys of such a record are exactly its values' type.
  (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }));

/** "1 lead", "1,200 leads" */
export const leadsInWords = (count: number): string =>
  count === 1 ? '1 lead' : `${count.toLocaleString('en-US')} leads`;

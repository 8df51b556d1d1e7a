import type { ActivityKind } from '../../../cards/pages/contract.ts';
import { authorOf, seenClass } from '../telling/answers.ts';
import type { Author } from '../telling/answers.ts';
import type { LeadEvent } from './events.ts';

/** Under what a decision is found among everything Baton did. */
export function kindOf(event: LeadEvent): ActivityKind {
  return event.type === 'replied' ? answers[authorOf(seenClass(event.reply))] : kinds[event.type];
}

/** What no person wrote is no answer. */
const answers: Readonly<Record<Author, ActivityKind>> = {
  contact: 'answer',
  program: 'automatic-answer',
  'mail-server': 'not-sent',
};

const kinds: Readonly<Record<Exclude<LeadEvent['type'], 'replied'>, ActivityKind>> = {
  assigned: 'hand-over',
  'owner-changed': 'owner',
  'owner-overwritten': 'owner',
  'take-over-refused': 'refused',
  woke: 'schedule',
  'mail-sent': 'sent',
  'mail-skipped': 'review',
  'mail-refused': 'not-sent',
  'mail-held': 'schedule',
  'mail-rejected': 'not-sent',
  unsubscribed: 'unsubscribed',
  unticked: 'person',
  'showed-interest': 'interest',
  'legal-lifted': 'person',
  'context-changed': 'person',
  'sequence-changed': 'person',
  'mail-unwritable': 'not-sent',
  'field-mended': 'schedule',
  'continue-asked': 'person',
  'restart-asked': 'person',
  'risk-due': 'schedule',
  'address-doubted': 'schedule',
  'address-verified': 'schedule',
  'place-free': 'schedule',
  'stop-asked': 'person',
  marked: 'person',
  'unsubscribe-asked': 'unsubscribed',
  'letter-asked': 'person',
  introduced: 'person',
  'pause-asked': 'person',
  'resume-asked': 'person',
  'hand-back-asked': 'person',
  'outcome-chosen': 'review',
  'answered-by-hand': 'sent',
  'picked-up': 'person',
  'handed-back': 'hand-back',
  'contact-gone': 'contact',
  'contact-merged-in': 'contact',
  'had-elsewhere': 'contact',
  'campaign-paused': 'campaign',
  'campaign-resumed': 'campaign',
  'campaign-stopped': 'campaign',
  'campaign-undone': 'campaign',
  'campaign-moved': 'campaign',
};

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
  'mail-refused': 'not-sent',
  'mail-rejected': 'not-sent',
  unsubscribed: 'unsubscribed',
  'legal-lifted': 'person',
  'context-changed': 'person',
  'pause-asked': 'person',
  'resume-asked': 'person',
  'hand-back-asked': 'person',
  'picked-up': 'person',
  'handed-back': 'hand-back',
  'contact-gone': 'contact',
  'contact-merged-in': 'contact',
  'had-elsewhere': 'contact',
};

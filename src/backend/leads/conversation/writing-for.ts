import type { Assistant } from '../../assistants/assistants.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { PortalSettings } from '../../settings/portal-settings.ts';
import type { Said, WritingInput } from '../../writing/types.ts';
import type { Lead } from '../lead/lead-entity.ts';

interface Around {
  /** Mails that left or came until now, oldest first. */
  thread: readonly Mail[];
  labels: PortalSettings['contextLabels'];
}

/** What the writer knows of a lead as it stands: the same for what is sent, what is previewed and what is told of it. */
export const writingFor = (
  lead: Pick<Lead, 'facts' | 'ownContext' | 'priorOwnerName'>,
  assistant: Assistant,
  { thread, labels }: Around,
): Omit<WritingInput, 'step' | 'stepIndex'> => ({
  assistant,
  ...aboutContact(lead.facts),
  context: lead.ownContext ?? assistant.defaultContext,
  ownContext: lead.ownContext !== null,
  priorOwnerName: lead.priorOwnerName,
  labels,
  said: thread.filter(({ direction }) => direction === 'out').map(asSaid),
  threadSubject: thread[0]?.subject ?? null,
  unsubscribeUrl: null,
});

const aboutContact = ({ fields, ...facts }: Lead['facts']): Pick<WritingInput, 'contact' | 'fields'> => ({
  contact: { ...facts, email: facts.email ?? '' },
  ...(fields ? { fields } : {}),
});

const asSaid = ({ kind, step, subject, text }: Mail): Said => ({
  step: kind === 'step' || kind === 'later' ? step : null,
  subject,
  text,
});

import type { Again } from '../../../cards/contact/contract.ts';
import type { Assistant } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import { mailsOfContact } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { sequenceById } from '../../writing/sequences.ts';
import { planFor } from '../deciding/rules/assignment.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { authorOf } from '../telling/answers.ts';
import { speaksAgainstWriting, understood } from '../telling/understood.ts';

const MAILS_LOOKED_AT = 100;
/** Enough to remember by. */
const MAILS_SHOWN = 10;

/** Has anything been said or sent that whoever hands the contact over again has to know? */
export const wasWrittenTo = ({ answer, step }: Pick<Lead, 'answer' | 'step'>): boolean =>
  answer !== null || step > 0;

/** What was said and sent before; null: nothing. */
export async function writtenBefore(
  database: Database,
  lead: Lead,
  assistants: readonly Assistant[],
): Promise<Again | null> {
  if (!wasWrittenTo(lead)) return null;
  const mails = await mailsOfContact(database, lead.portalId, lead.contactId, MAILS_LOOKED_AT);
  const sent = mails.filter(({ direction, state }) => direction === 'out' && left.has(state));
  return {
    said: lead.answer && { ...whatWasSaid(mails, lead), understood: understood(lead.answer) },
    against: lead.answer !== null && speaksAgainstWriting(lead.answer),
    sent: sent.slice(0, MAILS_SHOWN).map(({ subject, at }) => ({ subject, at })),
    next: Object.fromEntries(assistants.map((assistant) => [assistant.assistantId, nextOf(lead, assistant)])),
  };
}

const left: ReadonlySet<Mail['state']> = new Set(['sent', 'unconfirmed']);

/** The words of the answer; those that decided, where its mail is not there any more. */
function whatWasSaid(mails: readonly Mail[], { answer }: Lead): { text: string; at: number } {
  const at = answer?.at ?? 0;
  const isAnswer = ({ direction, replyClass }: Mail): boolean =>
    direction === 'in' && (authorOf(replyClass) === 'contact' || replyClass === answer?.class);
  return { text: mails.find((mail) => isAnswer(mail) && mail.at === at)?.text ?? answer?.evidence ?? '', at };
}

function nextOf(lead: Lead, assistant: Assistant): string | null {
  const { steps, step, obstacle } = planFor(lead, sequenceById(assistant.sequenceId));
  return obstacle ? null : `Email ${step + 1} of ${steps.length}: ${steps[step]?.name ?? ''}`;
}

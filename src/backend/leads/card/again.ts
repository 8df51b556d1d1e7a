import type { Again } from '../../../cards/contact/contract.ts';
import type { Assistant } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import { mailsOfContact } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { Chooser } from '../../sequences/sequences.ts';
import { contactLanguage } from '../contact/contact-language.ts';
import { planFor } from '../deciding/rules/assignment.ts';
import { sentOf } from '../lead/sent-of.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { authorOf } from '../telling/answers.ts';
import { speaksAgainstWriting, understood } from '../telling/understood.ts';

const MAILS_LOOKED_AT = 100;
/** Enough to remember by. */
const MAILS_SHOWN = 10;

/** Has anything been said or sent that whoever hands the contact over again has to know? */
export const wasWrittenTo = (lead: Pick<Lead, 'answer' | 'steps' | 'step'>): boolean =>
  lead.answer !== null || sentOf(lead) > 0;

/** What was said and sent before; null: nothing. */
export async function writtenBefore(
  database: Database,
  lead: Lead,
  assistants: readonly Assistant[],
  choose: Chooser,
): Promise<Again | null> {
  if (!wasWrittenTo(lead)) return null;
  const mails = await mailsOfContact(database, lead.portalId, lead.contactId, MAILS_LOOKED_AT);
  const sent = mails.filter(({ direction, state }) => direction === 'out' && left.has(state));
  return {
    said: lead.answer && { ...whatWasSaid(mails, lead), understood: understood(lead.answer) },
    against: lead.answer !== null && speaksAgainstWriting(lead.answer),
    sent: sent.slice(0, MAILS_SHOWN).map(({ subject, at }) => ({ subject, at })),
    next: Object.fromEntries(
      assistants.map((assistant) => [assistant.assistantId, nextOf(lead, assistant, choose)]),
    ),
  };
}

/** States of a mail that the contact has, or may have. */
export const left: ReadonlySet<Mail['state']> = new Set(['sent', 'unconfirmed']);

/** The words of the answer; those that decided, where its mail is not there any more. */
function whatWasSaid(mails: readonly Mail[], { answer }: Lead): { text: string; at: number } {
  const at = answer?.at ?? 0;
  const isAnswer = ({ direction, replyClass }: Mail): boolean =>
    direction === 'in' && (authorOf(replyClass) === 'contact' || replyClass === answer?.class);
  return { text: mails.find((mail) => isAnswer(mail) && mail.at === at)?.text ?? answer?.evidence ?? '', at };
}

function nextOf(lead: Lead, assistant: Assistant, choose: Chooser): string | null {
  const language = contactLanguage(lead.facts, lead.answer?.evidence ?? null);
  const { steps, step, obstacle } = planFor(lead, choose(assistant, language));
  return obstacle ? null : `Email ${step + 1} of ${steps.length}: ${steps[step]?.name ?? ''}`;
}

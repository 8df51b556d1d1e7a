import type { Assistants } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import { threadOfRound } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { answersAt } from '../../mail/mails.ts';
import { languageOf, languageOfTag } from '../../ground/languages.ts';
import type { Language } from '../../ground/languages.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { letterOnItsWay } from '../letters/letters.ts';
import type { AboutAnswer } from '../reviewing/suggest.ts';
import { authorOf } from '../telling/answers.ts';
import { mayBeAnswered, suggestionId } from './answer.ts';

export interface AboutDeps {
  database: Database;
  assistants: Pick<Assistants, 'find'>;
  settings: Pick<Settings, 'get'>;
}

/** What the contact asks that nobody has answered yet, with all that an answer is written from. null: nothing. */
export async function unansweredOf(
  { database, assistants, settings }: AboutDeps,
  lead: Lead,
): Promise<AboutAnswer | null> {
  const { portalId, contactId, round, answer: understood } = lead;
  const answer = await askingMail(database, lead);
  const assistant = answer && (await assistants.find(portalId, lead.assistantId));
  if (understood === null || !answer || !assistant) return null;
  const thread = await threadOfRound(database, portalId, contactId, round);
  // Somebody wrote since, or what they wrote is on its way.
  if (thread.some(({ direction, at }) => direction === 'out' && at > answer.at)) return null;
  if (await letterOnItsWay(database.manager, portalId, contactId)) return null;
  return {
    review: { portalId, contactId, round, id: suggestionId(answer.mailId), content: { guess: understood } },
    lead,
    assistant,
    language: languageOfAnswer(lead, answer, thread),
    answer,
    thread: thread.filter(({ at }) => at <= answer.at),
    labels: (await settings.get(portalId)).contextLabels,
  };
}

/** The mail in which the contact asks what a person may answer. null: there is none. */
export async function askingMail(database: Database, lead: Lead): Promise<Mail | null> {
  if (lead.answer === null || !mayBeAnswered(lead)) return null;
  const came = await answersAt(database, lead.portalId, lead.contactId, lead.answer.at);
  const answer = came.find(({ replyClass }) => authorOf(replyClass) === 'contact');
  return answer && answer.text.trim() !== '' ? answer : null;
}

/** In that of the answer; where it is too short to tell, in that of the contact, or of the email that it answers. */
const languageOfAnswer = ({ facts }: Lead, { text }: Mail, thread: readonly Mail[]): Language =>
  languageOf(text) ??
  languageOfTag(facts.language) ??
  languageOf(thread.findLast(({ direction }) => direction === 'out')?.text ?? '') ??
  'en';

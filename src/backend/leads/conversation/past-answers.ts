import { In } from 'typeorm';
import type { Database } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { latestAnswers, textBefore, theseAnswers } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { HeldAnswer, PastAnswers } from '../../phrases/try-phrase.ts';
import { questionIn } from '../../replies/bare-answer.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { authorOf } from '../telling/answers.ts';
import { contactName } from '../telling/words.ts';

/** Answers of an account's contacts, as they came. */
export const createPastAnswers = (database: Database): PastAnswers => ({
  latest: async (portalId, limit) => held(database, portalId, await latestAnswers(database, portalId, limit)),
  these: async (portalId, mailIds) =>
    held(database, portalId, await theseAnswers(database, portalId, mailIds)),
});

/** Without those whose lead is gone. */
async function held(database: Database, portalId: PortalId, mails: readonly Mail[]): Promise<HeldAnswer[]> {
  const ids = [...new Set(mails.map(({ contactId }) => contactId))];
  const leads = await database.manager.findBy(LeadEntity, { portalId, contactId: In(ids) });
  const byId = new Map(leads.map((lead) => [lead.contactId, lead]));
  return mails.flatMap((mail) => {
    const lead = byId.get(mail.contactId);
    if (!lead) return [];
    const { mailId, contactId, subject, text, at } = mail;
    return [
      {
        mailId,
        contactId,
        subject,
        text,
        at,
        contactName: contactName(lead),
        timeZone: lead.timeZone,
        autoSubmitted: isOfProgram(mail),
        certain: mail.form === 'certain',
        before: mail.replyClass ?? 'Other',
        question: async () => questionIn(await textBefore(database, mail)),
      },
    ];
  });
}

/** Of mails from before their form was kept, what they counted as tells. */
const isOfProgram = ({ form, replyClass }: Mail): boolean =>
  form === null ? authorOf(replyClass) === 'program' : form === 'program';

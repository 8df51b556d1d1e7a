import { In } from 'typeorm';
import type { Database } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { latestAnswers, textBefore } from '../../mail/conversation.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import type { PastAnswer } from '../../phrases/try-phrase.ts';
import { questionIn } from '../../replies/bare-answer.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import { authorOf } from '../telling/answers.ts';
import { contactName } from '../telling/words.ts';

/** The latest answers of an account's contacts, as they came. */
export const createPastAnswers =
  (database: Database) =>
  async (portalId: PortalId, limit: number): Promise<PastAnswer[]> => {
    const mails = await latestAnswers(database, portalId, limit);
    const ids = [...new Set(mails.map(({ contactId }) => contactId))];
    const leads = await database.manager.findBy(LeadEntity, { portalId, contactId: In(ids) });
    const byId = new Map(leads.map((lead) => [lead.contactId, lead]));
    return mails.flatMap((mail) => {
      const lead = byId.get(mail.contactId);
      if (!lead) return [];
      const { subject, text, at } = mail;
      return [
        {
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
  };

/** Of mails from before their form was kept, what they counted as tells. */
const isOfProgram = ({ form, replyClass }: Mail): boolean =>
  form === null ? authorOf(replyClass) === 'program' : form === 'program';

import type { Campaigns } from '../../campaigns/campaigns.ts';
import { keywordIn, rulesOf } from '../../campaigns/rules.ts';
import type { Tx } from '../../database/database.ts';
import { languageOf } from '../../ground/languages.ts';
import type { Language } from '../../ground/languages.ts';
import type { Classification } from '../../replies/types.ts';
import { contactLanguage } from '../contact/contact-language.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { authorOf } from '../telling/answers.ts';

/** Of an answer; null: neither its words nor the contact tell. */
export const languageOfAnswer = (text: string, { facts }: Pick<Lead, 'facts'>): Language | null =>
  languageOf(text) ?? contactLanguage(facts, null);

/**
 * What an answer was understood as, and whether a rule of the lead's campaign has a person read it. The law and an
 * opt-out count all the same.
 */
export async function withKeyword(
  campaigns: Pick<Campaigns, 'find'>,
  tx: Tx,
  lead: Lead,
  reply: Classification,
  text: string,
): Promise<Classification> {
  if (lead.campaignId === null || authorOf(reply.class) === 'mail-server') return reply;
  const campaign = await campaigns.find(lead.portalId, lead.campaignId, tx);
  if (!campaign) return reply;
  const { review, reviewClasses = [] } = rulesOf(campaign.content);
  const keyword = keywordIn(review, text, languageOfAnswer(text, lead));
  // What is doubtful is read anyway, and is not understood as anything.
  const byClass = !reply.doubtful && reviewClasses.some((one) => one === reply.class);
  if (keyword === null && !byClass) return reply;
  const why = {
    ...(keyword === null ? {} : { keyword }),
    ...(byClass ? ({ classRule: true } as const) : {}),
  };
  return { ...reply, ...why, doubtful: reply.doubtful || !(reply.legal || reply.class === 'Unsubscribed') };
}

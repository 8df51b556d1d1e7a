import type { Database, Tx } from '../../database/database.ts';
import type { Clock, Random } from '../../ground/clock.ts';
import type { ReceivedMail } from '../../mail/inbox.ts';
import type { Conversations } from '../../mail/open.ts';
import { isKept, textLastSent } from '../../mail/mails.ts';
import type { ModelProviderRoom } from '../../model-provider/open.ts';
import type { PhrasesRoom } from '../../phrases/open.ts';
import { questionIn } from '../../replies/bare-answer.ts';
import { askAbout } from '../../replies/second-opinion/ask-about.ts';
import type { Classify, ReplyToClassify } from '../../replies/types.ts';
import { asReply, understand } from '../../replies/understand.ts';
import { LeadEntity } from '../lead/lead-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { holdMails } from './being-read.ts';

interface Deps {
  database: Database;
  phrases: Pick<PhrasesRoom, 'taught'>;
  modelProvider: Pick<ModelProviderRoom, 'ask' | 'modelOf'>;
  classify: Classify;
  clock: Clock;
  random: Random;
}

export const mailIdOf = ({ mail }: ReceivedMail): string => `in-${mail.messageId}`;

/** By what a received mail is known. */
export const keysOf = (received: ReceivedMail) => ({
  portalId: received.portalId,
  contactId: received.contactId,
  mailId: mailIdOf(received),
});

/** What an answer is read against. @param at epoch ms at which it came */
export async function readingOf(
  tx: Tx,
  phrases: Pick<PhrasesRoom, 'taught'>,
  { portalId, contactId }: ReceivedMail,
  lead: Pick<Lead, 'round' | 'timeZone'>,
  at: number,
): Promise<Pick<ReplyToClassify, 'receivedAt' | 'timeZone' | 'question' | 'phrases'>> {
  const question = questionIn(await textLastSent(tx, portalId, contactId, lead.round));
  return { receivedAt: at, timeZone: lead.timeZone, question, phrases: await phrases.taught(tx, portalId) };
}

/**
 * Before the transaction that decides about an answer: where Baton doubts what it means and the account allows it, its
 * language model is asked, and nothing is sent to the contact meanwhile. Nothing is decided here: whoever dies after it
 * asks again.
 */
export function createConsult(deps: Deps): Pick<Conversations, 'wantsOpinion' | 'consult'> {
  const { database, modelProvider, clock } = deps;
  const hold = (received: ReceivedMail): Promise<void> =>
    holdMails(database.manager, keysOf(received), clock.now());
  return {
    async wantsOpinion(received) {
      const doubted = await findDoubted(deps, received);
      if (doubted) await hold(received);
      return doubted !== null;
    },
    async consult(received) {
      const doubted = await findDoubted(deps, received);
      if (!doubted) return null;
      await hold(received);
      return askAbout({ ...deps, ...modelProvider }, received.portalId, doubted.model, doubted.reply);
    },
  };
}

interface Doubted {
  model: string;
  reply: ReplyToClassify;
}

/** The answer, if Baton doubts what it means and a model may be asked. */
async function findDoubted(deps: Deps, received: ReceivedMail): Promise<Doubted | null> {
  const { portalId, contactId, mail } = received;
  const model = await deps.modelProvider.modelOf(portalId);
  if (model === null) return null;
  const { manager } = deps.database;
  const lead = await manager.findOneBy(LeadEntity, { portalId, contactId });
  if (!lead || lead.mergedInto || lead.subState === 'erased') return null;
  if (await isKept(manager, portalId, mailIdOf(received))) return null;
  const when = await readingOf(manager, deps.phrases, received, lead, deps.clock.now());
  const { doubtful, taught } = understand(mail, when, deps.classify);
  // A phrase that only suggests leaves it to a person.
  return doubtful && !taught ? { model, reply: asReply(mail, when) } : null;
}

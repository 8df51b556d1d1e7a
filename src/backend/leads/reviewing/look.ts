import type { Assistant, Assistants } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import { threadOfRound, threadSoFar } from '../../mail/conversation.ts';
import { filesOfMails } from '../../mail/files/files.ts';
import type { Mail } from '../../mail/mail-entity.ts';
import { mailsById } from '../../mail/mails.ts';
import type { AnswerReview } from '../../reviews/review-entity.ts';
import type { Lead } from '../lead/lead-entity.ts';
import type { Settings } from '../../settings/settings.ts';
import { filesList } from '../telling/files.ts';
import { understood } from '../telling/understood.ts';
import { knownOf } from './settle.ts';
import { suggestAgain, suggestAnswer } from './suggest.ts';
import type { AboutAnswer, SuggestDeps, Suggestion } from './suggest.ts';

/** An answer in doubt, with all that somebody needs to settle it. */
export interface LookedAt {
  lead: Lead;
  assistant: Assistant;
  /** null: its words are not there any more. */
  answer: Mail | null;
  /** What came with it, in words. */
  files: string | null;
  /** In one line: what Baton makes of it, how surely, from which words. */
  understood: string;
  /** Mails of the conversation before it, newest first. */
  before: readonly Mail[];
  suggestion: Suggestion;
}

/** Looks at what people are asked. */
export interface Reviewed {
  /** @throws BatonError CONFLICT when contact or assistant are gone */
  answer(review: AnswerReview): Promise<LookedAt>;
  /** Has a suggestion written anew. @throws BatonError as `answer` */
  suggestAgain(review: AnswerReview): Promise<void>;
  /** Mails of a conversation that left or came before a moment (epoch ms), newest first. */
  before(about: Conversation, at: number): Promise<readonly Mail[]>;
}

type Conversation = Pick<AnswerReview, 'contactId' | 'round'> & { portalId: PortalId };

const MOST_BEFORE = 20;

interface Deps extends SuggestDeps {
  database: Database;
  assistants: Assistants;
  settings: Pick<Settings, 'get'>;
}

export function createReviewed(deps: Deps): Reviewed {
  const { database } = deps;
  const before: Reviewed['before'] = async ({ portalId, contactId, round }, at) => {
    const thread = await threadSoFar(database, portalId, contactId, round);
    return thread
      .filter((mail) => mail.at < at)
      .reverse()
      .slice(0, MOST_BEFORE);
  };
  return {
    before,
    async answer(review) {
      const { portalId, mailId, content } = review;
      const about = await aboutOf(deps, review);
      const { lead, assistant, answer } = about;
      const files = await filesOfMails(database.manager, portalId, [mailId]);
      return {
        lead,
        assistant,
        answer,
        files: files.length > 0 ? filesList(files) : null,
        understood: understood(content.guess),
        before: await before({ ...review, round: lead.round }, answer?.at ?? review.at),
        suggestion: await suggestAnswer(deps, about),
      };
    },
    suggestAgain: async (review) => suggestAgain(deps, await aboutOf(deps, review)),
  };
}

async function aboutOf(deps: Deps, review: AnswerReview): Promise<AboutAnswer> {
  const { portalId, mailId, contactId } = review;
  const known = await knownOf(deps, review);
  const [answer = null] = await mailsById(deps.database, portalId, [mailId]);
  const thread = await threadOfRound(deps.database, portalId, contactId, known.lead.round);
  const until = answer?.at ?? review.at;
  const { contextLabels: labels } = await deps.settings.get(portalId);
  return { review, ...known, answer, thread: thread.filter(({ at }) => at <= until), labels };
}

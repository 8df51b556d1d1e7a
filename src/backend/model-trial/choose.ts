import type { Database } from '../database/database.ts';
import type { PortalId } from '../ground/identifiers.ts';
import type { PhrasesRoom } from '../phrases/open.ts';
import type { HeldAnswer, PastAnswersSlot } from '../phrases/try-phrase.ts';
import { classifyReply } from '../replies/classify.ts';
import type { ReplyToClassify, TaughtPhrase } from '../replies/types.ts';

/** So many of the latest answers are looked at: reading one takes some milliseconds. */
const LOOKED_AT = 200;

interface Deps {
  database: Database;
  phrases: Pick<PhrasesRoom, 'taught'>;
  pastAnswers: PastAnswersSlot;
}

export interface Chosen {
  answer: HeldAnswer;
  reply: ReplyToClassify;
  /** Baton doubts what it means. */
  unsure: boolean;
}

/**
 * Answers that persons wrote: first those that Baton is not sure of, then those that a person had to read when they
 * came, then the others; the newest of each first.
 */
export async function chooseReplies(deps: Deps, portalId: PortalId, count: number): Promise<Chosen[]> {
  const phrases = await deps.phrases.taught(deps.database.manager, portalId);
  const answers = await deps.pastAnswers.filled.latest(portalId, LOOKED_AT);
  const chosen: Chosen[] = [];
  // One after the other: `question` gives others their turn in between.
  for (const answer of answers.filter(isOfPerson)) {
    const reply = await asReplyOf(answer, phrases);
    chosen.push({ answer, reply, unsure: classifyReply(reply).doubtful });
  }
  return chosen.sort((a, b) => rank(a) - rank(b)).slice(0, count);
}

const isOfPerson = ({ autoSubmitted, certain }: HeldAnswer): boolean => !autoSubmitted && !certain;

const rank = ({ unsure, answer }: Chosen): number => (unsure ? 0 : answer.before === 'Other' ? 1 : 2);

/** An answer as it would be read if it came now. */
export const asReplyOf = async (
  { subject, text, autoSubmitted, at, timeZone, question }: HeldAnswer,
  phrases: readonly TaughtPhrase[],
): Promise<ReplyToClassify> => ({
  subject,
  text,
  autoSubmitted,
  timeZone,
  bounce: false,
  receivedAt: at,
  question: await question(),
  phrases,
});

import type { Database } from '../database/database.ts';
import type { Random } from '../ground/clock.ts';
import { beginningOf } from '../ground/text.ts';
import type { Ask, Asked, Refusal } from '../model-provider/ask.ts';
import type { TryOut } from '../model-provider/try-out.ts';
import type { PhrasesRoom } from '../phrases/open.ts';
import type { HeldAnswer } from '../phrases/try-phrase.ts';
import { classifyReply } from '../replies/classify.ts';
import { askAbout } from '../replies/second-opinion/ask-about.ts';
import type { Finding, Opinion } from '../replies/second-opinion/finding.ts';
import { quotedFrom } from '../replies/second-opinion/quotation.ts';
import { weigh } from '../replies/second-opinion/weigh.ts';
import type { Classification, ReplyToClassify } from '../replies/types.ts';
import { asReplyOf } from './choose.ts';
import type { TrialResult, TrialRow } from './trial-entity.ts';

interface Deps {
  database: Database;
  tryOut: Pick<TryOut, 'ask'>;
  phrases: Pick<PhrasesRoom, 'taught'>;
  random: Random;
}

/** What came of asking. */
export interface Said {
  result: TrialResult;
  /** Nobody answered, for a reason that is not the reply's; null: it need not be asked again. */
  refused: { because: Refusal; why: string } | null;
}

const MAX_SENTENCE = 300;

/** Reads a past answer as if it came now, with the model of the test. Network: never within a transaction. */
export async function askAboutReply(deps: Deps, trial: TrialRow, answer: HeldAnswer): Promise<Said> {
  const { portalId, settings } = trial;
  const reply = await asReplyOf(answer, await deps.phrases.taught(deps.database.manager, portalId));
  const heard: { asked: Asked<unknown> | null } = { asked: null };
  const ask: Ask = async (_portalId, question) => {
    const asked = await deps.tryOut.ask(trial, question);
    heard.asked = asked;
    return asked;
  };
  const opinion = await askAbout({ ask, random: deps.random }, portalId, settings.model, reply);
  const { asked } = heard;
  const spent = asked?.status === 'answered' ? asked.spent : { ms: null, tokens: null, cost: null };
  const refused = asked?.status === 'refused' && asked.because !== 'answer' ? asked : null;
  return {
    result: { ...compared(classifyReply(reply), reply, opinion), ...spent },
    refused: refused && { because: refused.because, why: refused.why },
  };
}

/** Both readings, and what the two together would have done. */
function compared(
  baton: Classification,
  reply: ReplyToClassify,
  opinion: Opinion | null,
): Pick<TrialResult, 'baton' | 'model' | 'settled' | 'why'> {
  const { class: meant, confidence, doubtful, taught } = baton;
  const after = weigh(baton, reply, opinion);
  const suggested = doubtful && taught ? 'a taught phrase leaves it to a person' : null;
  return {
    baton: { class: meant, confidence, doubtful },
    model: opinion?.finding ? said(opinion.finding, reply.text) : null,
    settled: doubtful && !after.doubtful,
    why: opinion?.why ?? suggested ?? after.model?.why ?? null,
  };
}

/** Of a model's own words nothing is kept: only those that stand in the reply. */
const said = ({ class: meant, confidence, evidence }: Finding, text: string): TrialResult['model'] => ({
  class: meant,
  confidence,
  sentence: beginningOf(quotedFrom(text, evidence) ?? '', MAX_SENTENCE),
});

import type { Random } from '../../ground/clock.ts';
import type { PortalId } from '../../ground/identifiers.ts';
import type { Ask } from '../../model-provider/ask.ts';
import type { ReplyToClassify } from '../types.ts';
import type { Opinion } from './finding.ts';
import { speaksToAMachine } from '../machine-talk.ts';
import { questionAbout } from './question.ts';
import { SPEAKS_TO_PROGRAM } from './weigh.ts';

interface Deps {
  ask: Ask;
  random: Random;
}

/**
 * Asks the account's model what an answer means. Network, for as long as a question may take: never within a transaction.
 * @param model its name. null: the account's model is not asked
 */
export async function askAbout(
  { ask, random }: Deps,
  portalId: PortalId,
  model: string,
  reply: ReplyToClassify,
): Promise<Opinion | null> {
  const question = reply.question ?? null;
  if (speaksToAMachine(reply.text)) return { model, finding: null, why: SPEAKS_TO_PROGRAM, question };
  const asked = await ask(portalId, questionAbout(reply, random.uuid()));
  if (!asked) return null;
  return asked.status === 'answered'
    ? { model: asked.model, finding: asked.value, why: null, question }
    : { model: asked.model, finding: null, why: asked.why, question };
}

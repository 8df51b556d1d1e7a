import type { TrialPlan } from '../../cards/model-trial/contract.ts';
import type { ModelToTry, TryOut } from '../model-provider/try-out.ts';
import type { ProviderSettings } from '../model-provider/provider-settings.ts';
import { speaksToAMachine } from '../replies/machine-talk.ts';
import { questionAbout } from '../replies/second-opinion/question.ts';
import type { Chosen } from './choose.ts';

const names = { openai: 'OpenAI', anthropic: 'Anthropic' } as const;

/** Who gets what is sent, as an admin knows it. */
export const placeOf = ({ kind, baseUrl }: Pick<ProviderSettings, 'kind' | 'baseUrl'>): string =>
  baseUrl === null ? (kind === 'openai-compatible' ? '' : names[kind]) : new URL(baseUrl).host;

/** What a test on these replies will take. Asks nobody. */
export async function planOf(
  tryOut: Pick<TryOut, 'estimate' | 'left'>,
  model: ModelToTry,
  chosen: readonly Chosen[],
): Promise<TrialPlan> {
  const { settings } = model;
  const sent = chosen.filter(({ reply }) => !speaksToAMachine(reply.text)).map(({ reply }) => reply);
  const questions = sent.map((reply) => questionAbout(reply, ''));
  const { tokens, cost } = tryOut.estimate(settings, questions);
  const { enoughForOne, ...left } = await tryOut.left(model, questions);
  const all = tokens <= left.tokens && (left.cost === null || (cost ?? 0) <= left.cost);
  return {
    model: settings.model,
    place: placeOf(settings),
    replies: chosen.length,
    unsure: chosen.filter(({ unsure }) => unsure).length,
    notSent: chosen.length - sent.length,
    characters: sent.reduce((sum, { text }) => sum + text.length, 0),
    tokens,
    cost,
    left,
    enough: questions.length === 0 || (enoughForOne && all) ? 'all' : enoughForOne ? 'some' : 'none',
  };
}

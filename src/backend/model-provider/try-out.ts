import { BatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { askNow, mostTokens, usualTokens } from './ask.ts';
import type { AskDeps, Asked, Question } from './ask.ts';
import { inMoney, leftOf, microsFor } from './budget.ts';
import type { Tokens } from './budget.ts';
import type { ModelProviderRow } from './model-provider-entity.ts';
import type { Pause } from './pause.ts';
import type { ProviderSettings } from './provider-settings.ts';
import type { ProviderChange } from './providers.ts';

/** A model as an admin wants to try it, which need not be the one that is set. */
export type ModelToTry = Pick<ModelProviderRow, 'portalId' | 'settings' | 'sealedKey'>;

/** `cost` in the prices' currency, null where they are not known. */
export interface Estimate {
  tokens: number;
  cost: number | null;
}

export interface TryOut {
  /** As the settings would be with the change; null: as they are. @throws BatonError REQUEST_INVALID without a model */
  model(portalId: PortalId, change: ProviderChange | null): Promise<ModelToTry>;
  /** About what the questions will take. */
  estimate(settings: ProviderSettings, questions: readonly Question<unknown>[]): Estimate;
  /** What is left of the day by the limits of these settings, and whether one more of these questions fits for sure. */
  left(
    model: ModelToTry,
    questions: readonly Question<unknown>[],
  ): Promise<Estimate & { enoughForOne: boolean }>;
  /** As `Ask`, within the day's budget; what fails here pauses nothing. */
  ask<Value>(model: ModelToTry, question: Question<Value>): Promise<Asked<Value>>;
}

/** How the account's own model fares is another thing. */
const apart: Pause = {
  mayAsk: async () => true,
  worked: async () => undefined,
  failed: async () => undefined,
};

export const createTryOut = (deps: AskDeps): TryOut => ({
  async model(portalId, change) {
    const { providers } = deps;
    const { settings, sealedKey } = await (change
      ? providers.draft(portalId, change)
      : providers.find(portalId));
    if (settings.model === '') throw new BatonError('REQUEST_INVALID', 'Name the model that is to be asked.');
    return { portalId, settings, sealedKey };
  },
  estimate: (settings, questions) => estimated(settings, questions.map(usualTokens)),
  async left({ portalId, settings }, questions) {
    const { tokens, micros } = leftOf(settings, await deps.budget.today(portalId));
    const most = questions.map(mostTokens);
    const fits = (one: Tokens): boolean =>
      one.input + one.output <= tokens && (micros === null || microsFor(settings, one) <= micros);
    return { tokens, cost: micros === null ? null : inMoney(micros), enoughForOne: most.some(fits) };
  },
  async ask(model, question) {
    const none = { failures: 0, failingSince: null, pausedUntil: 0, lastFailure: null, lastFailureAt: 0 };
    return askNow({ ...deps, pause: apart }, { ...none, ...model, enabled: true }, question);
  },
});

function estimated(settings: ProviderSettings, all: readonly Tokens[]): Estimate {
  const sum = (of: (one: Tokens) => number): number => all.reduce((total, one) => total + of(one), 0);
  const [input, output] = [sum((one) => one.input), sum((one) => one.output)];
  const cost = settings.prices ? inMoney(microsFor(settings, { input, output })) : null;
  return { tokens: input + output, cost };
}

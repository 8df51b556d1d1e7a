import type { SettingsView } from '../../cards/settings/contract.ts';
import type { Clock } from '../ground/clock.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { inMoney } from './budget.ts';
import type { Budget } from './budget.ts';
import { pausedUntil } from './pause.ts';
import type { Providers } from './providers.ts';

interface Deps {
  providers: Pick<Providers, 'find'>;
  budget: Pick<Budget, 'today'>;
  clock: Clock;
}

/** The key stays here: only whether there is one is told. */
export async function languageModelPart(
  { providers, budget, clock }: Deps,
  portalId: PortalId,
): Promise<SettingsView['languageModel']> {
  const provider = await providers.find(portalId);
  const { questions, tokens, micros } = await budget.today(portalId);
  const { enabled, settings, sealedKey, lastFailure, lastFailureAt } = provider;
  return {
    ...settings,
    enabled,
    hasKey: sealedKey !== null,
    today: { questions, tokens, cost: settings.prices ? inMoney(micros) : null },
    lastFailure: lastFailure === null ? null : { text: lastFailure, at: lastFailureAt },
    pausedUntil: pausedUntil(provider, clock.now()),
  };
}

import type { SettingsView } from '../../cards/settings/contract.ts';
import type { Clock } from '../ground/clock.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { inMoney, isUsedUp, nextDay } from './budget.ts';
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
  const usage = await budget.today(portalId);
  const { questions, tokens, micros } = usage;
  const { enabled, settings, sealedKey, lastFailure, lastFailureAt, failingSince } = provider;
  return {
    ...settings,
    enabled,
    hasKey: sealedKey !== null,
    today: { questions, tokens, cost: settings.prices ? inMoney(micros) : null },
    lastFailure: lastFailure === null ? null : { text: lastFailure, at: lastFailureAt },
    failingSince,
    pausedUntil: pausedUntil(provider, clock.now()),
    usedUpUntil: isUsedUp(settings, usage) ? nextDay(clock.now()) : null,
  };
}

/** What keeps the model that an account has switched on from being asked; null each: nothing does. */
export interface Condition {
  model: string;
  reads: boolean;
  writes: boolean;
  failing: { since: number; why: string } | null;
  /** Epoch ms. */
  usedUpUntil: number | null;
}

/** null: it neither reads nor writes. */
export async function conditionOf(
  { providers, budget, clock }: Deps,
  portalId: PortalId,
): Promise<Condition | null> {
  const { enabled, settings, failingSince, lastFailure } = await providers.find(portalId);
  if (!enabled && !settings.writes) return null;
  return {
    model: settings.model,
    reads: enabled,
    writes: settings.writes,
    failing: failingSince === null ? null : { since: failingSince, why: lastFailure ?? '' },
    usedUpUntil: isUsedUp(settings, await budget.today(portalId)) ? nextDay(clock.now()) : null,
  };
}

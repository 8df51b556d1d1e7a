import { LessThan } from 'typeorm';
import type { Database, Tx } from '../database/database.ts';
import { DAY } from '../ground/clock.ts';
import type { Clock } from '../ground/clock.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { ModelUsageEntity } from './model-provider-entity.ts';
import type { ModelUsageRow } from './model-provider-entity.ts';
import type { ProviderSettings } from './provider-settings.ts';

export interface Tokens {
  input: number;
  output: number;
}

export interface Reservation {
  /** Replaces what was reserved by what it took. Never called: all that was reserved counts as spent. */
  settle(spent: Tokens): Promise<void>;
}

/** What questions may cost a day (UTC), and have: in the database, so that all processes keep to one budget. */
export interface Budget {
  today(portalId: PortalId): Promise<UsageOfDay>;
  /** Before a question, of the most that it can take. null: that is more than is left. */
  reserve(portalId: PortalId, settings: ProviderSettings, most: Tokens): Promise<Reservation | null>;
}

export type UsageOfDay = Omit<ModelUsageRow, 'portalId' | 'day'>;

const MICROS = 1_000_000;
/** Days that somebody may still ask about. */
const KEPT_DAYS = 90;

const NOTHING: UsageOfDay = {
  questions: 0,
  tokens: 0,
  micros: 0,
  refusedTokens: null,
  refusedMicros: null,
};

/** Millionths of the prices' currency. */
export const microsFor = ({ prices }: Pick<ProviderSettings, 'prices'>, { input, output }: Tokens): number =>
  prices ? Math.ceil(input * prices.input + output * prices.output) : 0;

export const inMoney = (micros: number): number => micros / MICROS;

/** What is left of a day; `micros` null: money is not limited. */
export const leftOf = (
  { dailyTokens, dailyCost }: Pick<ProviderSettings, 'dailyTokens' | 'dailyCost'>,
  { tokens, micros }: Pick<UsageOfDay, 'tokens' | 'micros'>,
): { tokens: number; micros: number | null } => ({
  tokens: Math.max(0, dailyTokens - tokens),
  micros: dailyCost === null ? null : Math.max(0, dailyCost * MICROS - micros),
});

/** Whether there was a question today for which too little was left, and is. */
export function isUsedUp(settings: ProviderSettings, usage: UsageOfDay): boolean {
  const { refusedTokens, refusedMicros } = usage;
  const left = leftOf(settings, usage);
  return (
    (refusedTokens !== null && refusedTokens > left.tokens) ||
    (refusedMicros !== null && left.micros !== null && refusedMicros > left.micros)
  );
}

/** When a day's budget begins anew: midnight UTC after it, epoch ms. */
export const nextDay = (now: number): number => Math.floor(now / DAY) * DAY + DAY;

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

/** Forgets the days that nobody asks about any more. Once a day. */
export async function forgetUsage({ database, clock }: BudgetDeps): Promise<void> {
  await database.manager.delete(ModelUsageEntity, { day: LessThan(dayOf(clock.now() - KEPT_DAYS * DAY)) });
}

interface BudgetDeps {
  database: Database;
  clock: Clock;
}

export function createBudget({ database, clock }: BudgetDeps): Budget {
  const { manager } = database;
  const today = () => dayOf(clock.now());
  const add = (where: Pick<ModelUsageRow, 'portalId' | 'day'>, tokens: number, micros: number, asked = 0) =>
    manager
      .createQueryBuilder()
      .update(ModelUsageEntity)
      .set({
        tokens: () => `tokens + ${Math.round(tokens)}`,
        micros: () => `micros + ${Math.round(micros)}`,
        questions: () => `questions + ${asked}`,
      })
      .where(where);
  return {
    async today(portalId) {
      const row = await manager.findOneBy(ModelUsageEntity, { portalId, day: today() });
      return row ?? NOTHING;
    },
    async reserve(portalId, settings, most) {
      const where = { portalId, day: today() };
      const empty = { ...where, ...NOTHING };
      await manager.createQueryBuilder().insert().into(ModelUsageEntity).values(empty).orIgnore().execute();
      const reserved = { tokens: most.input + most.output, micros: microsFor(settings, most) };
      const update = add(where, reserved.tokens, reserved.micros, 1).andWhere('tokens <= :tokens', {
        tokens: settings.dailyTokens - reserved.tokens,
      });
      if (settings.dailyCost !== null)
        update.andWhere('micros <= :micros', { micros: settings.dailyCost * MICROS - reserved.micros });
      if (((await update.execute()).affected ?? 0) === 0) {
        await noteRefused(manager, where, reserved);
        return null;
      }
      return {
        async settle(spent) {
          const micros = microsFor(settings, spent) - reserved.micros;
          await add(where, spent.input + spent.output - reserved.tokens, micros).execute();
        },
      };
    },
  };
}

/** The least of the day. */
async function noteRefused(
  tx: Tx,
  where: Pick<ModelUsageRow, 'portalId' | 'day'>,
  { tokens, micros }: { tokens: number; micros: number },
): Promise<void> {
  await tx
    .createQueryBuilder()
    .update(ModelUsageEntity)
    .set({ refusedTokens: tokens, refusedMicros: micros })
    .where(where)
    .andWhere('(refused_tokens IS NULL OR refused_tokens > :tokens)', { tokens })
    .execute();
}

import type { Database } from '../database/database.ts';
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
  today(portalId: PortalId): Promise<Omit<ModelUsageRow, 'portalId' | 'day'>>;
  /** Before a question, of the most that it can take. null: that is more than is left. */
  reserve(portalId: PortalId, settings: ProviderSettings, most: Tokens): Promise<Reservation | null>;
}

const MICROS = 1_000_000;

/** Millionths of the prices' currency. */
export const microsFor = ({ prices }: Pick<ProviderSettings, 'prices'>, { input, output }: Tokens): number =>
  prices ? Math.ceil(input * prices.input + output * prices.output) : 0;

export const inMoney = (micros: number): number => micros / MICROS;

export function createBudget({ database, clock }: { database: Database; clock: Clock }): Budget {
  const { manager } = database;
  const today = () => new Date(clock.now()).toISOString().slice(0, 10);
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
      return row ?? { questions: 0, tokens: 0, micros: 0 };
    },
    async reserve(portalId, settings, most) {
      const where = { portalId, day: today() };
      const empty = { ...where, questions: 0, tokens: 0, micros: 0 };
      await manager.createQueryBuilder().insert().into(ModelUsageEntity).values(empty).orIgnore().execute();
      const reserved = { tokens: most.input + most.output, micros: microsFor(settings, most) };
      const update = add(where, reserved.tokens, reserved.micros, 1).andWhere('tokens <= :tokens', {
        tokens: settings.dailyTokens - reserved.tokens,
      });
      if (settings.dailyCost !== null)
        update.andWhere('micros <= :micros', { micros: settings.dailyCost * MICROS - reserved.micros });
      if (((await update.execute()).affected ?? 0) === 0) return null;
      return {
        async settle(spent) {
          const micros = microsFor(settings, spent) - reserved.micros;
          await add(where, spent.input + spent.output - reserved.tokens, micros).execute();
        },
      };
    },
  };
}
